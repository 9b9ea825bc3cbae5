package org.ladera.core.backend.cpu.blas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.ladera.core.type.DType;

/** Each library computes what a matrix product means, on its own thread, without garbage. */
class MatrixLibraryTest {
  private static final int[][] SIZES = {
    {1, 1, 1},
    {4, 16, 32},
    {32, 16, 16},
    {32, 3, 16},
    {16, 3, 32},
    {45, 15, 20},
    {3, 3, 40},
    {15, 2, 17},
    {7, 33, 5},
    {1, 64, 40},
    {64, 1, 40},
    {1, 1, 500},
    {13, 17, 129},
    {64, 64, 64},
    {9, 250, 3},
    {128, 10, 70},
    {65, 130, 257},
  };

  static Stream<MatrixLibrary> libraries() {
    JavaProducts vectors = new JavaProducts();
    vectors.vectorize();
    return Stream.of(new JavaProducts(), vectors, OpenBlas.load(), OneDnn.load());
  }

  @ParameterizedTest
  @MethodSource("libraries")
  void computesProductsOfBothTypesHoweverTheOperandsLie(MatrixLibrary library) {
    SplittableRandom random = new SplittableRandom(1);
    int taken = 0;
    for (DType type : List.of(DType.FLOAT32, DType.FLOAT64)) {
      for (int[] size : SIZES) {
        int m = size[0];
        int n = size[1];
        int k = size[2];
        for (MatrixLayout a : layouts(m, k)) {
          for (MatrixLayout b : layouts(k, n)) {
            MatrixProduct product = MatrixProduct.of(type, m, n, k, a, b, n + random.nextInt(3));
            if (library.takes(product)) {
              taken++;
              try (Products memory = new Products(product, random)) {
                library.multiply(product, memory.a, memory.b, memory.c);
                memory.assertComputed(library.label());
              }
            }
          }
        }
      }
    }
    int all = 2 * SIZES.length * 49;
    int types = library instanceof OneDnn ? 1 : 2;
    if (library instanceof JavaProducts) {
      assertEquals(all, taken);
    } else {
      assertTrue(taken >= types * SIZES.length * 16 && taken < all, () -> library.label());
    }
  }

  /** Dense and with gaps, by rows and by columns, and what no library takes. */
  private static List<MatrixLayout> layouts(int rows, int columns) {
    return List.of(
        MatrixLayout.rowMajor(columns),
        new MatrixLayout(columns + 5, 1),
        MatrixLayout.transposed(rows),
        new MatrixLayout(1, rows + 3),
        new MatrixLayout(2L * columns, 2),
        new MatrixLayout(-columns, 1),
        new MatrixLayout(0, 1));
  }

  @Test
  void aSizeOfZeroIsNeverPassedToALibrary() {
    MatrixLayout layout = MatrixLayout.rowMajor(4);
    for (int[] size : new int[][] {{0, 4, 4}, {4, 0, 4}, {4, 4, 0}, {0, 0, 0}}) {
      MatrixProduct product =
          MatrixProduct.of(DType.FLOAT32, size[0], size[1], size[2], layout, layout, 4);

      assertFalse(OpenBlas.load().takes(product));
      assertFalse(OneDnn.load().takes(product));
    }
  }

  @Test
  void vectorsGiveTheBitsOfScalarCode() {
    SplittableRandom random = new SplittableRandom(2);
    for (int round = 0; round < 400; round++) {
      int m = random.nextInt(1, 40);
      int n = random.nextInt(1, 70);
      int k = random.nextInt(1, 60);
      List<MatrixLayout> left = layouts(m, k);
      List<MatrixLayout> right = layouts(k, n);
      MatrixProduct product =
          MatrixProduct.of(
              DType.FLOAT32,
              m,
              n,
              k,
              left.get(random.nextInt(left.size())),
              right.get(random.nextInt(right.size())),
              n);
      long seed = random.nextLong();
      try (Products scalar = new Products(product, new SplittableRandom(seed));
          Products vector = new Products(product, new SplittableRandom(seed))) {
        ScalarProducts.multiply(product, scalar.a, scalar.b, scalar.c);
        VectorProducts.multiply(product, vector.a, vector.b, vector.c);
        for (int i = 0; i < m; i++) {
          for (int j = 0; j < n; j++) {
            assertEquals(scalar.result(i, j), vector.result(i, j), 0.0, product.toString());
          }
        }
        vector.assertComputed("vectors");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"8192, true", "8193, false"})
  void sumsForWhichAPanelIsCopiedAreOfLimitedLength(int k, boolean taken) {
    MatrixLayout left = MatrixLayout.rowMajor(k);
    MatrixProduct turned =
        MatrixProduct.of(DType.FLOAT32, 40, 3, k, left, MatrixLayout.rowMajor(3), 3);
    MatrixProduct transposed =
        MatrixProduct.of(DType.FLOAT32, 3, 40, k, left, MatrixLayout.transposed(k), 40);
    MatrixProduct direct =
        MatrixProduct.of(DType.FLOAT32, 3, 40, k, left, MatrixLayout.rowMajor(40), 40);

    assertTrue(VectorProducts.takes(direct));
    for (MatrixProduct product : List.of(turned, transposed)) {
      assertEquals(taken, VectorProducts.takes(product), product.toString());
      JavaProducts products = new JavaProducts();
      products.vectorize();
      try (Products memory = new Products(product, new SplittableRandom(6))) {
        products.multiply(product, memory.a, memory.b, memory.c);
        memory.assertComputed(product.toString());
      }
    }
  }

  @Test
  void vectorsTakeOverOnceTheyAreCompiled() throws InterruptedException {
    JavaProducts products = new JavaProducts();
    assertFalse(products.isVectorized());
    products.warmUp();

    for (int i = 0; i < 1200 && !products.isVectorized(); i++) {
      Thread.sleep(25);
    }

    assertTrue(products.isVectorized());
  }

  @ParameterizedTest
  @MethodSource("libraries")
  void allocatesNothing(MatrixLibrary library) {
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    MatrixProduct product =
        MatrixProduct.of(
            DType.FLOAT32, 32, 16, 16, MatrixLayout.rowMajor(16), MatrixLayout.rowMajor(16), 16);
    try (Products memory = new Products(product, new SplittableRandom(3))) {
      long allocated = Long.MAX_VALUE;
      // What the interpreter allocates, compiled code does not.
      for (int round = 0; round < 400 && allocated > 0; round++) {
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 1000; i++) {
          library.multiply(product, memory.a, memory.b, memory.c);
        }
        allocated = threads.getCurrentThreadAllocatedBytes() - before;
      }

      assertEquals(0, allocated, library.label());
    }
  }

  /** A team's threads carry the name of the one that started them. */
  @EnabledOnOs(OS.LINUX)
  @ParameterizedTest
  @MethodSource("libraries")
  void aThreadThatMultipliesGetsNoTeam(MatrixLibrary library) throws InterruptedException {
    MatrixProduct product =
        MatrixProduct.of(
            DType.FLOAT32,
            256,
            256,
            256,
            MatrixLayout.rowMajor(256),
            MatrixLayout.rowMajor(256),
            256);
    List<String> names = new ArrayList<>();
    // A name of its own: the thread of another library may not have left the system yet.
    String name = library.getClass().getSimpleName();
    try (Products memory = new Products(product, new SplittableRandom(4))) {
      Thread thread =
          new Thread(
              () -> {
                library.multiply(product, memory.a, memory.b, memory.c);
                names.addAll(namesOfNativeThreads());
              },
              name);
      thread.start();
      thread.join();
    }

    assertEquals(1, Collections.frequency(names, name), names.toString());
  }

  private static List<String> namesOfNativeThreads() {
    List<String> names = new ArrayList<>();
    for (File task : new File("/proc/self/task").listFiles()) {
      try {
        names.add(Files.readString(task.toPath().resolve("comm")).strip());
      } catch (IOException e) {
        names.add("ended meanwhile");
      }
    }
    return names;
  }

  @Test
  void moreThreadsMayCallOpenBlasThanItHasMemoryFor() throws InterruptedException {
    OpenBlas library = OpenBlas.load();
    MatrixProduct product =
        MatrixProduct.of(
            DType.FLOAT64, 48, 48, 48, MatrixLayout.rowMajor(48), MatrixLayout.rowMajor(48), 48);
    List<Thread> threads = new ArrayList<>();
    AtomicInteger right = new AtomicInteger();
    for (int i = 0; i < 80; i++) {
      long seed = i;
      threads.add(
          new Thread(
              () -> {
                try (Products memory = new Products(product, new SplittableRandom(seed))) {
                  for (int j = 0; j < 5; j++) {
                    library.multiply(product, memory.a, memory.b, memory.c);
                  }
                  memory.assertComputed("OpenBLAS");
                  right.incrementAndGet();
                }
              }));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }

    assertEquals(80, right.get());
  }
}

package org.ladera.core.backend.cpu.blas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ladera.core.type.DType;

/** A plan picks by shape, and its tiles are the whole product. */
class MatrixPlanTest {
  private static final MatrixLibraries ALL = MatrixLibraries.restrictedTo("");

  private static MatrixProduct product(String form, DType type, int m, int n, int k) {
    return MatrixProduct.of(
        type,
        m,
        n,
        k,
        form.startsWith("t") ? MatrixLayout.transposed(m) : MatrixLayout.rowMajor(k),
        form.endsWith("t") ? MatrixLayout.transposed(k) : MatrixLayout.rowMajor(n),
        n);
  }

  @ParameterizedTest
  @CsvSource({
    "nn,  128,  256,  784, 'oneDNN, 2x2 tiles'",
    "tn,  784,  256,  128, 'oneDNN, 8x1 tiles'",
    "nn,  128,  128,  256, 'oneDNN, 2x1 tiles'",
    "nt,  128,  256,  128, 'oneDNN, 1x2 tiles'",
    "nn,  256, 1024, 1024, 'oneDNN, 1x8 tiles'",
    "tn, 1024, 1024,  256, 'oneDNN, 8x1 tiles'",
    "tn,  256,  128,  128, 'oneDNN, 4x1 tiles'",
    "tn,  784, 1024,  256, 'oneDNN, 8x1 tiles'",
    "nn,  512,  512,  512, 'oneDNN, 4x2 tiles'",
    "nt,  256, 1024, 1024, 'oneDNN, 1x8 tiles'",
    "nt,  256, 1024,   10, 'oneDNN, 2x1 tiles'",
    "nn,  256,   10, 1024, 'oneDNN, 2x1 tiles'",
    "nn,   64,   64,  512, 'oneDNN, whole'",
    "nn,    1, 1024, 1024, 'oneDNN, whole'",
  })
  void largeProductsGoToOneDnnInTiles(String form, int m, int n, int k, String expected) {
    assertStarts(expected, MatrixPlan.of(product(form, DType.FLOAT32, m, n, k), ALL));
  }

  @Test
  void float64GoesToOpenBlas() {
    MatrixPlan plan = MatrixPlan.of(product("nn", DType.FLOAT64, 256, 1024, 1024), ALL);

    assertEquals("OpenBLAS, 1x8 tiles: float64", plan.explain());
  }

  @ParameterizedTest
  @CsvSource({
    "nn,  32,  16,  16, oneDNN",
    "nt,  32,  16,  16, oneDNN",
    "nn,  32,   3,  16, OpenBLAS",
    "tn,  16,   3,  32, OpenBLAS",
    "nt,  32,  16,   3, OpenBLAS",
    "nn,   3,   3,  16, OpenBLAS",
    "nn,  64,  64,  64, oneDNN",
    "nt,  64,  64,  64, oneDNN",
    "tn,  64,  10,  64, oneDNN",
  })
  void smallProductsGoWhereCallsCostLeast(String form, int m, int n, int k, String without) {
    MatrixPlan plan = MatrixPlan.of(product(form, DType.FLOAT32, m, n, k), ALL);

    boolean small = OpenBlas.load().hasSmallKernels();
    if (small) {
      boolean large = form.equals("nt") && m == 64;
      assertStarts(large ? "oneDNN" : "OpenBLAS, whole: small, where its calls cost less", plan);
    } else if (JavaProducts.lanes() == 16) {
      assertStarts("Java, whole: small enough for vectors in registers", plan);
    } else if (JavaProducts.lanes() < 8) {
      assertStarts(without, plan);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "nn,  80,  80,  80",
    "nn,  64,  10,  64",
    "nt,  64,  64,  10",
    "nt,  10, 128, 128",
    "nn,   1, 256, 256",
    "tn, 256,   1, 256",
  })
  void whatJavaWouldTakeLongerForGoesToALibrary(String form, int m, int n, int k) {
    MatrixPlan plan = MatrixPlan.of(product(form, DType.FLOAT32, m, n, k), ALL);

    assertFalse(plan.explain().startsWith("Java"), plan.explain());
  }

  @Test
  void javaTakesWhatNoLibraryTakes() {
    MatrixProduct gaps =
        MatrixProduct.of(
            DType.FLOAT32, 64, 64, 64, new MatrixLayout(128, 2), MatrixLayout.rowMajor(64), 64);

    assertEquals(
        "Java, whole: no library takes operands with gaps both ways",
        MatrixPlan.of(gaps, ALL).explain());
    assertEquals(
        "Java, whole: nothing to multiply",
        MatrixPlan.of(product("nn", DType.FLOAT32, 3, 4, 0), ALL).explain());
  }

  @ParameterizedTest
  @CsvSource({
    "java, FLOAT32, Java",
    "java, FLOAT64, Java",
    "openblas, FLOAT32, OpenBLAS",
    "openblas, FLOAT64, OpenBLAS",
    "onednn, FLOAT32, oneDNN",
    "onednn, FLOAT64, Java",
  })
  void theSwitchRestrictsTheLibraries(String only, DType type, String expected) {
    MatrixLibraries libraries = MatrixLibraries.restrictedTo(only);

    assertStarts(expected + ", 1x2 tiles", wideIn(type, libraries));
  }

  private static MatrixPlan wideIn(DType type, MatrixLibraries libraries) {
    return MatrixPlan.of(product("nn", type, 64, 512, 70), libraries);
  }

  @Test
  void whatIsMissingIsSaidWithTheReason() {
    assertEquals(
        "no OpenBLAS: -Dladera.blas=java leaves it out; no oneDNN: -Dladera.blas=java leaves it"
            + " out",
        MatrixLibraries.restrictedTo("java").describe());
    assertTrue(MatrixLibraries.restrictedTo("openblas").describe().startsWith("OpenBLAS for "));
  }

  @Test
  void aSwitchOfAnotherNameIsRefused() {
    assertEquals(
        "-Dladera.blas= takes one of openblas, onednn, java, or nothing to use what fits best; "
            + "given 'mkl'.",
        assertThrows(IllegalArgumentException.class, () -> MatrixLibraries.restrictedTo("mkl"))
            .getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "java", "openblas", "onednn"})
  void theTilesAreTheWholeProduct(String only) {
    MatrixLibraries libraries = MatrixLibraries.restrictedTo(only);
    libraries.java.vectorize();
    SplittableRandom random = new SplittableRandom(5);
    int[][] sizes = {
      {130, 300, 90}, {300, 131, 80}, {515, 9, 300}, {64, 1000, 40}, {3, 4, 0}, {0, 5, 6}, {5, 0, 6}
    };
    for (int[] size : sizes) {
      for (String form : new String[] {"nn", "tn", "nt", "tt"}) {
        for (DType type : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
          MatrixProduct product = product(form, type, size[0], size[1], size[2]);
          MatrixPlan plan = MatrixPlan.of(product, libraries);
          try (Products memory = new Products(product, random)) {
            for (int tile = plan.grid().tiles() - 1; tile >= 0; tile--) {
              plan.run(tile, memory.a, memory.b, memory.c);
            }
            memory.assertComputed(plan.explain());
          }
        }
      }
    }
  }

  @Test
  void everyEntryIsInOneTile() {
    SplittableRandom random = new SplittableRandom(6);
    for (int round = 0; round < 300; round++) {
      int m = random.nextInt(1, 400);
      int n = random.nextInt(1, 400);
      TileGrid grid = TileGrid.of(m, n, 1 << random.nextInt(4), 1 << random.nextInt(4));
      int[][] tiles = new int[m][n];
      for (int tile = 0; tile < grid.tiles(); tile++) {
        for (int i = 0; i < grid.rows(tile); i++) {
          for (int j = 0; j < grid.columns(tile); j++) {
            tiles[grid.firstRow(tile) + i][grid.firstColumn(tile) + j]++;
          }
        }
      }
      for (int[] row : tiles) {
        for (int count : row) {
          assertEquals(1, count, grid.toString());
        }
      }
    }
  }

  @Test
  void whatIsNoProductIsRefused() {
    MatrixLayout layout = MatrixLayout.rowMajor(4);

    assertEquals(
        "A matrix product takes float32 or float64, given i32.",
        refused(DType.INT32, 4, 4, layout));
    assertEquals(
        "A matrix product's sizes are 0 or more, given m -1, n 4, k 4.",
        refused(DType.FLOAT32, -1, 4, layout));
    assertEquals(
        "Rows of 4 entries overlap when one starts 3 entries after the other.",
        refused(DType.FLOAT32, 4, 3, layout));
  }

  private static String refused(DType type, int m, long rowOfC, MatrixLayout layout) {
    IllegalArgumentException thrown =
        assertThrows(
            IllegalArgumentException.class,
            () -> MatrixProduct.of(type, m, 4, 4, layout, layout, rowOfC));
    return String.valueOf(thrown.getMessage());
  }

  private static void assertStarts(String expected, MatrixPlan plan) {
    assertTrue(plan.explain().startsWith(expected), () -> plan.explain() + " is not " + expected);
  }
}

package org.ladera.core.backend.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ladera.core.memory.HostArray;
import org.ladera.core.program.BodyBuilder;
import org.ladera.core.program.Loop;
import org.ladera.core.program.MatMul;
import org.ladera.core.program.Reduction;
import org.ladera.core.program.ScalarOp;
import org.ladera.core.program.Sink;
import org.ladera.core.program.Stream;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;

/** Matrix products with what follows them. */
class ProductsTest {
  private static final DType F32 = DType.FLOAT32;

  private static HostArray random(long seed, int... sizes) {
    HostArray array = HostArray.zeros(new TensorType(F32, Shape.of(sizes)));
    Random random = new Random(seed);
    for (long i = 0; i < array.size(); i++) {
      array.setDouble(i, random.nextGaussian());
    }
    return array;
  }

  private static MatMul.Operand rows(int buffer, long columns, long... batch) {
    return new MatMul.Operand(buffer, 0, columns, 1, Programs.longs(batch));
  }

  private static MatMul product(
      int[] batch, int m, int n, int k, int a, int b, int c, @Nullable Loop epilogue) {
    long[] sizes = new long[batch.length];
    long[] ofA = new long[batch.length];
    long[] ofB = new long[batch.length];
    long index = 1;
    for (int i = batch.length - 1; i >= 0; i--) {
      sizes[i] = batch[i];
      ofA[i] = index * m * k;
      ofB[i] = index * k * n;
      index *= batch[i];
    }
    return new MatMul(
        Programs.header("product"),
        F32,
        Programs.longs(sizes),
        m,
        n,
        k,
        rows(a, k, ofA),
        rows(b, n, ofB),
        c,
        epilogue);
  }

  private static int[] sizes(int[] batch, int... last) {
    int[] all = new int[batch.length + last.length];
    System.arraycopy(batch, 0, all, 0, batch.length);
    System.arraycopy(last, 0, all, batch.length, last.length);
    return all;
  }

  private static long[] longs(int[] sizes) {
    long[] all = new long[sizes.length];
    for (int i = 0; i < sizes.length; i++) {
      all[i] = sizes[i];
    }
    return all;
  }

  /** One product, and an epilogue in a step of its own or not, over a tile or a buffer. */
  private enum Way {
    PLAIN,
    EPILOGUE_OF_BUFFER,
    EPILOGUE_OF_TILE
  }

  /** What an epilogue does: adds a bias, and one of these. */
  private enum Kind {
    BIAS,
    SOFTMAX_LIKE,
    COLUMN_SUMS,
    LOSS
  }

  private static List<HostArray> run(Way way, Kind kind, int threads, int[] batch, int... mnk) {
    int m = mnk[0];
    int n = mnk[1];
    int k = mnk[2];
    Programs programs = new Programs();
    int a = programs.input(F32, sizes(batch, m, k));
    int b = programs.input(F32, sizes(batch, k, n));
    int bias = programs.input(F32, n);
    int[] all = sizes(batch, m, n);
    int c = way == Way.EPILOGUE_OF_TILE ? programs.tile(F32, all) : programs.arena(F32, all);
    int out = programs.output(F32, all);
    int sums = programs.output(F32, kind == Kind.LOSS ? sizes(batch) : sizes(batch, n));
    long[] dense = Programs.dense(longs(all));
    long[] ofBias = new long[all.length];
    ofBias[all.length - 1] = 1;
    long[] ofSums = new long[all.length];
    long index = kind == Kind.LOSS ? 1 : n;
    for (int i = batch.length - 1; i >= 0; i--) {
      ofSums[i] = index;
      index *= batch[i];
    }
    ofSums[all.length - 1] = kind == Kind.LOSS ? 0 : 1;
    List<Stream> streams =
        List.of(
            Programs.stream(c, 0, dense),
            Programs.stream(bias, 0, ofBias),
            Programs.stream(out, 0, dense),
            Programs.stream(sums, 0, ofSums));
    BodyBuilder body = new BodyBuilder();
    int h = body.apply(ScalarOp.ADD, F32, body.load(F32, 0), body.load(F32, 1));
    int value =
        switch (kind) {
          case BIAS, COLUMN_SUMS -> h;
          case SOFTMAX_LIKE, LOSS ->
              body.apply(ScalarOp.SUBTRACT, F32, h, body.reduce(Reduction.MAX, h));
        };
    body.sink(new Sink.Store(2, value));
    if (kind == Kind.COLUMN_SUMS) {
      body.sink(new Sink.Total(3, Reduction.SUM, value));
    }
    if (kind == Kind.LOSS) {
      body.sink(new Sink.Total(3, Reduction.SUM, body.reduce(Reduction.SUM, value)));
    }
    boolean totals = kind == Kind.COLUMN_SUMS || kind == Kind.LOSS;
    Loop epilogue =
        Programs.loop(
            longs(all), 1, totals ? 1 : 0, streams.subList(0, totals ? 4 : 3), body.body());
    programs.step(product(batch, m, n, k, a, b, c, way == Way.PLAIN ? null : epilogue));
    if (way == Way.PLAIN) {
      programs.step(epilogue);
    }
    List<HostArray> results =
        programs.run(
            threads, random(1, sizes(batch, m, k)), random(2, sizes(batch, k, n)), random(3, n));
    return totals ? results : results.subList(0, 1);
  }

  @ParameterizedTest
  @CsvSource({
    "32,16,4",
    "1,1,1",
    "5,3,7",
    "128,256,784",
    "784,256,128",
    "100,10,64",
    "200,300,400",
    "256,1024,64",
    "65,129,1030",
    "1000,10,300",
    "3,2000,500"
  })
  void give_the_same_bits_with_and_without_epilogue_and_on_any_threads(int m, int n, int k) {
    for (Kind kind : Kind.values()) {
      List<HostArray> base = run(Way.PLAIN, kind, 1, new int[0], m, n, k);
      for (Way way : Way.values()) {
        for (int threads = 1; threads <= 3; threads++) {
          assertSame(base, run(way, kind, threads, new int[0], m, n, k), way + " " + kind);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "3,5", "1", "40", "2,1,30"})
  void of_batches_give_the_same_bits(String sizes) {
    int[] batch = List.of(sizes.split(",")).stream().mapToInt(Integer::parseInt).toArray();
    for (int[] mnk : new int[][] {{16, 8, 4}, {64, 64, 64}, {33, 100, 70}}) {
      for (Kind kind : Kind.values()) {
        List<HostArray> base = run(Way.PLAIN, kind, 1, batch, mnk);
        for (Way way : Way.values()) {
          for (int threads = 1; threads <= 3; threads++) {
            assertSame(base, run(way, kind, threads, batch, mnk), way + " " + kind);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"0,3,4", "3,0,4", "3,4,0"})
  void of_nothing_are_empty_or_zero(int m, int n, int k) {
    for (Way way : Way.values()) {
      List<HostArray> results = run(way, Kind.COLUMN_SUMS, 1, new int[0], m, n, k);
      assertEquals((long) m * n, results.get(0).size());
      assertEquals(n, results.get(1).size());
    }
  }

  @ParameterizedTest
  @CsvSource({"5,3,7", "128,256,784", "70,130,1100"})
  void are_products(int m, int n, int k) {
    HostArray a = random(1, m, k);
    HostArray b = random(2, k, n);
    HostArray bias = random(3, n);
    HostArray c = run(Way.EPILOGUE_OF_TILE, Kind.BIAS, 2, new int[0], m, n, k).getFirst();
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        double sum = 0;
        double magnitude = 0;
        for (int l = 0; l < k; l++) {
          double each = a.getDouble((long) i * k + l) * b.getDouble((long) l * n + j);
          sum += each;
          magnitude += Math.abs(each);
        }
        sum += bias.getDouble(j);
        assertEquals(sum, c.getDouble((long) i * n + j), k * 0x1p-24 * (magnitude + 1));
      }
    }
  }

  private static void assertSame(List<HostArray> expected, List<HostArray> actual, String text) {
    List<double[]> each = new ArrayList<>();
    for (int i = 0; i < expected.size(); i++) {
      each.add(actual.get(i).toDoubles());
      assertArrayEquals(expected.get(i).toDoubles(), each.getLast(), 0, text + ", result " + i);
    }
  }
}

package org.ladera.core.backend.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ladera.core.memory.HostArray;
import org.ladera.core.program.BodyBuilder;
import org.ladera.core.program.Reduction;
import org.ladera.core.program.ScalarOp;
import org.ladera.core.program.Sink;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;

/** Few long rows are reduced block by block by all threads, to the bits of one thread. */
class LongRowsTest {
  /** Of rows: sum, smallest, largest, and their difference; of each entry: its double. */
  private static Programs reductions(DType dtype, int rows, int length, int step) {
    Programs programs = new Programs();
    int size = length * Math.abs(step);
    int x = programs.input(dtype, rows, size);
    int[] ofRows = new int[4];
    for (int i = 0; i < ofRows.length; i++) {
      ofRows[i] = programs.output(dtype, rows);
    }
    int doubled = programs.output(dtype, rows, length);
    BodyBuilder body = new BodyBuilder();
    int entry = body.load(dtype, 0);
    int twice = body.apply(ScalarOp.ADD, dtype, entry, entry);
    int sum = body.reduce(Reduction.SUM, twice);
    int least = body.reduce(Reduction.MIN, entry);
    int most = body.reduce(Reduction.MAX, entry);
    body.sink(new Sink.Store(1, sum));
    body.sink(new Sink.Store(2, least));
    body.sink(new Sink.Store(3, most));
    body.sink(new Sink.Store(4, body.apply(ScalarOp.SUBTRACT, dtype, most, least)));
    body.sink(new Sink.Store(5, twice));
    return programs.step(
        Programs.loop(
            new long[] {rows, length},
            1,
            0,
            List.of(
                Programs.stream(x, step < 0 ? size - 1 : 0, size, step),
                Programs.stream(ofRows[0], 0, 1, 0),
                Programs.stream(ofRows[1], 0, 1, 0),
                Programs.stream(ofRows[2], 0, 1, 0),
                Programs.stream(ofRows[3], 0, 1, 0),
                Programs.stream(doubled, 0, length, 1)),
            body.body()));
  }

  private static long[] bits(HostArray array) {
    return Arrays.stream(array.toDoubles()).mapToLong(Double::doubleToLongBits).toArray();
  }

  private static void assertSame(List<HostArray> expected, List<HostArray> actual) {
    for (int i = 0; i < expected.size(); i++) {
      assertArrayEquals(bits(expected.get(i)), bits(actual.get(i)), "output " + i);
    }
  }

  private static double[] drawn(DType dtype, int count) {
    Random random = new Random(7);
    return random
        .doubles(count, -1, 1)
        .map(x -> dtype.isFloating() ? x : (double) (int) (x * Integer.MAX_VALUE))
        .toArray();
  }

  @ParameterizedTest
  @CsvSource({
    "FLOAT32, 1, 4096, 1",
    "FLOAT32, 1, 4097, 1",
    "FLOAT32, 2, 12288, 1",
    "FLOAT32, 2, 20001, -1",
    "FLOAT32, 1, 100003, 3",
    "FLOAT64, 1, 2049, 1",
    "FLOAT64, 2, 50000, 1",
    "FLOAT64, 1, 30001, -2",
    "INT32, 2, 9001, 1",
    "INT64, 1, 9001, 1"
  })
  void theBitsAreThoseOfARowInOnePiece(DType dtype, int rows, int length, int step) {
    int size = rows * length * Math.abs(step);
    HostArray x = HostArray.ofDoubles(dtype, Shape.of(rows, size / rows), drawn(dtype, size));
    Programs programs = reductions(dtype, rows, length, step);
    assertSame(programs.run(1, x), programs.run(3, x));
  }

  @ParameterizedTest
  @CsvSource({
    "FLOAT32, NaN, 1", "FLOAT32, Infinity, 2", "FLOAT32, 3e38, 9000", "FLOAT32, -0.0, 9000",
    "FLOAT64, NaN, 1", "FLOAT64, Infinity, 2", "FLOAT64, 1e308, 9000", "FLOAT64, -0.0, 9000"
  })
  void specialValuesAreNoExceptions(DType dtype, double special, int count) {
    double[] entries = drawn(dtype, 9000);
    for (int i = 0; i < count; i++) {
      entries[i * (entries.length / count)] = special;
    }
    HostArray x = HostArray.ofDoubles(dtype, Shape.of(1, entries.length), entries);
    Programs programs = reductions(dtype, 1, entries.length, 1);
    assertSame(programs.run(1, x), programs.run(3, x));
  }

  @Test
  void aMillionEntriesAreSharedAndAddUp() {
    double[] ones = new double[1_000_000];
    Arrays.fill(ones, 1);
    HostArray x = HostArray.ofDoubles(DType.FLOAT32, Shape.of(1, ones.length), ones);
    Programs programs = reductions(DType.FLOAT32, 1, ones.length, 1);
    try (CpuExecutable executable = programs.executable(2)) {
      assertTrue(executable.explain().contains(" chunks"), executable.explain());
      assertEquals(2e6, executable.run(List.of(x.toINDArray())).getFirst().getDouble(0));
    }
  }

  /** The difference from the mean needs the row again, which is not kept in pieces. */
  @Test
  void rowsThatAreReadAgainStayWhole() {
    Programs programs = new Programs();
    int x = programs.input(DType.FLOAT32, 5000);
    int y = programs.output(DType.FLOAT32, 5000);
    BodyBuilder body = new BodyBuilder();
    int entry = body.load(DType.FLOAT32, 0);
    int sum = body.reduce(Reduction.SUM, entry);
    body.sink(new Sink.Store(1, body.apply(ScalarOp.SUBTRACT, DType.FLOAT32, entry, sum)));
    programs.step(
        Programs.loop(
            new long[] {5000},
            1,
            0,
            List.of(Programs.stream(x, 0, 1), Programs.stream(y, 0, 1)),
            body.body()));
    double[] entries = new double[5000];
    Arrays.fill(entries, 1);
    HostArray given = HostArray.ofDoubles(DType.FLOAT32, Shape.of(5000), entries);
    double[] expected = new double[5000];
    Arrays.fill(expected, 1 - 5000);
    assertArrayEquals(expected, programs.run(3, given).getFirst().toDoubles());
  }
}

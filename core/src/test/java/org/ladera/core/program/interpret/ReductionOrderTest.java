package org.ladera.core.program.interpret;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ladera.core.program.Body;
import org.ladera.core.program.BodyBuilder;
import org.ladera.core.program.Reduction;
import org.ladera.core.program.Sink;
import org.ladera.core.program.kernel.Movement;
import org.ladera.core.type.DType;

class ReductionOrderTest {
  private static final Interpreter INTERPRETER = new Interpreter();

  /** Entries of very different sizes, so that another order gives another sum. */
  private static List<Object> entries(DType dtype, int count, long seed) {
    Random random = new Random(seed);
    List<Object> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double real = random.nextGaussian() * Math.pow(10, random.nextInt(6));
      entries.add(
          switch (dtype) {
            case FLOAT32 -> (float) real;
            case FLOAT64 -> real;
            case INT32 -> random.nextInt();
            case INT64 -> random.nextLong();
            case BOOL -> throw new AssertionError();
          });
    }
    return entries;
  }

  private static Body reduction(Reduction kind, DType dtype) {
    BodyBuilder builder = new BodyBuilder();
    builder.sink(new Sink.Store(1, builder.reduce(kind, builder.load(dtype, 0))));
    return builder.body();
  }

  private static List<Object> reduced(
      Reduction kind, DType dtype, int rows, int columns, List<Object> entries) {
    try (KernelRun run = new KernelRun()) {
      run.stream(dtype, Movement.UNIT, columns, 1, entries);
      Object other = PlainReductions.none(Reduction.SUM, dtype);
      int to = run.stream(dtype, Movement.ROW, 1, 0, Collections.nCopies(rows, other));
      run.run(INTERPRETER.compile(run.form(reduction(kind, dtype))), rows, columns);
      return run.entries(to);
    }
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        0, 1, 2, 15, 16, 17, 31, 32, 33, 63, 64, 65, 100, 2047, 2048, 2049, 4095, 4096, 4097, 8192,
        10000, 12289
      })
  void alongARowIsThatOfThePackagePage(int columns) {
    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64, DType.INT32, DType.INT64)) {
      for (Reduction kind : Reduction.values()) {
        int rows = columns > 1000 ? 2 : 37;
        List<Object> entries = entries(dtype, rows * columns, columns);
        List<Object> results = reduced(kind, dtype, rows, columns, entries);
        for (int row = 0; row < rows; row++) {
          assertEquals(
              PlainReductions.row(kind, dtype, entries.subList(row * columns, (row + 1) * columns)),
              results.get(row),
              kind + " of " + columns + " " + dtype);
        }
      }
    }
  }

  @Test
  void anotherOrderWouldBeSeen() {
    List<Object> entries = entries(DType.FLOAT32, 10_000, 1);
    float sum = 0;
    for (Object entry : entries) {
      sum += (Float) entry;
    }
    assertEquals(
        false, reduced(Reduction.SUM, DType.FLOAT32, 1, 10_000, entries).equals(List.of(sum)));
  }

  @Test
  void aSumOfNegativeZerosIsZero() {
    for (int columns : new int[] {1, 2, 63, 64, 65, 5000}) {
      assertEquals(
          List.of(0f, 0f),
          reduced(Reduction.SUM, DType.FLOAT32, 2, columns, Collections.nCopies(2 * columns, -0f)));
      assertEquals(
          List.of(0.0),
          reduced(Reduction.SUM, DType.FLOAT64, 1, columns, Collections.nCopies(columns, -0.0)));
    }
  }

  @Test
  void anInfiniteSumStaysInfinite() {
    List<Object> entries = new ArrayList<>(Collections.nCopies(10_000, 1.0));
    entries.set(3000, Double.POSITIVE_INFINITY);
    assertEquals(
        List.of(Double.POSITIVE_INFINITY),
        reduced(Reduction.SUM, DType.FLOAT64, 1, 10_000, entries));
    assertEquals(
        List.of(Double.POSITIVE_INFINITY),
        reduced(
            Reduction.SUM, DType.FLOAT64, 1, 5000, Collections.nCopies(5000, Double.MAX_VALUE)));
  }

  @Test
  void aNanWinsAndNegativeZeroIsLess() {
    for (int columns : new int[] {2, 64, 100, 5000}) {
      for (int place : new int[] {0, 1, columns - 1}) {
        List<Object> nan = new ArrayList<>(Collections.nCopies(columns, 1f));
        nan.set(place, Float.NaN);
        assertEquals(List.of(Float.NaN), reduced(Reduction.MAX, DType.FLOAT32, 1, columns, nan));
        assertEquals(List.of(Float.NaN), reduced(Reduction.MIN, DType.FLOAT32, 1, columns, nan));
        List<Object> zeros = new ArrayList<>(Collections.nCopies(columns, -0f));
        zeros.set(place, 0f);
        assertEquals(List.of(0f), reduced(Reduction.MAX, DType.FLOAT32, 1, columns, zeros));
        assertEquals(List.of(-0f), reduced(Reduction.MIN, DType.FLOAT32, 1, columns, zeros));
      }
    }
  }

  @Test
  void ofOneRowAndColumnIsThatOfOneEntry() {
    assertEquals(List.of(0f), reduced(Reduction.SUM, DType.FLOAT32, 1, 1, List.of(-0f)));
    assertEquals(List.of(-0f), reduced(Reduction.MAX, DType.FLOAT32, 1, 1, List.of(-0f)));
  }

  @Test
  void overRowsIsInAscendingOrderFromZero() {
    for (int columns : new int[] {1, 3, 10, 100, 1500}) {
      for (int rows : new int[] {0, 1, 2, 63, 64}) {
        List<Object> entries = entries(DType.FLOAT32, rows * columns, columns);
        for (Reduction kind : Reduction.values()) {
          BodyBuilder builder = new BodyBuilder();
          builder.sink(new Sink.Total(1, kind, builder.load(DType.FLOAT32, 0)));
          try (KernelRun run = new KernelRun()) {
            run.stream(DType.FLOAT32, Movement.UNIT, columns, 1, entries);
            int to =
                run.stream(
                    DType.FLOAT32, Movement.UNIT, 0, 1, Collections.nCopies(columns, Float.NaN));
            run.run(INTERPRETER.compile(run.form(builder.body())), rows, columns);
            List<Object> totals = run.entries(to);
            for (int column = 0; column < columns; column++) {
              Object total = PlainReductions.none(kind, DType.FLOAT32);
              for (int row = 0; row < rows; row++) {
                Object entry = entries.get(row * columns + column);
                total = PlainReductions.combine(kind, DType.FLOAT32, total, entry);
              }
              assertEquals(total, totals.get(column));
            }
          }
        }
      }
    }
  }
}

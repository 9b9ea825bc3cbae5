package org.ladera.core.program.interpret;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ladera.core.program.Body;
import org.ladera.core.program.BodyBuilder;
import org.ladera.core.program.Reduction;
import org.ladera.core.program.ScalarOp;
import org.ladera.core.program.Sink;
import org.ladera.core.program.kernel.Movement;
import org.ladera.core.type.DType;

class TilesTest {
  private static final Interpreter INTERPRETER = new Interpreter();

  private static void check(KernelRun run, Body body, int rows, int columns, String what) {
    List<List<Object>> expected = PlainLoop.run(body, run, rows, columns);
    run.run(INTERPRETER.compile(run.form(body)), rows, columns);
    for (int stream = 0; stream < expected.size(); stream++) {
      int index = stream;
      assertEquals(
          expected.get(stream),
          run.entries(stream),
          () -> what + " [" + rows + ", " + columns + "] stream " + index + " of " + body);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 5, 30", "5, 0, 60", "0, 0, 10", "1, 1, 100", "1, 2, 20", "2, 1, 20", "7, 3, 60",
    "64, 10, 10", "130, 10, 5", "1, 1023, 3", "1, 1024, 3", "1, 1025, 3", "3, 600, 3", "2, 2500, 3",
    "1025, 1, 3", "2100, 1, 2", "64, 40, 3", "3, 342, 3",
  })
  void areOnePointAfterTheOther(int rows, int columns, int bodies) {
    for (int i = 0; i < bodies; i++) {
      for (boolean reductions : new boolean[] {false, true}) {
        long seed = 1000L * i + rows * 31L + columns;
        try (KernelRun run = new KernelRun()) {
          Body body = RandomBody.of(seed, rows, columns, run, reductions);
          check(run, body, rows, columns, "seed " + seed);
        }
      }
    }
  }

  @Test
  void aSoftmaxReducesWhatItReduced() {
    BodyBuilder builder = new BodyBuilder();
    int x = builder.load(DType.FLOAT64, 0);
    int max = builder.reduce(Reduction.MAX, x);
    int shifted = builder.apply(ScalarOp.SUBTRACT, DType.FLOAT64, x, max);
    int power = builder.apply(ScalarOp.EXP, DType.FLOAT64, shifted);
    int sum = builder.reduce(Reduction.SUM, power);
    builder.sink(new Sink.Store(0, builder.apply(ScalarOp.DIVIDE, DType.FLOAT64, power, sum)));
    try (KernelRun run = new KernelRun()) {
      run.stream(DType.FLOAT64, Movement.UNIT, 3, 1, List.of(1.0, 2.0, 3.0, 0.0, 0.0, 0.0));
      run.run(INTERPRETER.compile(run.form(builder.body())), 2, 3);
      double e = Math.E;
      double all = 1 + e + e * e;
      List<Object> results = run.entries(0);
      double[] expected = {1 / all, e / all, e * e / all, 1 / 3.0, 1 / 3.0, 1 / 3.0};
      for (int i = 0; i < expected.length; i++) {
        assertEquals(expected[i], (Double) results.get(i), 1e-15);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"3, 5", "2, 3000", "1, 1025"})
  void anEntryOfARowIsLoadedBeforeItIsStored(int rows, int columns) {
    BodyBuilder builder = new BodyBuilder();
    int row = builder.load(DType.FLOAT32, 0);
    int next = builder.apply(ScalarOp.ADD, DType.FLOAT32, row, builder.constant(1f));
    builder.sink(new Sink.Store(0, next));
    builder.sink(new Sink.Store(1, row));
    builder.sink(new Sink.Total(2, Reduction.SUM, next));
    try (KernelRun run = new KernelRun()) {
      run.stream(DType.FLOAT32, Movement.ROW, 1, 0, Collections.nCopies(rows, 5f));
      List<Object> points = Collections.nCopies(rows * columns, 0f);
      run.stream(DType.FLOAT32, Movement.UNIT, columns, 1, points);
      run.stream(DType.FLOAT32, Movement.UNIT, 0, 1, Collections.nCopies(columns, 0f));
      run.run(INTERPRETER.compile(run.form(builder.body())), rows, columns);
      assertEquals(Collections.nCopies(rows, 6f), run.entries(0));
      assertEquals(Collections.nCopies(rows * columns, 5f), run.entries(1));
      assertEquals(Collections.nCopies(columns, 6f * rows), run.entries(2));
    }
  }

  @Test
  void aFlagIsNeverTakenBack() {
    BodyBuilder builder = new BodyBuilder();
    builder.sink(new Sink.Flag(1, builder.load(DType.BOOL, 0)));
    try (KernelRun run = new KernelRun()) {
      run.stream(DType.BOOL, Movement.UNIT, 2, 1, List.of(false, false, false, false));
      int flag = run.stream(DType.INT32, Movement.SCALAR, 0, 0, List.of(1));
      run.run(INTERPRETER.compile(run.form(builder.body())), 2, 2);
      assertEquals(List.of(1), run.entries(flag));
      run.run(INTERPRETER.compile(run.form(builder.body())), 1, 1);
      assertEquals(List.of(1), run.entries(flag));
    }
  }

  @Test
  void aRowWithoutColumnsStoresItsReductionsOnly() {
    BodyBuilder builder = new BodyBuilder();
    int sum = builder.reduce(Reduction.SUM, builder.load(DType.FLOAT32, 0));
    int mean = builder.apply(ScalarOp.ADD, DType.FLOAT32, sum, builder.constant(5f));
    builder.sink(new Sink.Store(1, mean));
    builder.sink(new Sink.Store(2, builder.constant(7f)));
    try (KernelRun run = new KernelRun()) {
      run.stream(DType.FLOAT32, Movement.UNIT, 0, 1, List.of());
      int sums = run.stream(DType.FLOAT32, Movement.ROW, 1, 0, List.of(1f, 2f, 3f));
      int other = run.stream(DType.FLOAT32, Movement.ROW, 1, 0, List.of(1f, 2f, 3f));
      run.run(INTERPRETER.compile(run.form(builder.body())), 3, 0);
      assertEquals(List.of(5f, 5f, 5f), run.entries(sums));
      assertEquals(List.of(1f, 2f, 3f), run.entries(other));
    }
  }
}

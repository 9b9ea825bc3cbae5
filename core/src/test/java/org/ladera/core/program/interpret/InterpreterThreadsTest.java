package org.ladera.core.program.interpret;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ladera.core.program.Body;
import org.ladera.core.program.BodyBuilder;
import org.ladera.core.program.Reduction;
import org.ladera.core.program.ScalarOp;
import org.ladera.core.program.Sink;
import org.ladera.core.program.Value;
import org.ladera.core.program.kernel.Kernel;
import org.ladera.core.program.kernel.Movement;
import org.ladera.core.type.DType;

class InterpreterThreadsTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static long allocatedBy(Kernel kernel, long[] arguments, int calls) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < calls; i++) {
      kernel.run(arguments, 0);
    }
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  /** Whether StrictMath itself allocates, as the JDK's own code of these functions does. */
  private static boolean allocates(Body body) {
    return body.values().stream()
        .anyMatch(
            value ->
                value instanceof Value.Apply apply
                    && Set.of(
                            ScalarOp.SIN,
                            ScalarOp.COS,
                            ScalarOp.POWER,
                            ScalarOp.FAR_SIN,
                            ScalarOp.FAR_COS)
                        .contains(apply.op()));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "3, 7", "2, 1500", "64, 10"})
  void aWarmKernelAllocatesNothing(int rows, int columns) {
    Interpreter interpreter = new Interpreter();
    int kernels = 0;
    for (long seed = 0; kernels < 3; seed++) {
      try (KernelRun run = new KernelRun()) {
        Body body = RandomBody.of(seed, rows, columns, run, true);
        if (allocates(body)) {
          continue;
        }
        kernels++;
        Kernel kernel = interpreter.compile(run.form(body));
        long[] arguments = run.arguments(rows, columns);
        // Code that is not compiled yet may allocate, and so may the change to compiled code.
        long allocated = 1;
        for (int i = 0; i < 100 && allocated > 0; i++) {
          allocated = allocatedBy(kernel, arguments, 500);
        }
        assertEquals(0, allocated, body::toString);
      }
    }
  }

  /** x - max over the row, scaled: registers of rows, points and numbers. */
  private static Body shifted() {
    BodyBuilder builder = new BodyBuilder();
    int x = builder.load(DType.FLOAT32, 0);
    int max = builder.reduce(Reduction.MAX, x);
    int rest = builder.apply(ScalarOp.SUBTRACT, DType.FLOAT32, x, max);
    int scale = builder.load(DType.FLOAT32, 1);
    int result = builder.apply(ScalarOp.MULTIPLY, DType.FLOAT32, rest, scale);
    builder.sink(new Sink.Store(2, result));
    return builder.body();
  }

  @Test
  void manyThreadsMayRunOneKernel() throws Exception {
    int rows = 40;
    int columns = 30;
    List<KernelRun> runs = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      Kernel kernel = null;
      List<Future<?>> calls = new ArrayList<>();
      List<List<Object>> expected = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        KernelRun run = new KernelRun();
        runs.add(run);
        List<Object> entries = new ArrayList<>();
        for (int j = 0; j < rows * columns; j++) {
          entries.add((float) ((i + 1) * j % 101));
        }
        run.stream(DType.FLOAT32, Movement.UNIT, columns, 1, entries);
        run.stream(DType.FLOAT32, Movement.SCALAR, 0, 0, List.of((float) i));
        run.stream(
            DType.FLOAT32, Movement.UNIT, columns, 1, Collections.nCopies(rows * columns, 0f));
        kernel = kernel == null ? new Interpreter().compile(run.form(shifted())) : kernel;
        expected.add(PlainLoop.run(shifted(), run, rows, columns).get(2));
        Kernel shared = kernel;
        long[] arguments = run.arguments(rows, columns);
        calls.add(
            threads.submit(
                () -> {
                  for (int call = 0; call < 300; call++) {
                    shared.run(arguments, 0);
                  }
                }));
      }
      for (int i = 0; i < calls.size(); i++) {
        calls.get(i).get();
        assertEquals(expected.get(i), runs.get(i).entries(2));
      }
    } finally {
      runs.forEach(KernelRun::close);
    }
  }
}

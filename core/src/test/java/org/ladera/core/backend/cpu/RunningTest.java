package org.ladera.core.backend.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.ladera.core.memory.HostArray;
import org.ladera.core.program.BodyBuilder;
import org.ladera.core.program.Reduction;
import org.ladera.core.program.ScalarOp;
import org.ladera.core.program.Sink;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** How programs run: from many threads, into given arrays, and until they are closed. */
class RunningTest {
  private static final DType F32 = DType.FLOAT32;
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  /** The sum of a vector, and the vector plus one. */
  private static Programs sum(int size) {
    Programs programs = new Programs();
    int x = programs.input(F32, size);
    int total = programs.output(F32);
    int y = programs.output(F32, size);
    BodyBuilder body = new BodyBuilder();
    int line = body.load(F32, 0);
    body.sink(new Sink.Store(1, body.reduce(Reduction.SUM, line)));
    body.sink(new Sink.Store(2, body.apply(ScalarOp.ADD, F32, line, body.constant(1f))));
    return programs.step(
        Programs.loop(
            new long[] {size},
            1,
            0,
            List.of(
                Programs.stream(x, 0, 1), Programs.stream(total, 0, 0), Programs.stream(y, 0, 1)),
            body.body()));
  }

  private static INDArray vector(double... values) {
    return HostArray.ofDoubles(F32, Shape.of(values.length), values).toINDArray();
  }

  @Test
  void inputsOfAnotherTypeAreNamed() {
    try (CpuExecutable executable = sum(3).executable(1)) {
      executable.run(List.of(vector(1, 2, 3)));
      IllegalArgumentException number =
          assertThrows(IllegalArgumentException.class, () -> executable.run(List.of()));
      assertEquals("test: 1 inputs are needed, got 0", number.getMessage());
      IllegalArgumentException type =
          assertThrows(IllegalArgumentException.class, () -> executable.run(List.of(vector(1, 2))));
      assertEquals("test: input \"input 0\" is f32[3], got f32[2]", type.getMessage());
    }
  }

  @Test
  void resultsBelongToTheCaller() {
    try (CpuExecutable executable = sum(3).executable(1)) {
      List<INDArray> first = executable.run(List.of(vector(1, 2, 3)));
      List<INDArray> second = executable.run(List.of(vector(4, 5, 6)));
      assertEquals(6, first.getFirst().getDouble(0));
      assertEquals(15, second.getFirst().getDouble(0));
      assertArrayEquals(new double[] {2, 3, 4}, HostArray.copyOf(first.getLast()).toDoubles());
    }
  }

  @Test
  void numbersAndGivenArraysAreTheSameAsFreshOnes() {
    INDArray total = HostArray.ofDoubles(F32, Shape.scalar(), 0).toINDArray();
    INDArray y = vector(0, 0, 0);
    try (CpuExecutable executable = sum(3).executable(1)) {
      for (int i = 0; i < 3; i++) {
        assertEquals(6 + i, executable.runForNumber(vector(1, 2, 3 + i)));
        executable.runInto(new INDArray[] {total, y}, vector(1, 2, 5 + i));
        assertEquals(8 + i, total.getDouble(0));
        assertArrayEquals(new double[] {2, 3, 6 + i}, HostArray.copyOf(y).toDoubles());
      }
    }
  }

  @Test
  void viewsAreReadWhereTheyLie() {
    INDArray all = vector(1, 2, 3, 4, 5, 6, 7);
    INDArray view = all.get(NDArrayIndex.interval(3, 6));
    try (CpuExecutable executable = sum(3).executable(1)) {
      assertEquals(15, executable.runForNumber(view));
    }
  }

  @Test
  void aWarmRunAllocatesNothing() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    INDArray[] inputs = {HostArray.ofDoubles(F32, Shape.of(500), new double[500]).toINDArray()};
    INDArray[] outputs = {
      HostArray.ofDoubles(F32, Shape.scalar(), 0).toINDArray(),
      HostArray.ofDoubles(F32, Shape.of(500), new double[500]).toINDArray()
    };
    long id = Thread.currentThread().threadId();
    try (CpuExecutable executable = sum(500).executable(1)) {
      long least = Long.MAX_VALUE;
      // Code that the JIT has not compiled yet allocates; it may have much else to do.
      long end = System.nanoTime() + PATIENCE_NANOS;
      while (least > 0 && System.nanoTime() < end) {
        long before = threads.getThreadAllocatedBytes(id);
        for (int i = 0; i < 200; i++) {
          executable.runForNumber(inputs);
          executable.runInto(outputs, inputs);
        }
        least = Math.min(least, threads.getThreadAllocatedBytes(id) - before);
      }
      assertEquals(0, least);
    }
  }

  @Test
  void manyThreadsMayRunAtOnce() throws Exception {
    int threads = 8;
    double[] ones = IntStream.range(0, 5000).mapToDouble(i -> 1).toArray();
    try (CpuExecutable executable = sum(5000).executable(2);
        ExecutorService service = Executors.newFixedThreadPool(threads)) {
      List<Callable<Double>> calls = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        double first = i;
        calls.add(
            () -> {
              double[] values = ones.clone();
              values[0] = first;
              return executable.runForNumber(vector(values));
            });
      }
      List<Future<Double>> results = service.invokeAll(calls);
      for (int i = 0; i < results.size(); i++) {
        assertEquals(4999 + i, results.get(i).get());
      }
    }
  }

  @Test
  void aClosedProgramSaysSo() {
    CpuExecutable executable = sum(3).executable(1);
    executable.run(List.of(vector(1, 2, 3)));
    executable.close();
    executable.close();
    assertEquals(
        "test: the program is closed",
        assertThrows(IllegalStateException.class, () -> executable.run(List.of(vector(1, 2, 3))))
            .getMessage());
  }

  @Test
  void closingWhileItRunsIsSafe() throws Exception {
    for (int round = 0; round < 20; round++) {
      CpuExecutable executable = sum(100_000).executable(2);
      INDArray x = vector(IntStream.range(0, 100_000).mapToDouble(i -> 1).toArray());
      try (ExecutorService service = Executors.newFixedThreadPool(3)) {
        List<Future<Double>> results = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
          results.add(service.submit(() -> executable.runForNumber(x)));
        }
        executable.close();
        for (Future<Double> result : results) {
          try {
            assertEquals(100_000, result.get());
          } catch (ExecutionException closed) {
            assertEquals(
                "test: the program is closed",
                Objects.requireNonNull(closed.getCause()).getMessage());
          }
        }
      }
    }
  }
}

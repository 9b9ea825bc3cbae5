package org.ladera.core.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.ladera.core.backend.cpu.CpuBackend;
import org.ladera.core.graph.Variable;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** One function, many signatures, many threads, and arrays to write into. */
class ProgramCacheTest {
  private static INDArray ones(int... sizes) {
    Shape shape = Shape.of(sizes);
    double[] values = new double[Math.toIntExact(shape.size())];
    Arrays.fill(values, 1);
    return HostArray.ofDoubles(DType.FLOAT32, shape, values).toINDArray();
  }

  private static TensorType type(int size) {
    return new TensorType(DType.FLOAT32, Shape.of(size));
  }

  private static Compiled sum() {
    return Backends.using(Backends.named("reference"), () -> Compiled.of(x -> x.sum()));
  }

  private static Compiled doubled() {
    return Backends.using(
        Backends.named("reference"), () -> Compiled.of(x -> x.sum().and("twice", x.plus(x))));
  }

  @Test
  void manyThreadsMayRunMoreSignaturesThanAreKept() throws Exception {
    try (Compiled sum = sum();
        ExecutorService service = Executors.newFixedThreadPool(4)) {
      List<Future<?>> all = new ArrayList<>();
      for (int thread = 0; thread < 4; thread++) {
        Random random = new Random(thread);
        all.add(
            service.submit(
                () -> {
                  for (int i = 0; i < 150; i++) {
                    int size = 1 + random.nextInt(45);
                    assertEquals(size, sum.run(ones(size)).getDouble(0));
                  }
                }));
      }
      for (Future<?> each : all) {
        each.get();
      }
    }
  }

  @Test
  void aValueIsThatBeforeOrAfterARun() throws Exception {
    int size = 50_000;
    Variable counter = Variable.of("counter", HostArray.zeros(type(size)));
    try (Compiled step =
            Backends.using(
                new CpuBackend(),
                () ->
                    Compiled.training(
                        x -> {
                          counter.next(value -> value.plus(x));
                          return x;
                        }));
        ExecutorService service = Executors.newSingleThreadExecutor()) {
      INDArray one = ones();
      step.run(one);
      Future<?> runs =
          service.submit(
              () -> {
                for (int i = 0; i < 2000; i++) {
                  step.run(one);
                }
              });
      while (!runs.isDone()) {
        INDArray value = counter.value();
        assertEquals(value.getDouble(0), value.getDouble(size - 1));
      }
      runs.get();
      assertEquals(2001, counter.value().getDouble(0));
    }
  }

  @Test
  void aClosedFunctionTracesAgain() {
    Compiled sum = sum();
    assertEquals(3, sum.run(ones(3)).getDouble(0));
    sum.close();
    assertEquals(3, sum.run(ones(3)).getDouble(0));
    assertEquals(2, sum.traces());
    sum.close();
  }

  @Test
  void anArrayThatChangesItsShapeIsLookedAtAgain() {
    try (Compiled sum = sum()) {
      INDArray array = ones(2, 3);
      sum.run(array);
      sum.run(array);
      sum.run(array.reshape('c', 3, 2));
      sum.run(ones(2, 3).transpose());
      assertEquals(2, sum.traces());
    }
  }

  @Test
  void resultsGoIntoGivenArrays() {
    INDArray[] results = {ones(), ones(2, 2)};
    try (Compiled doubled = doubled()) {
      doubled.runInto(results, ones(2, 2));
      assertEquals(4, results[0].getDouble(0));
      assertArrayEquals(new double[] {2, 2, 2, 2}, HostArray.copyOf(results[1]).toDoubles());
    }
  }

  @Test
  void arraysThatCannotReceiveResultsAreNamed() {
    try (Compiled doubled = doubled()) {
      INDArray x = ones(2, 3);
      assertEquals(
          "compiled: there are 2 results, got 1 array",
          message(() -> doubled.runInto(new INDArray[] {ones()}, x)));
      assertEquals(
          "compiled: result 1 needs a dense row-major array of f32[2, 3], got f32[3, 2] (c)",
          message(() -> doubled.runInto(new INDArray[] {ones(), ones(3, 2)}, x)));
      assertEquals(
          "compiled: result 1 needs a dense row-major array of f32[2, 3], got f32[2, 3] (f)",
          message(() -> doubled.runInto(new INDArray[] {ones(), ones(3, 2).transpose()}, x)));
      assertEquals(
          "compiled: result 1 lies in the memory of an input; give it its own",
          message(() -> doubled.runInto(new INDArray[] {ones(), x}, x)));
      INDArray shared = ones(7);
      INDArray[] overlapping = {shared.getScalar(0).reshape(), shared.reshape(7)};
      assertEquals(
          "compiled: result 1 lies in the memory of result 0; give it its own",
          message(() -> doubled.runInto(overlapping, ones(7))));
    }
  }

  private static String message(org.junit.jupiter.api.function.Executable action) {
    return Objects.requireNonNull(
        assertThrows(IllegalArgumentException.class, action).getMessage());
  }
}

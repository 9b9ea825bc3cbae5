package org.ladera.core.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ladera.core.graph.HostOp;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.graph.Variable;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Ops of one's own that run each other's programs in two threads. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CrosswiseRunsTest {
  private static final INDArray ONE =
      HostArray.ofDoubles(DType.FLOAT32, Shape.scalar(), 1).toINDArray();

  /** Gives what it is given, after doing something. */
  private record After(Runnable first) implements HostOp {
    @Override
    public TensorType type(List<Node> inputs) {
      return inputs.getFirst().type();
    }

    @Override
    public INDArray run(List<INDArray> inputs) {
      first.run();
      return inputs.getFirst();
    }
  }

  /** A program that counts in a variable, and does something before that. */
  private static Compiled counting(Variable variable, Runnable first) {
    return Compiled.training(
        x -> {
          Node one = Ops.host(new After(first), x);
          variable.next(value -> value.plus(one));
          return one;
        });
  }

  private static Variable zero(String name) {
    return Variable.of(name, HostArray.zeros(new TensorType(DType.FLOAT32, Shape.scalar())));
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (InterruptedException | BrokenBarrierException failure) {
      throw new AssertionError(failure);
    }
  }

  @ParameterizedTest
  @CsvSource({"cpu, false", "cpu, true", "reference, false", "reference, true"})
  void oneOfThemSaysWhoWaitsForWhom(String backend, boolean known) throws Exception {
    Variable[] variables = {zero("first"), zero("second")};
    CyclicBarrier barrier = new CyclicBarrier(2);
    AtomicReferenceArray<Compiled> inner = new AtomicReferenceArray<>(2);
    Compiled[] outer = new Compiled[2];
    for (int i = 0; i < 2; i++) {
      int other = 1 - i;
      int mine = i;
      inner.set(
          i, Backends.using(Backends.named(backend), () -> counting(variables[mine], () -> {})));
      outer[i] =
          Backends.using(
              Backends.named(backend),
              () ->
                  counting(
                      variables[mine],
                      () -> {
                        await(barrier);
                        inner.get(other).run(ONE);
                      }));
    }
    if (known) {
      inner.get(0).run(ONE);
      inner.get(1).run(ONE);
    }
    List<String> failures = new ArrayList<>();
    try (ExecutorService service = Executors.newFixedThreadPool(2)) {
      List<Future<INDArray>> runs = new ArrayList<>();
      for (Compiled each : outer) {
        runs.add(service.submit(() -> each.run(ONE)));
      }
      for (Future<INDArray> run : runs) {
        try {
          run.get();
        } catch (ExecutionException failure) {
          failures.add(String.valueOf(Objects.requireNonNull(failure.getCause()).getMessage()));
        }
      }
    }
    assertEquals(1, failures.size(), failures.toString());
    String said = failures.getFirst();
    assertTrue(said.startsWith("runs wait for each other: training (thread \""), said);
    assertTrue(said.contains("has \"first\" and calls training, which needs \"second\""), said);
    assertTrue(said.contains("has \"second\" and calls training, which needs \"first\""), said);
    double before = known ? 2 : 0;
    double after = variables[0].value().getDouble(0) + variables[1].value().getDouble(0);
    assertEquals(before + 2, after, "the run that did not fail, and its inner one, count");
    for (int i = 0; i < 2; i++) {
      inner.get(i).close();
      outer[i].close();
    }
  }
}

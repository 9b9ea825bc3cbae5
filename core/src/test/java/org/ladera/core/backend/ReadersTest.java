package org.ladera.core.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.graph.Variable;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Programs that read what another thread trains. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ReadersTest {
  private static final INDArray ONE = number(1);

  private static INDArray number(double value) {
    return HostArray.ofDoubles(DType.FLOAT32, Shape.scalar(), value).toINDArray();
  }

  private static Variable zeros(String name, int size) {
    return Variable.of(name, HostArray.zeros(new TensorType(DType.FLOAT32, Shape.of(size))));
  }

  /** The least and the largest of the entries of both, which are equal between runs. */
  private static Compiled extremes(Variable first, Variable second) {
    return Compiled.of(
        x ->
            Ops.min(first)
                .times(x)
                .and("largest", first.max())
                .and("least of the other", Ops.min(second))
                .and("largest of the other", second.max()));
  }

  private static Compiled counting(Variable... variables) {
    return Compiled.training(
        x -> {
          for (Variable variable : variables) {
            variable.next(value -> value.plus(x));
          }
          return x;
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"cpu", "reference"})
  void aReaderSeesOneVersionOfVariablesThatAreAssignedTogether(String backend) throws Exception {
    int size = backend.equals("cpu") ? 60_000 : 500;
    int steps = 1500;
    Variable first = zeros("first", size);
    Variable second = zeros("second", size / 2);
    Compiled step = Backends.using(Backends.named(backend), () -> counting(first, second));
    Compiled reader = Backends.using(Backends.named(backend), () -> extremes(first, second));
    AtomicBoolean done = new AtomicBoolean();
    try (ExecutorService service = Executors.newFixedThreadPool(2)) {
      List<Future<Integer>> readers = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        readers.add(service.submit(() -> versionsSeen(reader, done)));
      }
      for (int i = 0; i < steps; i++) {
        step.run(ONE);
      }
      done.set(true);
      for (Future<Integer> each : readers) {
        assertTrue(each.get() > 0);
      }
    }
    assertEquals(steps, reader.run(ONE).getDouble(0));
    step.close();
    reader.close();
  }

  private static int versionsSeen(Compiled reader, AtomicBoolean done) {
    int versions = 0;
    double last = -1;
    while (!done.get()) {
      Results results = reader.results(ONE);
      double least = results.value();
      for (String name : List.of("largest", "least of the other", "largest of the other")) {
        assertEquals(least, results.value(name), name);
      }
      assertTrue(least >= last, "versions come in order");
      versions += least > last ? 1 : 0;
      last = least;
    }
    return versions;
  }

  @Test
  void aNodeThatIsEvaluatedReadsOneVersion() throws Exception {
    Variable variable = zeros("variable", 60_000);
    Node range = variable.max().minus(Ops.min(variable));
    AtomicBoolean done = new AtomicBoolean();
    try (Compiled step = counting(variable);
        ExecutorService service = Executors.newSingleThreadExecutor()) {
      step.run(ONE);
      Future<?> training =
          service.submit(
              () -> {
                while (!done.get()) {
                  step.run(ONE);
                }
              });
      for (int i = 0; i < 30; i++) {
        assertEquals(0, range.eval().getDouble(0));
      }
      done.set(true);
      training.get();
    }
  }

  @Test
  void programsThatAssignWhatTheOtherReadsDoNotWaitInCircles() throws Exception {
    Variable first = zeros("first", 10);
    Variable second = zeros("second", 10);
    Variable third = zeros("third", 10);
    List<Compiled> programs =
        List.of(
            adding(first, second),
            adding(second, first),
            adding(third, second),
            extremes(third, first),
            counting(first, third),
            extremes(first, second),
            adding(first, third));
    try (ExecutorService service = Executors.newFixedThreadPool(programs.size())) {
      List<Future<?>> all = new ArrayList<>();
      for (Compiled each : programs) {
        all.add(
            service.submit(
                () -> {
                  for (int i = 0; i < 2000; i++) {
                    each.run(number(0));
                  }
                }));
      }
      for (Future<?> each : all) {
        each.get();
      }
    }
    programs.forEach(Compiled::close);
  }

  /** Assigns one variable from another. */
  private static Compiled adding(Variable to, Variable from) {
    return Compiled.training(
        x -> {
          Node scaled = from.times(x);
          to.next(value -> value.plus(scaled));
          return x;
        });
  }
}

package org.ladera.optim.transform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ladera.core.backend.Backends;
import org.ladera.core.backend.NonFiniteException;
import org.ladera.core.backend.Results;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.graph.Parameter;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.optim.Optimizer;
import org.ladera.optim.TrainingStep;
import org.ladera.optim.rule.Adam;
import org.ladera.optim.rule.Momentum;
import org.ladera.optim.rule.Nesterov;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Gradients that are infinite or NaN while the loss is a number. */
class NonFiniteTest {
  private static final double INFINITE = Double.POSITIVE_INFINITY;

  private final Parameter w =
      Parameter.of("w", HostArray.ofDoubles(DType.FLOAT32, Shape.of(2), 1, -1));

  private static INDArray gradient(double first, double second) {
    return HostArray.ofDoubles(DType.FLOAT32, Shape.of(2), first, second).toINDArray();
  }

  /** A loss of 0 whose gradient is what is given. */
  private static TrainingStep step(String backend, Parameter parameter, Optimizer optimizer) {
    return Backends.using(
        Backends.named(backend),
        () ->
            TrainingStep.of(
                optimizer,
                (x, y) ->
                    Ops.customGradient(
                        parameter.times(0).sum(),
                        (result, arguments, g) -> List.<@Nullable Node>of(x),
                        parameter)));
  }

  private static double[] values(Parameter parameter) {
    return HostArray.copyOf(parameter.value()).toDoubles();
  }

  @ParameterizedTest
  @ValueSource(strings = {"reference", "cpu"})
  void skippedStepsAreAsIfTheyHadNotBeen(String backend) {
    Parameter good = Parameter.of("w", HostArray.copyOf(w.value()));
    TrainingStep safe = step(backend, w, new NonFinite(Adam.withRate(0.1), NonFinite.Policy.SKIP));
    TrainingStep plain = step(backend, good, Adam.withRate(0.1));
    double[][] gradients = {
      {1, 2}, {Double.NaN, 1}, {0.5, -1}, {-INFINITE, INFINITE}, {1, INFINITE}, {-3, 0.25}
    };
    int[] wrong = {0, 1, 0, 2, 1, 0};
    int[] steps = {0, 1, 1, 2, 3, 3};
    INDArray unused = gradient(0, 0);
    for (int i = 0; i < gradients.length; i++) {
      INDArray g = gradient(gradients[i][0], gradients[i][1]);
      Results results = safe.results(g, unused);
      assertEquals(wrong[i], results.value("entries not finite"));
      assertEquals(steps[i], results.value("steps not finite"));
      if (wrong[i] == 0) {
        plain.run(g, unused);
      }
      assertArrayEquals(values(good), values(w), 0, "after " + (i + 1));
    }
    assertEquals(3, Objects.requireNonNull(safe.slots().get("finite/step")).value().getDouble(0));
    assertArrayEquals(
        HostArray.copyOf(Objects.requireNonNull(plain.slots().get("w/v")).value()).toDoubles(),
        HostArray.copyOf(Objects.requireNonNull(safe.slots().get("finite/w/v")).value())
            .toDoubles(),
        0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"reference", "cpu"})
  void zeroedEntriesCountAsZero(String backend) {
    Parameter good = Parameter.of("w", HostArray.copyOf(w.value()));
    TrainingStep safe =
        step(backend, w, new NonFinite(Momentum.lecture(0.1), NonFinite.Policy.ZERO));
    TrainingStep plain = step(backend, good, Momentum.lecture(0.1));
    INDArray unused = gradient(0, 0);
    safe.run(gradient(1, 2), unused);
    plain.run(gradient(1, 2), unused);
    Results results = safe.results(gradient(Double.NaN, 3), unused);
    plain.run(gradient(0, 3), unused);
    assertEquals(1, results.value("entries not finite"));
    assertEquals(1, results.value("steps not finite"));
    results = safe.results(gradient(-INFINITE, INFINITE), unused);
    plain.run(gradient(0, 0), unused);
    assertEquals(2, results.value("entries not finite"));
    assertEquals(2, results.value("steps not finite"));
    assertArrayEquals(values(good), values(w), 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"reference", "cpu"})
  void aStepCountsOnceAtHoweverManyPoints(String backend) {
    Optimizer twice =
        (objective, theta, state) ->
            theta.minus(objective.gradientAt(theta)).minus(objective.gradientAt(theta.plus(theta)));
    TrainingStep safe = step(backend, w, new NonFinite(twice, NonFinite.Policy.ZERO));
    for (int i = 1; i < 4; i++) {
      Results results = safe.results(gradient(Double.NaN, 0), gradient(0, 0));
      assertEquals(i, results.value("steps not finite"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"reference", "cpu"})
  void withoutAPolicyTheStepRaises(String backend) {
    for (Optimizer optimizer : new Optimizer[] {Adam.withRate(0.1), Nesterov.withRate(0.1)}) {
      TrainingStep step = step(backend, Parameter.of("w", HostArray.copyOf(w.value())), optimizer);
      assertThrows(
          NonFiniteException.class, () -> step.run(gradient(Double.NaN, 0), gradient(0, 0)));
    }
  }
}

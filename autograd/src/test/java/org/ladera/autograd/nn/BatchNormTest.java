package org.ladera.autograd.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.ladera.autograd.nn.Layers.batchNorm;
import static org.ladera.autograd.nn.NnTests.assertThrown;
import static org.ladera.autograd.nn.NnTests.doubles;
import static org.ladera.autograd.nn.NnTests.onReference;
import static org.ladera.autograd.nn.NnTests.paths;
import static org.ladera.autograd.nn.NnTests.valuesOf;
import static org.ladera.autograd.nn.NnTests.variable;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ladera.core.backend.Compiled;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Variable;
import org.ladera.core.type.DType;
import org.ladera.core.type.ShapeException;
import org.nd4j.linalg.api.ndarray.INDArray;

class BatchNormTest {
  /** Two features of means 2 and 20 and variances 1 and 100. */
  private static final INDArray X = doubles(new int[] {2, 2}, 1, 10, 3, 30);

  private static Model<Node> model(double momentum, double epsilon) {
    return Model.of(new BatchNorm(momentum, epsilon), 1).in(DType.FLOAT64);
  }

  private static Compiled training(Model<Node> model) {
    return onReference(() -> Compiled.training(x -> model.at(x)));
  }

  @Test
  void itOwnsGainAndShiftAndRemembersMeanAndVariance() {
    Model<Node> model = model(0.9, 1e-5).build(4, 2);
    assertEquals(List.of("gain", "shift"), paths(model));
    assertEquals(
        List.of("gain", "shift", "mean", "variance"),
        model.variables().stream().map(Variable::name).toList());
    assertArrayEquals(new double[] {1, 1}, valuesOf(variable(model, "gain")));
    assertArrayEquals(new double[] {0, 0}, valuesOf(variable(model, "shift")));
    assertArrayEquals(new double[] {0, 0}, valuesOf(variable(model, "mean")));
    assertArrayEquals(new double[] {1, 1}, valuesOf(variable(model, "variance")));
  }

  @Test
  void trainingNormalizesByTheBatchThenScalesAndShifts() {
    Model<Node> model = model(0.9, 1e-12).build(2, 2);
    variable(model, "gain").set(doubles(new int[] {2}, 2, 3));
    variable(model, "shift").set(doubles(new int[] {2}, 0.5, -1));
    try (Compiled step = training(model)) {
      assertArrayEquals(new double[] {-1.5, -4, 2.5, 2}, valuesOf(step.run(X)), 1e-11);
    }
  }

  @Test
  void epsilonIsAddedToTheVariance() {
    try (Compiled step = training(model(0.9, 3))) {
      double second = 10 / Math.sqrt(103);
      assertArrayEquals(new double[] {-0.5, -second, 0.5, second}, valuesOf(step.run(X)), 1e-15);
    }
  }

  // running = running · momentum + batch · (1 - momentum), of the variance that divides by n.
  @Test
  void momentumIsTheShareThatStays() {
    Model<Node> model = model(0.75, 1e-5);
    try (Compiled step = training(model)) {
      step.run(X);
      assertArrayEquals(new double[] {0.5, 5}, valuesOf(variable(model, "mean")), 1e-15);
      assertArrayEquals(new double[] {1, 25.75}, valuesOf(variable(model, "variance")), 1e-15);
      step.run(X);
      assertArrayEquals(new double[] {0.875, 8.75}, valuesOf(variable(model, "mean")), 1e-15);
      assertArrayEquals(new double[] {1, 44.3125}, valuesOf(variable(model, "variance")), 1e-15);
    }
  }

  @Test
  void inferenceUsesTheRunningStatisticsAndLeavesThem() {
    Model<Node> model = model(0, 1e-12);
    try (Compiled step = training(model);
        Compiled inferring = onReference(() -> Compiled.training(x -> model.inference(x)))) {
      step.run(X);
      INDArray other = doubles(new int[] {1, 2}, 4, 40);
      double[] expected = {2, 2};
      assertArrayEquals(expected, onReference(() -> valuesOf(model.predict(other))), 1e-11);
      assertArrayEquals(expected, valuesOf(inferring.run(other)), 1e-11);
      assertArrayEquals(new double[] {2, 20}, valuesOf(variable(model, "mean")));
    }
  }

  @Test
  void theSecondCallInAProgramSeesTheStatisticsOfTheFirst() {
    Model<Node> model = model(0.5, 1e-5);
    try (Compiled step =
        onReference(() -> Compiled.training((x, y) -> model.at(x).and("second", model.at(y))))) {
      step.results(X, X.mul(2));
      // 0 -> 1 -> 1/2 + 4/2 and 0 -> 10 -> 5 + 20.
      assertArrayEquals(new double[] {2.5, 25}, valuesOf(variable(model, "mean")), 1e-14);
    }
  }

  @Test
  void allAxesButTheLastAreTheBatch() {
    Model<Node> model = model(0, 1e-5);
    INDArray x = doubles(new int[] {2, 2, 2}, 1, 10, 3, 10, 5, 20, 7, 20);
    try (Compiled step = training(model)) {
      step.run(x);
    }
    assertArrayEquals(new double[] {4, 15}, valuesOf(variable(model, "mean")));
    assertArrayEquals(new double[] {5, 25}, valuesOf(variable(model, "variance")));
  }

  @Test
  void settingsAndInputsAreChecked() {
    assertThrown(
        IllegalArgumentException.class,
        "batchNorm: momentum must be in [0, 1], got 1.5",
        () -> batchNorm().withMomentum(1.5));
    assertThrown(
        IllegalArgumentException.class,
        "batchNorm: epsilon must be positive, got 0.0",
        () -> batchNorm().withEpsilon(0));
    assertThrown(
        ShapeException.class,
        "batchNorm: the input must be [batch, ..., features], got f32[3]",
        () -> Model.of(batchNorm(), 1).build(3));
  }
}

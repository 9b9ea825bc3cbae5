package org.ladera.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ladera.autograd.nn.Layer;
import org.ladera.autograd.nn.Model;
import org.ladera.core.backend.Results;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.NodeFunction;
import org.ladera.core.graph.Ops;
import org.ladera.core.graph.Parameter;
import org.ladera.core.graph.Variable;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.optim.rule.Adam;
import org.ladera.optim.rule.GradientDescent;
import org.ladera.optim.rule.Momentum;
import org.ladera.optim.rule.Nesterov;
import org.ladera.optim.rule.StoredNesterov;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What a step does, trains, retraces and keeps. */
class TrainingStepTest {
  /** The gradient of the mean squared error, by hand: (2/m) sum of (f - y) x, and of (f - y). */
  @Test
  void movesTheParametersAgainstTheGradientAndGivesTheLossBefore() {
    Tiny tiny = new Tiny();
    // Errors: 0.5 - 0.5 + 0.1 - 1 = -0.9 and 1.5 - 1 + 0.1 + 1 = 1.6.
    assertEquals(
        (0.81 + 2.56) / 2, tiny.step(GradientDescent.withRate(0.1)).run(Tiny.X, Tiny.Y), 1e-15);
    double[] gradient = {-0.9 + 3 * 1.6, -0.9 * 2 + 4 * 1.6, -0.9 + 1.6};
    assertArrayEquals(
        new double[] {0.5 - 0.1 * gradient[0], -0.25 - 0.1 * gradient[1], 0.1 - 0.1 * gradient[2]},
        tiny.point(),
        1e-15);
  }

  @Test
  void takesArraysOfAnyOrderAndStrideAndLeavesThemAlone() {
    Tiny dense = new Tiny();
    dense.step(Adam.withRate(0.1)).run(Tiny.X, Tiny.Y);
    Tiny strided = new Tiny();
    INDArray columns = Tiny.X.dup('f');
    INDArray view = Tiny.matrix(2, 1, 9, -1, 9).getColumn(0);
    strided.step(Adam.withRate(0.1)).run(columns, view);
    assertArrayEquals(dense.point(), strided.point(), 0);
    assertEquals(Tiny.X, columns);
    assertEquals(Tiny.Y, view);
  }

  @Test
  void valuesNeverRetraceAndShapesDo() {
    Tiny tiny = new Tiny();
    Variable rate = Variable.setting("rate", 0.1);
    TrainingStep step = tiny.step(new GradientDescent(Schedule.of(rate)));
    step.run(Tiny.X, Tiny.Y);
    tiny.w.set(Tiny.vector(3, 3));
    rate.set(0);
    step.run(Tiny.X.mul(2), Tiny.Y);
    assertArrayEquals(new double[] {3, 3}, Tiny.values(tiny.w), "the rate is 0 now");
    assertEquals(1, step.traces());
    step.run(Tiny.matrix(2, 1, 2, 3, 4, 5, 6), Tiny.vector(1, 2, 3));
    assertEquals(2, step.traces());
    step.run(Tiny.X, Tiny.Y);
    assertEquals(2, step.traces());
    assertEquals(4, step.steps());
  }

  @Test
  void trainsWhatTheLossReachesByADifferentiablePath() {
    Tiny tiny = new Tiny();
    TrainingStep step =
        Tiny.onReference(
            () ->
                TrainingStep.of(
                    GradientDescent.withRate(0.1),
                    (x, y) ->
                        x.dot(Ops.stopGradient(tiny.w)).plus(tiny.b).minus(y).square().mean()));
    step.run(Tiny.X, Tiny.Y);
    assertArrayEquals(new double[] {0.5, -0.25}, Tiny.values(tiny.w));
    assertNotEquals(0.1, Tiny.values(tiny.b)[0]);
  }

  @Test
  void updatingLeavesTheOthersAlone() {
    Tiny tiny = new Tiny();
    TrainingStep step = tiny.step(Adam.withRate(0.1)).updating(p -> p.name().equals("b"));
    step.run(Tiny.X, Tiny.Y);
    assertArrayEquals(new double[] {0.5, -0.25}, Tiny.values(tiny.w));
    assertEquals(0.2, Math.abs(Tiny.values(tiny.b)[0] - 0.1) * 2, 1e-6);
    assertEquals(List.of("b/m", "b/v", "step"), step.slots().keySet().stream().sorted().toList());
  }

  @Test
  void updatingAModelTrainsThroughAnotherThatStandsStill() {
    Layer scale =
        (scope, x) -> x.times(scope.parameter("gain", 2, (shape, random) -> new double[] {2, 3}));
    Model<Node> generator = Model.of(scale, 1).in(DType.FLOAT64);
    Model<Node> discriminator = Model.of(scale, 2).in(DType.FLOAT64);
    TrainingStep step =
        Tiny.onReference(
            () ->
                TrainingStep.of(
                        GradientDescent.withRate(0.01),
                        (Node x) -> discriminator.at(generator.at(x)).square().mean())
                    .updating(generator));
    step.run(Tiny.X);
    assertArrayEquals(new double[] {2, 3}, Tiny.values(discriminator.parameters().getFirst()), 0);
    assertNotEquals(2, Tiny.values(generator.parameters().getFirst())[0]);
  }

  @Test
  void givesOtherResultsByName() {
    Tiny tiny = new Tiny();
    TrainingStep step =
        Tiny.onReference(
            () ->
                TrainingStep.of(
                    GradientDescent.withRate(0.1),
                    (x, y) -> tiny.loss(x, y).and("largest", tiny.predicted(x).max()).and("x", x)));
    Results results = step.results(Tiny.X, Tiny.Y);
    assertEquals(0.6, results.value("largest"), 1e-15);
    assertEquals(Tiny.X, results.array("x"));
    assertEquals(1.685, results.value(), 1e-15);
  }

  @Test
  void anotherRuleGoesOnWithTheSlotsOfTheSameName() {
    Tiny switched = new Tiny();
    TrainingStep first = switched.step(Momentum.pytorch(0.01));
    first.run(Tiny.X, Tiny.Y);
    TrainingStep second = first.with(StoredNesterov.pytorch(0.01));
    double[] before = switched.point();
    Gradients gradients = second.gradients(Tiny.X, Tiny.Y);
    double v = scalar(Tiny.slot(first, "b/momentum"));
    second.run(Tiny.X, Tiny.Y);
    double g = gradients.inOrder(List.of(switched.b)).getFirst().getDouble(0);
    assertEquals(before[2] - 0.01 * (g + 0.9 * (0.9 * v + g)), switched.point()[2], 1e-15);
    assertEquals(2, first.steps());
    assertEquals(2, second.steps());
  }

  private static double scalar(Variable variable) {
    return variable.value().getDouble(0);
  }

  @Test
  void theLossOfALookAheadIsThatOfTheFirstPointAsked() {
    Tiny tiny = new Tiny();
    TrainingStep step = tiny.step(Nesterov.withRate(0.01));
    assertEquals(1.685, step.run(Tiny.X, Tiny.Y), 1e-15);
    double[] theta = tiny.point();
    double[] ahead = new double[3];
    double[] start = {0.5, -0.25, 0.1};
    for (int i = 0; i < 3; i++) {
      ahead[i] = theta[i] + 0.9 * (theta[i] - start[i]);
    }
    double one = ahead[0] + 2 * ahead[1] + ahead[2] - 1;
    double two = 3 * ahead[0] + 4 * ahead[1] + ahead[2] + 1;
    assertEquals((one * one + two * two) / 2, step.run(Tiny.X, Tiny.Y), 1e-14);
  }

  @Test
  void statisticsAndReportsBelongToTheFirstPointAsked() {
    Layer layer =
        (scope, x) -> {
          Parameter w = scope.parameter("w", Shape.scalar(), (shape, random) -> new double[] {1});
          Variable seen = scope.variable("seen", 1, (shape, random) -> new double[] {0});
          Node y = x.times(w);
          scope.report("sum", y.sum());
          seen.next(old -> y.sum().reshape(1));
          return y;
        };
    Model<Node> model = Model.of(layer, 1).in(DType.FLOAT64);
    TrainingStep step =
        Tiny.onReference(
            () -> TrainingStep.of(Nesterov.withRate(0.1), model, (x, y) -> model.at(x).sum()));
    step.run(Tiny.vector(1, 1), Tiny.Y);
    // Gradient 2: w = 0.8, the displacement -0.2, the next look-ahead point 0.62.
    assertEquals(1.24, step.results(Tiny.vector(1, 1), Tiny.Y).value("sum"), 1e-14);
    Variable seen =
        model.variables().stream().filter(v -> v.name().equals("seen")).findFirst().orElseThrow();
    assertEquals(1.24, scalar(seen), 1e-14);
  }

  @Test
  void aLossOfNoArraysIsALossToo() {
    Tiny tiny = new Tiny();
    TrainingStep step =
        Tiny.onReference(
            () ->
                TrainingStep.of(
                    GradientDescent.withRate(0.5),
                    new NodeFunction(List.of(), inputs -> tiny.w.square().sum())));
    step.run();
    assertArrayEquals(new double[] {0, 0}, Tiny.values(tiny.w));
    assertTrue(step.explain().length() > 10);
  }
}

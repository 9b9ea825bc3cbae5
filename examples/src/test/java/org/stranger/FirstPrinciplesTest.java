package org.stranger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ladera.core.graph.Ops.constant;
import static org.ladera.core.graph.Ops.equal;
import static org.ladera.core.graph.Ops.greater;
import static org.ladera.core.graph.Ops.sigmoid;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ladera.autograd.loss.BinaryCrossEntropy;
import org.ladera.autograd.loss.SquaredError;
import org.ladera.core.backend.Results;
import org.ladera.core.graph.Parameter;
import org.ladera.core.graph.Variable;
import org.ladera.core.type.DType;
import org.ladera.optim.Gradients;
import org.ladera.optim.Schedule;
import org.ladera.optim.TrainingStep;
import org.ladera.optim.data.Datasets;
import org.ladera.optim.data.Split;
import org.ladera.optim.rule.GradientDescent;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The lecture from first principles: no layer, no trainer. */
class FirstPrinciplesTest {
  private final Split cancer = Datasets.breastCancer().standardised().split(0.8, 42);
  private final INDArray features = cancer.train().features();
  private final INDArray labels = cancer.train().labels();

  @Test
  void logisticRegressionIsAFewLines() {
    var w = Parameter.zeros("w", 30);
    var b = Parameter.zeros("b");
    var step =
        TrainingStep.of(
            GradientDescent.withRate(0.1),
            (x, y) -> new BinaryCrossEntropy().mean(sigmoid(x.dot(w).plus(b)), y));
    double first = step.run(features, labels);
    double last = first;
    for (int i = 0; i < 200; i++) {
      last = step.run(features, labels);
    }
    assertEquals(Math.log(2), first, 1e-6);
    assertTrue(last < 0.15, "cost " + last);
    assertEquals(30, w.value().length());
    assertEquals(1, step.traces());
  }

  @Test
  void otherResultsComeByName() {
    var w = Parameter.zeros("w", 30);
    var step =
        TrainingStep.of(
            GradientDescent.withRate(0.1),
            (x, y) -> {
              var p = sigmoid(x.dot(w));
              var hits = equal(greater(p, constant(0.5)), y.cast(DType.BOOL));
              return new BinaryCrossEntropy()
                  .mean(p, y)
                  .and("accuracy", hits.cast(DType.FLOAT32).mean());
            });
    step.run(features, labels);
    Results results = step.results(features, labels);
    assertTrue(results.value("accuracy") > 0.8);
    String message =
        assertThrows(IllegalArgumentException.class, () -> results.value("precision")).getMessage();
    assertEquals("results: there is no \"precision\"; there are [accuracy]", message);
  }

  @Test
  void aRateChangedByHandDoesNotTraceAgain() {
    var w = Parameter.zeros("w", 30);
    Variable rate = Variable.setting("rate", 0.1);
    var step =
        TrainingStep.of(
            new GradientDescent(Schedule.of(rate)),
            (x, y) -> new BinaryCrossEntropy().mean(sigmoid(x.dot(w)), y));
    step.run(features, labels);
    INDArray before = w.value();
    rate.set(0);
    step.run(features, labels);
    assertEquals(before, w.value());
    assertEquals(1, step.traces());
  }

  @Test
  void aStepInHalvesIsTheWholeStep() {
    INDArray x = Nd4j.createFromArray(new double[][] {{1, 2}, {1, 3}, {1, 5}});
    INDArray y = Nd4j.createFromArray(1.0, 2, 2);
    Parameter whole = Parameter.of("w", Nd4j.createFromArray(0.5, 0.25));
    Parameter halves = Parameter.of("w", Nd4j.createFromArray(0.5, 0.25));
    var one =
        TrainingStep.of(
            GradientDescent.withRate(0.1), (a, c) -> new SquaredError().mean(a.dot(whole), c));
    var two =
        TrainingStep.of(
            GradientDescent.withRate(0.1), (a, c) -> new SquaredError().mean(a.dot(halves), c));
    double cost = one.run(x, y);
    Gradients gradients = two.gradients(x, y);
    two.apply(Gradients.mean(List.of(gradients, gradients), 1, 2));
    assertEquals(0.20833333333333334, cost, 1e-15);
    assertEquals(cost, gradients.loss(), 0);
    assertEquals(whole.value(), halves.value());
    assertNotEquals(0.5, whole.value().getDouble(0));
  }
}

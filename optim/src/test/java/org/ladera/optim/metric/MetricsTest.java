package org.ladera.optim.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.ladera.core.graph.Ops.constant;

import org.junit.jupiter.api.Test;
import org.ladera.core.memory.HostArray;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Values counted by hand. */
class MetricsTest {
  private static double value(Metric metric, INDArray prediction, INDArray target) {
    INDArray sums = metric.sums(constant(prediction), constant(target)).eval();
    return metric.value(HostArray.copyOf(sums).toDoubles());
  }

  private final INDArray scores =
      Nd4j.createFromArray(new float[][] {{2, 1, 0}, {0, 3, 1}, {5, 4, 6}, {1, 0, 0}});

  @Test
  void accuracyIsTheShareOfLargestScoresAtTheClass() {
    assertEquals(0.75, value(Metrics.accuracy(), scores, Nd4j.createFromArray(0, 1, 1, 0)));
  }

  @Test
  void accuracyTakesDistributionsToo() {
    INDArray targets =
        Nd4j.createFromArray(new float[][] {{1, 0, 0}, {0, 1, 0}, {0, 1, 0}, {0, 0, 1}});
    assertEquals(0.5, value(Metrics.accuracy(), scores, targets));
  }

  @Test
  void accuracyOfOneOutputIsAnErrorThatSaysWhatToUse() {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> value(Metrics.accuracy(), Nd4j.ones(4, 1), Nd4j.createFromArray(0, 1, 1, 0)))
            .getMessage();
    assertEquals(
        "accuracy: predictions must have a last axis of classes, got f32[4, 1]; use"
            + " binaryAccuracy(threshold) for one output",
        message);
  }

  @Test
  void binaryAccuracyCountsSidesOfTheThreshold() {
    INDArray logits = Nd4j.createFromArray(-1f, 0.2f, 3, -2);
    INDArray labels = Nd4j.createFromArray(0, 1, 0, 0);
    assertEquals(0.75, value(Metrics.binaryAccuracy(0), logits, labels));
    assertEquals(0.5, value(Metrics.binaryAccuracy(0.5), logits, labels));
  }

  @Test
  void meanAbsoluteErrorIsOverAllEntries() {
    INDArray prediction = Nd4j.createFromArray(new float[][] {{1, 2}, {3, 4}});
    INDArray target = Nd4j.createFromArray(new float[][] {{1, 0}, {4, 8}});
    assertEquals(7.0 / 4, value(Metrics.meanAbsoluteError(), prediction, target));
  }

  @Test
  void r2IsOneMinusTheUnexplainedShare() {
    INDArray prediction = Nd4j.createFromArray(2.5, 0, 2, 8);
    INDArray target = Nd4j.createFromArray(3, -0.5, 2, 7);
    // The example of scikit-learn's documentation of r2_score.
    assertEquals(0.9486081370449679, value(Metrics.r2(), prediction, target), 1e-15);
  }

  @Test
  void shapesMustAgree() {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> value(Metrics.r2(), Nd4j.ones(4, 1), Nd4j.ones(4)))
            .getMessage();
    assertEquals(
        "r2: predictions and targets must have one shape, got f32[4, 1] and f32[4]", message);
  }
}

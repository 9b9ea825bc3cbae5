package org.ladera.autograd.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ladera.autograd.loss.LossRun.labels;
import static org.ladera.autograd.loss.LossRun.mask;
import static org.ladera.autograd.loss.LossRun.matrix;
import static org.ladera.autograd.loss.LossRun.number;
import static org.ladera.autograd.loss.LossRun.row;
import static org.ladera.autograd.loss.LossRun.vector;
import static org.ladera.core.graph.Ops.max;

import org.junit.jupiter.api.Test;
import org.ladera.autograd.Gradient;
import org.ladera.core.backend.Results;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.NodeFunction;
import org.ladera.core.graph.Ops;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;

class LossReductionTest {
  private static final HostArray P = matrix(row(1, 2), row(3, 4), row(5, 6));
  private static final HostArray ZEROS = HostArray.zeros(P.type());
  private static final Loss LOSS = new SquaredError();

  @Test
  void theMeanDividesByTheEntriesOfEach() {
    assertEquals(91.0 / 6, number((p, y, w) -> LOSS.mean(p, y), P, ZEROS, ZEROS), 1e-15);
    Loss rows = (p, y) -> LOSS.each(p, y).sum(-1);
    assertEquals(91.0 / 3, number((p, y, w) -> rows.mean(p, y), P, ZEROS, ZEROS), 1e-15);
  }

  @Test
  void theSumDividesByNothing() {
    assertEquals(91, number((p, y, w) -> LOSS.sum(p, y), P, ZEROS, ZEROS));
  }

  @Test
  void weightsOfTheBatchServeEveryEntryOfTheirRow() {
    HostArray weights = vector(1, 0, 3);
    assertEquals(5 + 3 * 61, number((p, y, w) -> LOSS.sum(p, y, w), P, ZEROS, weights));
    assertEquals(
        (5 + 3 * 61) / 8.0, number((p, y, w) -> LOSS.mean(p, y, w), P, ZEROS, weights), 1e-14);
  }

  @Test
  void weightsMayBeGivenForEveryEntryOrColumn() {
    HostArray entries = matrix(row(1, 0), row(0, 0), row(0, 2));
    assertEquals(73, number((p, y, w) -> LOSS.sum(p, y, w), P, ZEROS, entries));
    HostArray columns = matrix(row(1, 0.5));
    assertEquals(35 + 28, number((p, y, w) -> LOSS.sum(p, y, w), P, ZEROS, columns));
    assertEquals(63 / 4.5, number((p, y, w) -> LOSS.mean(p, y, w), P, ZEROS, columns), 1e-14);
  }

  @Test
  void aMaskAveragesWhatItLeaves() {
    assertEquals(
        16.5, number((p, y, w) -> LOSS.mean(p, y, w), P, ZEROS, mask(1, 0, 1)), 1e-14 * 16);
    assertEquals(
        16.5, number((p, y, w) -> LOSS.mean(p, y, w), P, ZEROS, labels(1, 0, 1)), 1e-14 * 16);
  }

  @Test
  void equalWeightsGiveThePlainMean() {
    assertEquals(
        91.0 / 6,
        number((p, y, w) -> LOSS.mean(p, y, w), P, ZEROS, vector(2, 2, 2)),
        1e-14 * 91 / 6);
  }

  @Test
  void aLossOfNothingIsZeroWithGradientZero() {
    NodeFunction function =
        NodeFunction.of(
            (p, y, w) -> {
              Node mean = LOSS.mean(p, y, w);
              return mean.and("gradient", Gradient.grad(mean, p));
            });
    Results results = LossRun.run("reference", function, P, ZEROS, mask(0, 0, 0));
    assertEquals(0, results.value());
    assertArrayEquals(new double[6], LossRun.doubles(results.array("gradient")));
  }

  @Test
  void whatIsMaskedMayBeNaN() {
    HostArray holes = matrix(row(1, 2), row(Double.NaN, 4), row(5, 6));
    assertEquals(66, number((p, y, w) -> LOSS.sum(p, y, w), holes, ZEROS, mask(1, 0, 1)));
  }

  @Test
  void weightsServeALossOfExamples() {
    HostArray logits = matrix(row(0, 0), row(0, 0), row(9, -9));
    assertEquals(
        Math.log(2),
        number(
            (z, y, w) -> new SoftmaxCrossEntropy().mean(z, y, w),
            logits,
            labels(1, 0, 1),
            vector(3, 1, 0)),
        1e-15);
  }

  @Test
  void weightsMayBeNumbersInAFormula() {
    assertEquals(182, number((p, y, w) -> LOSS.sum(p, y, Ops.constant(2)), P, ZEROS, ZEROS));
  }

  private record Pinball(double quantile) implements Loss {
    @Override
    public Node each(Node prediction, Node target) {
      Node error = target.minus(prediction);
      return max(error.times(quantile), error.times(quantile - 1));
    }
  }

  @Test
  void aLossOfOnesOwnHasAllReductions() {
    HostArray p = vector(1, 2, 3);
    HostArray y = vector(2, 2, 1);
    Loss loss = new Pinball(0.75);
    assertEquals(1.25 / 3, number((a, b, w) -> loss.mean(a, b), p, y, p), 1e-15);
    assertEquals(0.75, number((a, b, w) -> loss.mean(a, b, w), p, y, mask(1, 0, 0)), 1e-15);
  }

  @Test
  void nodesBelongToTheRegionThatTheLossNames() {
    Node x = Ops.input("x", new TensorType(DType.FLOAT32, Shape.of(3)));
    Node y = Ops.input("y", new TensorType(DType.FLOAT32, Shape.of(3)));
    Node mean = new BinaryCrossEntropy().mean(Ops.sigmoid(x), y);
    assertEquals("binaryCrossEntropy", mean.origin().region());
    assertTrue(mean.graph().contains("in \"binaryCrossEntropy\""));
    Loss lambda = (p, t) -> p.minus(t);
    assertEquals("loss", lambda.mean(x, y).origin().region());
    assertEquals("pinball", new Pinball(0.5).name());
  }
}

package org.stranger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.ladera.core.graph.Ops.abs;
import static org.ladera.core.graph.Ops.constant;
import static org.ladera.core.graph.Ops.max;

import org.junit.jupiter.api.Test;
import org.ladera.autograd.loss.Loss;
import org.ladera.core.graph.Node;
import org.nd4j.linalg.factory.Nd4j;

/** A loss of one's own: what each example costs. */
class LossesTest {
  /** Koenker and Bassett 1978. */
  record Pinball(double quantile) implements Loss {
    @Override
    public Node each(Node prediction, Node target) {
      Node error = target.minus(prediction);
      return max(error.times(quantile), error.times(quantile - 1));
    }
  }

  private final Node prediction = constant(Nd4j.createFromArray(1.0, 1, 1, 1));
  private final Node target = constant(Nd4j.createFromArray(0.0, 2, 5, 1));

  @Test
  void reductionsAndWeightsComeFromTheInterface() {
    Loss loss = new Pinball(0.9);
    assertEquals((0.1 + 0.9 + 3.6) / 4, loss.mean(prediction, target).eval().getDouble(0), 1e-15);
    assertEquals(0.1 + 0.9 + 3.6, loss.sum(prediction, target).eval().getDouble(0), 1e-15);
    Node weights = constant(Nd4j.createFromArray(1.0, 1, 0, 0));
    assertEquals(0.5, loss.mean(prediction, target, weights).eval().getDouble(0), 1e-15);
  }

  @Test
  void aLambdaIsALossToo() {
    Loss loss = (p, t) -> abs(p.minus(t));
    assertEquals(1.5, loss.mean(prediction, target).eval().getDouble(0), 1e-15);
  }

  @Test
  void aTableInPlaceOfAVectorIsAnError() {
    Node column = prediction.reshape(4, 1);
    String message =
        assertThrows(IllegalArgumentException.class, () -> new Pinball(0.5).mean(column, target))
            .getMessage();
    assertEquals(true, message.startsWith("pinball:"), message);
    assertEquals(true, message.contains("f64[4, 1]") && message.contains("f64[4]"), message);
  }
}

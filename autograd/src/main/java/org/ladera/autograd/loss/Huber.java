package org.ladera.autograd.loss;

import static org.ladera.core.graph.Ops.abs;
import static org.ladera.core.graph.Ops.constant;
import static org.ladera.core.graph.Ops.lessOrEqual;
import static org.ladera.core.graph.Ops.select;

import org.ladera.core.graph.Node;

/**
 * With e = f - y, for each entry e² / 2 up to |e| = delta and delta (|e| - delta / 2) beyond:
 * squared near, absolute far. Prediction and target are of one shape. Huber, Annals of Mathematical
 * Statistics 35, 1964.
 *
 * @param delta where the two meet, positive
 */
public record Huber(double delta) implements Loss {
  /** With delta 1. */
  public Huber() {
    this(1);
  }

  /** Checks the setting. */
  public Huber {
    Settings.positive("Huber", "delta", delta);
  }

  @Override
  public Node each(Node prediction, Node target) {
    Node error = prediction.minus(Targets.numbers(this, prediction, target));
    Node distance = abs(error);
    Node near = error.square().times(0.5);
    Node far = distance.minus(delta / 2).times(delta);
    return select(lessOrEqual(distance, constant(delta)), near, far);
  }
}

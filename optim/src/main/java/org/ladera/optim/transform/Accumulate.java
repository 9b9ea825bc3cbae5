package org.ladera.optim.transform;

import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.optim.Objective;
import org.ladera.optim.Optimizer;
import org.ladera.optim.Point;
import org.ladera.optim.Settings;
import org.ladera.optim.State;

/**
 * Moves once in so many steps, along the mean of their gradients: one step on a batch that does not
 * fit into memory. The steps between only add, and neither they nor the last do the work of the
 * other.
 *
 * <pre>s ← g in the first step of a round, then s + g; in the last, g ← s / period</pre>
 *
 * <p>All steps count alike, so batches should have the same number of examples, for which the loss
 * is a mean: then the mean of the gradients is that of the one big batch. Both are the same bit for
 * bit where no sum or quotient rounds (a period of a power of 2, and sums short of the precision),
 * or the period is 1; elsewhere they differ by the order of the sums. For batches of different
 * sizes there is {@link org.ladera.optim.Gradients#mean}.
 *
 * <p>Slots {@code gradient sum} of each parameter, and {@code loss sum}; those of the inner
 * optimizer are under {@code accumulated/}, with a step count of their own. A transform around this
 * sees each gradient, one inside sees the mean. Statistics that a model keeps move in every step.
 *
 * @param inner the optimizer that gets the mean; it asks at the parameters alone
 * @param period the number of steps to one of its own, at least 1
 */
public record Accumulate(Optimizer inner, int period) implements Optimizer {
  private static final String GRADIENTS = "gradient sum";
  private static final String LOSSES = "loss sum";

  /** Checks the period. */
  public Accumulate {
    Settings.check(period >= 1, "Accumulate", "period must be at least 1", period);
  }

  @Override
  public Point next(Objective objective, Point theta, State state) {
    boolean first = state.due(period);
    Node loss = objective.valueAt(theta);
    Point gradient = objective.gradientAt(theta);
    Node noLoss = Ops.zerosLike(loss);
    if (!state.due(period, period - 1)) {
      state.next(LOSSES, noLoss, old -> first ? loss : old.plus(loss));
      state.next(GRADIENTS, theta.zeros(), old -> first ? gradient : old.plus(gradient));
      return theta;
    }
    Node losses = first ? loss : state.last(LOSSES, noLoss).plus(loss);
    Point sum = first ? gradient : state.last(GRADIENTS, theta.zeros()).plus(gradient);
    Point mean = sum.map(node -> node.dividedBy((double) period));
    Objective big = new Mean(theta, losses.dividedBy((double) period), mean);
    return inner.next(big, theta, state.every("accumulated", period));
  }

  /** The mean of objectives that are known at one point only. */
  private record Mean(Point theta, Node loss, Point gradient) implements Objective {
    @Override
    public Node valueAt(Point point) {
      check(point);
      return loss;
    }

    @Override
    public Point gradientAt(Point point) {
      check(point);
      return gradient;
    }

    @Override
    public Point hessianTimes(Point point, Point vector) {
      throw new IllegalArgumentException(
          "Accumulate: the optimizer inside asks for products with the Hessian, which were not"
              + " summed over the batches; use one that needs gradients alone");
    }

    private void check(Point point) {
      if (!Subspace.isHere(theta, point)) {
        throw new IllegalArgumentException(
            "Accumulate: the optimizer inside asks for the gradient at a point other than the"
                + " parameters, as a look-ahead does, but the batches before this one are gone; use"
                + " one that asks at the parameters alone");
      }
    }
  }
}

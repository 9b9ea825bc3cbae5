package org.ladera.optim.transform;

import java.util.function.UnaryOperator;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.optim.Objective;
import org.ladera.optim.Optimizer;
import org.ladera.optim.Point;
import org.ladera.optim.State;

/**
 * Goes on where gradients are infinite or NaN. Without it they reach the parameters, and the
 * training step raises. A loss that is not finite still does. Reports {@code entries not finite},
 * of this step's gradient, and {@code steps not finite}, the number of steps so far in which there
 * were any.
 *
 * <p>A slot {@code steps not finite}, a scalar. Where steps are skipped, the slots of the inner
 * optimizer are under {@code finite/}, with a step count of their own, and what it does every so
 * many steps is not known when the step is traced: {@link Accumulate} goes around this, not inside.
 *
 * @param inner the optimizer that gets the finite gradients
 * @param policy what happens
 */
public record NonFinite(Optimizer inner, Policy policy) implements Optimizer {
  /** What happens where the gradient is not finite. */
  public enum Policy {
    /**
     * Neither parameters nor the slots or the step count of the optimizer inside change. The
     * gradient at the parameters decides, also where the optimizer looks ahead.
     */
    SKIP,
    /** The entries that are not finite become 0, wherever the gradient is asked for. */
    ZERO
  }

  private static final String STEPS = "steps not finite";

  @Override
  public Point next(Objective objective, Point theta, State state) {
    return switch (policy) {
      case SKIP -> skipping(new Remembered(objective), theta, state);
      case ZERO -> inner.next(objective.withGradient(zeroing(state)), theta, state);
    };
  }

  private Point skipping(Objective objective, Point theta, State state) {
    Node finite = Ops.equal(counted(objective.gradientAt(theta), state), Ops.constant(0));
    Point next = inner.next(objective, theta, state.child("finite", finite));
    return next.zip(theta, (moved, here) -> moved == here ? here : Ops.select(finite, moved, here));
  }

  private static UnaryOperator<Point> zeroing(State state) {
    return gradient -> {
      counted(gradient, state);
      return gradient.map(g -> Ops.select(isFinite(g), g, Ops.zerosLike(g)));
    };
  }

  /** The number of entries that are not finite. A step counts once, at however many points. */
  private static Node counted(Point gradient, State state) {
    Share wrong = new Share();
    gradient.nodes().values().forEach(g -> wrong.add(Ops.not(isFinite(g))));
    Node zero = Ops.constant(0);
    Node any = Ops.min(wrong.count(), Ops.constant(1));
    Node steps = state.next(STEPS, zero, old -> Ops.max(old, state.last(STEPS, zero).plus(any)));
    state.report("entries not finite", wrong.count());
    state.report(STEPS, steps);
    return wrong.count();
  }

  private static Node isFinite(Node x) {
    return Ops.less(Ops.abs(x), Ops.constant(Double.POSITIVE_INFINITY));
  }
}

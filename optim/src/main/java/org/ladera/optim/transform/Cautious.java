package org.ladera.optim.transform;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.type.DType;
import org.ladera.optim.Objective;
import org.ladera.optim.Optimizer;
import org.ladera.optim.Paper;
import org.ladera.optim.Point;
import org.ladera.optim.Published;
import org.ladera.optim.State;

/**
 * Takes from an optimizer's update the entries that go uphill, and scales up the rest: Liang, Chen,
 * Liu, Liu 2024, arXiv 2411.16085, algorithm 1. Reports {@code share of updates kept}, of all
 * entries.
 *
 * <pre>m = 1 where u·g points downhill, else 0
 * θ ← θ + scale · m·u</pre>
 *
 * <p>u is the difference of where the inner optimizer goes and θ, and g the gradient that it asked
 * for first. Decay that is not to be masked goes around: {@code new DecoupledWeightDecay(new
 * Cautious(Adam...), ...)}.
 *
 * @param inner the optimizer whose update it is
 * @param scale the factor of what is left
 */
public record Cautious(Optimizer inner, Scale scale) implements Optimizer, Published {
  /** How much longer what is left becomes: d entries of a parameter, n of them left. */
  public enum Scale {
    /** d / (n + 1), the paper's. */
    PAPER {
      @Override
      Node of(double size, Node left) {
        return Ops.constant(size).dividedBy(left.plus(1));
      }
    },
    /** 1 / max(n/d, .001), the authors' code. */
    CLAMPED {
      @Override
      Node of(double size, Node left) {
        return Ops.constant(1).dividedBy(Ops.max(left.dividedBy(size), Ops.constant(1e-3)));
      }
    };

    abstract Node of(double size, Node left);
  }

  private static final Paper PAPER =
      new Paper(
          "Liang, Chen, Liu, Liu",
          2024,
          "Cautious optimizers: improving training with one line of code",
          "arXiv 2411.16085");

  /**
   * With the paper's scale.
   *
   * @param inner the optimizer whose update it is
   */
  public Cautious(Optimizer inner) {
    this(inner, Scale.PAPER);
  }

  @Override
  public Paper publication() {
    return PAPER;
  }

  @Override
  public Point next(Objective objective, Point theta, State state) {
    AtomicReference<@Nullable Point> asked = new AtomicReference<>();
    Objective heard =
        objective.withGradient(
            g -> {
              asked.compareAndSet(null, g);
              return g;
            });
    Point next = inner.next(heard, theta, state);
    @Nullable Point first = asked.get();
    Point gradient = first == null ? objective.gradientAt(theta) : first;
    Share kept = new Share();
    Point masked =
        theta.map(
            (parameter, value) -> {
              Node update = next.get(parameter).minus(value);
              Node g = gradient.get(parameter);
              Node downhill = Ops.less(Ops.times(Ops.sign(update), Ops.sign(g)), Ops.constant(0));
              kept.add(downhill);
              Node left = downhill.cast(DType.FLOAT64).sum();
              Node factor = scale.of((double) value.shape().size(), left).cast(value.dtype());
              return value.plus(Ops.select(downhill, update, Ops.zerosLike(update)).times(factor));
            });
    state.report("share of updates kept", kept.node());
    return masked;
  }
}

package org.ladera.optim.rule;

import java.util.stream.IntStream;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.optim.Paper;
import org.ladera.optim.Published;
import org.ladera.optim.Schedule;
import org.ladera.optim.Settings;
import org.ladera.optim.Slots;
import org.ladera.optim.UpdateRule;

/**
 * SM3, an Adagrad that keeps one number for each row, column and so on: Anil, Gupta, Koren, Singer
 * 2019, arXiv 1901.11150, algorithm SM3-II.
 *
 * <pre>v = min over the axes of the slots at this entry + g²
 * slot of an axis ← max of v over the other axes
 * m ← βm + (1-β) g/root(v)
 * θ ← θ - γm</pre>
 *
 * <p>Slots {@code axis.0}, {@code axis.1} and so on, each as long as its axis; of a scalar or a
 * vector {@code v}, and the rule is Adagrad's. {@code m} unless β is 0.
 *
 * @param rate γ, at least 0
 * @param momentum β, in [0, 1)
 * @param epsilon makes the root
 */
public record Sm3(Schedule rate, double momentum, Epsilon epsilon)
    implements UpdateRule, Published {
  private static final Paper PAPER =
      new Paper(
          "Anil, Gupta, Koren, Singer",
          2019,
          "Memory-efficient adaptive optimization",
          "arXiv 1901.11150");

  /** Checks the settings. */
  public Sm3 {
    Settings.checkRate("Sm3", rate);
    Settings.checkDecay("Sm3", "momentum", momentum);
  }

  /**
   * {@return the paper's: β .9, no ε, 0/0 counting as 0}
   *
   * @param rate γ
   */
  public static Sm3 withRate(double rate) {
    return new Sm3(Schedule.of(rate), 0.9, Epsilon.outside(0));
  }

  /**
   * {@return Optax's: β .9, ε 1e-8 inside the root}
   *
   * @param rate γ
   */
  public static Sm3 optax(double rate) {
    return new Sm3(Schedule.of(rate), 0.9, Epsilon.inside(1e-8));
  }

  /**
   * {@return this with another rate}
   *
   * @param schedule γ
   */
  public Sm3 withSchedule(Schedule schedule) {
    return new Sm3(schedule, momentum, epsilon);
  }

  @Override
  public Paper publication() {
    return PAPER;
  }

  @Override
  public Node update(Slots slots, Node gradient) {
    Node square = gradient.square();
    Node v =
        square.shape().rank() < 2
            ? slots.next("v", old -> old.plus(square))
            : covered(slots, square);
    Node scaled = gradient.dividedBy(epsilon.root(v));
    Node m =
        momentum == 0 ? scaled : slots.next("m", old -> ExponentialMean.of(old, scaled, momentum));
    return m.times(slots.at(rate)).negate();
  }

  private static Node covered(Slots slots, Node square) {
    int[] sizes = square.shape().toArray();
    Node least = along(slots, sizes, 0);
    for (int axis = 1; axis < sizes.length; axis++) {
      least = Ops.min(least, along(slots, sizes, axis));
    }
    Node v = least.plus(square);
    for (int axis = 0; axis < sizes.length; axis++) {
      int kept = axis;
      int[] others = IntStream.range(0, sizes.length).filter(i -> i != kept).toArray();
      slots.next("axis." + axis, Ops.zeros(sizes[axis]), old -> v.max(others));
    }
    return v;
  }

  /** The slot of an axis, of size 1 along the others. */
  private static Node along(Slots slots, int[] sizes, int axis) {
    int[] spread = IntStream.range(0, sizes.length).map(i -> i == axis ? sizes[i] : 1).toArray();
    return slots.last("axis." + axis, Ops.zeros(sizes[axis])).reshape(spread);
  }
}

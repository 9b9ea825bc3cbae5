package org.ladera.optim.rule;

import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.optim.Paper;
import org.ladera.optim.Published;
import org.ladera.optim.Schedule;
import org.ladera.optim.Settings;
import org.ladera.optim.Slots;
import org.ladera.optim.UpdateRule;

/**
 * Resilient propagation without backtracking, iRprop⁻: Riedmiller and Braun 1993; Igel and Hüsken
 * 2000. For full batches, since the sign of a noisy gradient says little.
 *
 * <pre>s ← min(s·η⁺, most)            where g·g' &gt; 0
 * s ← max(s·η⁻, least), g ← 0    where g·g' &lt; 0
 * θ ← θ - s sign(g)
 * g' ← g</pre>
 *
 * <p>Slots {@code size}: s, from γ of the first step; {@code gradient}: g', from 0. The rate counts
 * in the first step alone.
 *
 * @param rate γ, at least 0
 * @param shrink η⁻, in (0, 1)
 * @param grow η⁺, above 1
 * @param least the smallest size, at least 0
 * @param most the largest size
 */
public record Rprop(Schedule rate, double shrink, double grow, double least, double most)
    implements UpdateRule, Published {
  private static final Paper PAPER =
      new Paper(
          "Riedmiller, Braun",
          1993,
          "A direct adaptive method for faster backpropagation learning: the RPROP algorithm",
          "ICNN 1993, doi:10.1109/ICNN.1993.298623");

  /** Checks the settings. */
  public Rprop {
    Settings.checkRate("Rprop", rate);
    Settings.check(shrink > 0 && shrink < 1, "Rprop", "shrink must be in (0, 1)", shrink);
    Settings.check(
        grow > 1 && grow < Double.POSITIVE_INFINITY, "Rprop", "grow must be above 1", grow);
    Settings.checkNotNegative("Rprop", "least", least);
    Settings.check(most >= least, "Rprop", "most must be at least least, " + least, most);
  }

  /**
   * {@return PyTorch's: η .5 and 1.2, sizes from 1e-6 to 50}
   *
   * @param rate γ
   */
  public static Rprop withRate(double rate) {
    return new Rprop(Schedule.of(rate), 0.5, 1.2, 1e-6, 50);
  }

  /**
   * {@return this with another rate}
   *
   * @param schedule γ
   */
  public Rprop withSchedule(Schedule schedule) {
    return new Rprop(schedule, shrink, grow, least, most);
  }

  @Override
  public Paper publication() {
    return PAPER;
  }

  @Override
  public Node update(Slots slots, Node gradient) {
    Node first = Ops.onesLike(gradient).times(rate.at(Ops.constant(0)));
    Node agreement = gradient.times(slots.last("gradient"));
    Node zero = Ops.constant(0);
    Node turned = Ops.less(agreement, zero);
    Node size =
        slots.next(
            "size",
            first,
            old -> {
              Node larger = Ops.min(old.times(grow), Ops.constant(most));
              Node smaller = Ops.max(old.times(shrink), Ops.constant(least));
              Node kept = Ops.select(Ops.greater(agreement, zero), larger, old);
              return Ops.select(turned, smaller, kept);
            });
    Node counted =
        slots.next("gradient", old -> Ops.select(turned, Ops.zerosLike(gradient), gradient));
    return size.times(Ops.sign(counted)).negate();
  }
}

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
 * Adafactor, whose second moment of a matrix is kept as the means of its rows and columns: Shazeer
 * and Stern 2018, arXiv 1804.04235, algorithms 4 and 5.
 *
 * <pre>w = t^-p                                       β̂₂ₜ is 1 - w
 * R ← (1-w)R + w·mean of each row of q           q: the squares, made by the floor
 * C ← (1-w)C + w·mean of each column of q
 * V = R C / mean(R)                              of a vector: V ← (1-w)V + wq
 * U = g/√V
 * ρ = min(γ, 1/√t)                               γ itself, unless relative
 * θ ← θ - ρ max(ε₂, RMS(θ)) U / max(1, RMS(U)/d)</pre>
 *
 * <p>Rows and columns are those of the last two axes. Slots: {@code row} without the last axis and
 * {@code column} without the one before it, or {@code v} of the parameter's shape where it is not
 * factored. A decay, which PyTorch and Keras do before the step, is {@code DecoupledWeightDecay}
 * around this. Optax factors the two largest axes of parameters with more than two.
 *
 * @param rate γ, at least 0
 * @param power p, in (0, 1]
 * @param floor keeps from a division by zero
 * @param least ε₂, at least 0: a parameter counts as at least so large
 * @param clip d, positive
 * @param relative whether the rate is at most 1/√t
 * @param scaled whether the step is multiplied by max(ε₂, RMS(θ))
 * @param factoredFrom the size that the last two axes must have to be factored, at least 1
 */
public record Adafactor(
    Schedule rate,
    double power,
    AdafactorFloor floor,
    double least,
    double clip,
    boolean relative,
    boolean scaled,
    int factoredFrom)
    implements UpdateRule, Published {
  private static final Paper PAPER =
      new Paper(
          "Shazeer, Stern",
          2018,
          "Adafactor: adaptive learning rates with sublinear memory cost",
          "arXiv 1804.04235");

  /** Checks the settings. */
  public Adafactor {
    Settings.checkRate("Adafactor", rate);
    Settings.check(power > 0 && power <= 1, "Adafactor", "power must be in (0, 1]", power);
    Settings.checkNotNegative("Adafactor", "least", least);
    Settings.checkPositive("Adafactor", "clip", clip);
    Settings.check(factoredFrom >= 1, "Adafactor", "factoredFrom must be at least 1", factoredFrom);
  }

  private static Adafactor of(double rate, AdafactorFloor floor) {
    return new Adafactor(Schedule.of(rate), 0.8, floor, 1e-3, 1, true, true, 1);
  }

  /**
   * {@return PyTorch's}
   *
   * @param rate γ
   */
  public static Adafactor withRate(double rate) {
    return of(rate, AdafactorFloor.machine());
  }

  /** {@return γ .01, p .8, 1e-30 added to the squares, ε₂ .001, d 1: algorithm 6's values} */
  public static Adafactor paper() {
    return of(0.01, AdafactorFloor.added(1e-30));
  }

  /** {@return γ .01, p .8, floors of the machine epsilon, ε₂ .001, d 1} */
  public static Adafactor pytorch() {
    return withRate(0.01);
  }

  /** {@return the paper's with γ .001} */
  public static Adafactor keras() {
    return of(0.001, AdafactorFloor.added(1e-30));
  }

  /**
   * {@return the paper's, not relative, of matrices of 128 by 128 or more}
   *
   * @param rate γ
   */
  public static Adafactor optax(double rate) {
    return new Adafactor(
        Schedule.of(rate), 0.8, AdafactorFloor.added(1e-30), 1e-3, 1, false, true, 128);
  }

  /**
   * {@return this with another rate}
   *
   * @param schedule γ
   */
  public Adafactor withSchedule(Schedule schedule) {
    return new Adafactor(schedule, power, floor, least, clip, relative, scaled, factoredFrom);
  }

  @Override
  public Paper publication() {
    return PAPER;
  }

  @Override
  public Node update(Slots slots, Node gradient) {
    Node t = slots.step().plus(1);
    Node weight = t.pow(-power);
    Node q = floor.squares(gradient);
    Node moment =
        floor.moment(isFactored(q) ? factored(slots, q, weight) : whole(slots, q, weight));
    Node u = gradient.dividedBy(Ops.sqrt(moment));
    Node one = Ops.constant(1);
    Node excess = Ops.max(TrustRatio.rootMeanSquare(u).dividedBy(clip), one);
    Node gamma = slots.at(rate);
    Node rho = relative ? Ops.min(gamma, t.pow(-0.5)) : gamma;
    Node size = Ops.max(TrustRatio.rootMeanSquare(slots.parameter()), Ops.constant(least));
    return u.times((scaled ? size : one).times(rho).dividedBy(excess)).negate();
  }

  private boolean isFactored(Node q) {
    int rank = q.shape().rank();
    return rank >= 2 && Math.min(q.shape().get(rank - 1), q.shape().get(rank - 2)) >= factoredFrom;
  }

  private static Node whole(Slots slots, Node q, Node weight) {
    return slots.next("v", old -> towards(old, q, weight));
  }

  private Node factored(Slots slots, Node q, Node weight) {
    int[] sizes = q.shape().toArray();
    int[] rows = without(sizes, sizes.length - 1);
    int[] columns = without(sizes, sizes.length - 2);
    Node r = slots.next("row", Ops.zeros(rows), old -> towards(old, q.mean(-1), weight));
    Node c = slots.next("column", Ops.zeros(columns), old -> towards(old, q.mean(-2), weight));
    Node mean = floor.mean(r.mean(-1));
    Node divisor = mean.reshape(withOne(mean, mean.shape().rank()));
    // Where squares overflow, the columns alone say so, not the quotient of infinities.
    Node infinite = Ops.equal(divisor, Ops.constant(Double.POSITIVE_INFINITY));
    Node share = Ops.select(infinite, Ops.constant(1), r.dividedBy(divisor));
    return share
        .reshape(withOne(share, rows.length))
        .times(c.reshape(withOne(c, columns.length - 1)));
  }

  private static Node towards(Node old, Node value, Node weight) {
    return old.times(Ops.constant(1).minus(weight)).plus(value.times(weight));
  }

  private static int[] without(int[] sizes, int axis) {
    return IntStream.range(0, sizes.length).filter(i -> i != axis).map(i -> sizes[i]).toArray();
  }

  /** The sizes of a node with an axis of one more, at a position. */
  private static int[] withOne(Node node, int axis) {
    int[] sizes = node.shape().toArray();
    return IntStream.rangeClosed(0, sizes.length)
        .map(i -> i < axis ? sizes[i] : i == axis ? 1 : sizes[i - 1])
        .toArray();
  }
}

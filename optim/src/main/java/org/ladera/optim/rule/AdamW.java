package org.ladera.optim.rule;

import java.util.function.Predicate;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Parameter;
import org.ladera.optim.Schedule;
import org.ladera.optim.Settings;
import org.ladera.optim.Slots;
import org.ladera.optim.UpdateRule;

/**
 * Adam with decoupled weight decay: Loshchilov and Hutter 2017, arXiv 1711.05101, algorithm 2.
 *
 * <pre>θ ← θ - share·θ - (Adam's step),   share = γλ or ηλ</pre>
 *
 * <p>Slots: those of {@link Adam}. By the usual recipe biases and the gains of normalizations do
 * not decay: {@code AdamW.withRate(1e-3).decaying(p -> p.name().endsWith("weight"))}.
 *
 * @param adam the step
 * @param decay the share that is lost
 * @param decayed the parameters that decay
 */
public record AdamW(Adam adam, Decay decay, Predicate<Parameter> decayed) implements UpdateRule {
  private static AdamW all(Adam adam, Decay decay) {
    return new AdamW(adam, decay, parameter -> true);
  }

  /**
   * {@return PyTorch's: {@link Adam#withRate}, λ .01 times the rate}
   *
   * @param rate γ
   */
  public static AdamW withRate(double rate) {
    Settings.rate("AdamW", rate);
    return all(Adam.withRate(rate), Decay.timesRate(0.01));
  }

  /**
   * {@return the paper's, whose λ does not depend on the rate}
   *
   * @param rate the rate without its schedule, usually .001
   * @param decay λ
   * @param multiplier η, the schedule, which multiplies both; {@code Schedule.of(1)} for none
   */
  public static AdamW paper(double rate, double decay, Schedule multiplier) {
    Settings.rate("AdamW", rate);
    Settings.checkNotNegative("AdamW", "decay", decay);
    Schedule scheduled = step -> multiplier.at(step).times(rate);
    return all(Adam.paper().withSchedule(scheduled), Decay.timesSchedule(decay, multiplier));
  }

  /** {@return γ .001, λ .01 times the rate, ε 1e-8 outside the root} */
  public static AdamW pytorch() {
    return withRate(0.001);
  }

  /** {@return γ .001, λ .004 times the rate, ε 1e-7 added before the bias is corrected} */
  public static AdamW keras() {
    return all(Adam.keras(), Decay.timesRate(0.004));
  }

  /**
   * {@return λ 1e-4 times the rate, ε 1e-8 outside the root}
   *
   * @param rate γ
   */
  public static AdamW optax(double rate) {
    return withRate(rate).withDecay(1e-4);
  }

  /**
   * {@return this with another rate}
   *
   * @param schedule γ
   */
  public AdamW withSchedule(Schedule schedule) {
    return withAdam(adam.withSchedule(schedule));
  }

  /**
   * {@return this with another step}
   *
   * @param other the step
   */
  public AdamW withAdam(Adam other) {
    return new AdamW(other, decay, decayed);
  }

  /**
   * {@return this with λ times the rate}
   *
   * @param value λ
   */
  public AdamW withDecay(double value) {
    Settings.checkNotNegative("AdamW", "decay", value);
    return withDecay(Decay.timesRate(value));
  }

  /**
   * {@return this with another decay}
   *
   * @param other the share that is lost
   */
  public AdamW withDecay(Decay other) {
    return new AdamW(adam, other, decayed);
  }

  /**
   * {@return this with a decay of some parameters only}
   *
   * @param chosen which
   */
  public AdamW decaying(Predicate<Parameter> chosen) {
    return new AdamW(adam, decay, chosen);
  }

  @Override
  public Node update(Slots slots, Node gradient) {
    Node step = adam.update(slots, gradient);
    Node share = decay.share(slots.at(adam.rate()), slots.step());
    return decayed.test(slots.key()) ? step.minus(slots.parameter().times(share)) : step;
  }
}

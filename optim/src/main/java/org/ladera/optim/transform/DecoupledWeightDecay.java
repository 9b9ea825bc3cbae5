package org.ladera.optim.transform;

import java.util.function.Predicate;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Parameter;
import org.ladera.optim.Objective;
import org.ladera.optim.Optimizer;
import org.ladera.optim.Point;
import org.ladera.optim.Schedule;
import org.ladera.optim.Settings;
import org.ladera.optim.State;
import org.ladera.optim.rule.Decay;

/**
 * Decoupled weight decay around any optimizer, as {@link org.ladera.optim.rule.AdamW} has it around
 * Adam: Loshchilov and Hutter 2017, arXiv 1711.05101. PyTorch's {@code decoupled_weight_decay} of
 * NAdam and RAdam.
 *
 * <pre>θ ← (where the inner optimizer goes from θ) - share·θ</pre>
 *
 * @param inner the optimizer that does the rest
 * @param rate γ, which the share may follow; usually that of the inner optimizer
 * @param decay the share that is lost
 * @param decayed the parameters that decay
 */
public record DecoupledWeightDecay(
    Optimizer inner, Schedule rate, Decay decay, Predicate<Parameter> decayed)
    implements Optimizer {
  /** Checks the rate. */
  public DecoupledWeightDecay {
    Settings.checkRate("DecoupledWeightDecay", rate);
  }

  @Override
  public Point next(Objective objective, Point theta, State state) {
    Node share = decay.share(rate.at(state.step()), state.step());
    return inner
        .next(objective, theta, state)
        .map(
            (parameter, next) ->
                decayed.test(parameter) ? next.minus(theta.get(parameter).times(share)) : next);
  }
}

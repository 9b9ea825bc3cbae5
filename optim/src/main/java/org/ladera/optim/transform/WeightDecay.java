package org.ladera.optim.transform;

import java.util.function.Predicate;
import org.ladera.core.graph.Parameter;
import org.ladera.optim.Optimizer;
import org.ladera.optim.Point;
import org.ladera.optim.Settings;
import org.ladera.optim.State;

/**
 * Coupled weight decay, the gradient of (λ/2)‖θ‖² (Krogh and Hertz 1991), as {@code weight_decay}
 * of PyTorch's optimizers other than AdamW.
 *
 * <pre>g ← g + λθ</pre>
 *
 * @param inner the optimizer that gets the changed gradient
 * @param decay λ, at least 0
 * @param decayed the parameters that decay
 */
public record WeightDecay(Optimizer inner, double decay, Predicate<Parameter> decayed)
    implements GradientTransform {
  /** Checks the decay. */
  public WeightDecay {
    Settings.checkNotNegative("WeightDecay", "decay", decay);
  }

  /**
   * Decays all parameters.
   *
   * @param inner the optimizer that gets the changed gradient
   * @param decay λ, at least 0
   */
  public WeightDecay(Optimizer inner, double decay) {
    this(inner, decay, parameter -> true);
  }

  @Override
  public Point change(Point theta, Point gradient, State state) {
    return gradient.map(
        (parameter, g) -> decayed.test(parameter) ? g.plus(theta.get(parameter).times(decay)) : g);
  }
}

package org.ladera.optim.transform;

import java.util.function.Predicate;
import org.ladera.core.graph.Parameter;
import org.ladera.optim.Optimizer;
import org.ladera.optim.Paper;
import org.ladera.optim.Point;
import org.ladera.optim.Published;
import org.ladera.optim.State;

/**
 * Gradient centralization, which takes from the gradient of each output's weights their mean: Yong,
 * Huang, Hua, Zhang 2020, arXiv 2004.01461, equation 1.
 *
 * <pre>g ← g - mean(g)    over all axes but the output's</pre>
 *
 * <p>The output's axis is the last, as in a dense layer's {@code [in, out]}; Optax's is the first.
 *
 * @param inner the optimizer that gets the changed gradient
 * @param centralised the parameters whose gradient is; of these, vectors and scalars stay as they
 *     are
 */
public record Centralise(Optimizer inner, Predicate<Parameter> centralised)
    implements GradientTransform, Published {
  private static final Paper PAPER =
      new Paper(
          "Yong, Huang, Hua, Zhang",
          2020,
          "Gradient centralization: a new optimization technique for deep neural networks",
          "arXiv 2004.01461");

  /**
   * Centralizes all parameters of two axes and more.
   *
   * @param inner the optimizer that gets the changed gradient
   */
  public Centralise(Optimizer inner) {
    this(inner, parameter -> true);
  }

  @Override
  public Paper publication() {
    return PAPER;
  }

  @Override
  public Point change(Point theta, Point gradient, State state) {
    return gradient.map(
        (parameter, g) ->
            g.shape().rank() > 1 && g.shape().size() > 0 && centralised.test(parameter)
                ? g.minus(g.mean(Units.axes(g.shape())))
                : g);
  }
}

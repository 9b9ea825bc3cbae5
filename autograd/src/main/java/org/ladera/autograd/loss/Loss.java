package org.ladera.autograd.loss;

import java.util.function.Supplier;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Origin;

/**
 * What each example costs, and the cost of many: their mean or sum. A record or a lambda with the
 * one method {@link #each} is a loss.
 *
 * <p>Weights align with the entries of {@link #each} on the left: weights {@code [batch]} serve
 * entries {@code [batch, k]} too. They are floating numbers, integers, or bool: a mask, whose true
 * entries count. An entry of weight 0 adds 0 to the sum even if its loss is infinite or NaN.
 */
@FunctionalInterface
public interface Loss {
  /**
   * {@return the loss of each example, or of each entry: no reduction}
   *
   * @param prediction what the model says
   * @param target what is true
   */
  Node each(Node prediction, Node target);

  /**
   * {@return the name in graphs and errors, such as {@code squaredError}: by default that of the
   * class}
   */
  default String name() {
    return LossNames.of(getClass());
  }

  /**
   * {@return the mean: the sum, divided by the number of entries that {@link #each} returns}
   *
   * @param prediction what the model says
   * @param target what is true
   * @throws IllegalArgumentException if {@link #each} returns more entries than the prediction has
   */
  default Node mean(Node prediction, Node target) {
    return named(() -> Reduction.entries(this, prediction, target).mean());
  }

  /**
   * {@return the sum}
   *
   * @param prediction what the model says
   * @param target what is true
   * @throws IllegalArgumentException if {@link #each} returns more entries than the prediction has
   */
  default Node sum(Node prediction, Node target) {
    return named(() -> Reduction.entries(this, prediction, target).sum());
  }

  /**
   * {@return the weighted mean: the weighted sum, divided by the sum of the weights of all entries;
   * 0, with gradient 0, if that is 0}
   *
   * @param prediction what the model says
   * @param target what is true
   * @param weights numbers or a mask, aligned on the left
   * @throws IllegalArgumentException if {@link #each} returns more entries than the prediction has,
   *     or the weights do not align with them
   */
  default Node mean(Node prediction, Node target, Node weights) {
    return named(() -> Reduction.weightedMean(this, prediction, target, weights));
  }

  /**
   * {@return the weighted sum}
   *
   * @param prediction what the model says
   * @param target what is true
   * @param weights numbers or a mask, aligned on the left
   * @throws IllegalArgumentException if {@link #each} returns more entries than the prediction has,
   *     or the weights do not align with them
   */
  default Node sum(Node prediction, Node target, Node weights) {
    return named(() -> Reduction.weightedSum(this, prediction, target, weights));
  }

  private Node named(Supplier<Node> builder) {
    return Origin.region(name(), builder);
  }
}

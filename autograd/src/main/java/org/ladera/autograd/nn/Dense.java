package org.ladera.autograd.nn;

import org.jspecify.annotations.Nullable;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Parameter;
import org.ladera.core.type.Shape;

/**
 * x · weight + bias: {@code [..., in]} to {@code [..., units]}. Parameters {@code weight [in,
 * units]} and {@code bias [units]}.
 *
 * @param units the size of the last axis of the output
 * @param weight where the first weights come from
 * @param bias where the first biases come from, or null for none
 */
public record Dense(int units, Initializer weight, @Nullable Initializer bias) implements Layer {
  private static final Initializer WEIGHT = Initializers.glorotUniform();
  private static final Initializer BIAS = Initializers.zeros();

  /**
   * Checks the number of units.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public Dense {
    if (units <= 0) {
      throw new IllegalArgumentException("dense: units must be positive, got " + units);
    }
  }

  /**
   * A layer with weights of {@link Initializers#glorotUniform} and biases of zero.
   *
   * @param units the size of the last axis of the output
   */
  public Dense(int units) {
    this(units, WEIGHT, BIAS);
  }

  /**
   * {@return this layer with other first weights}
   *
   * @param weights where they come from
   */
  public Dense with(Initializer weights) {
    return new Dense(units, weights, bias);
  }

  /**
   * {@return this layer with other first biases}
   *
   * @param biases where they come from
   */
  public Dense withBias(Initializer biases) {
    return new Dense(units, weight, biases);
  }

  /** {@return this layer without a bias} */
  public Dense withoutBias() {
    return new Dense(units, weight, null);
  }

  @Override
  public Node apply(Scope scope, Node x) {
    int features = Features.of("dense", 1, "[..., features]", scope, x);
    Parameter matrix = scope.parameter("weight", Shape.of(features, units), weight);
    Node product = x.matmul(matrix);
    return bias == null ? product : product.plus(scope.parameter("bias", units, bias));
  }

  @Override
  public String toString() {
    String weights = weight.equals(WEIGHT) ? "" : ".with(" + weight + ")";
    String biases =
        bias == null ? ".withoutBias()" : bias.equals(BIAS) ? "" : ".withBias(" + bias + ")";
    return "dense(" + units + ")" + weights + biases;
  }
}

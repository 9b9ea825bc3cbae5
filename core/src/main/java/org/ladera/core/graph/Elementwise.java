package org.ladera.core.graph;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An op that computes each entry of its result from the entries of its inputs at the same place.
 * All inputs have the shape of the result.
 *
 * <p>Its Jacobian is diagonal, so one method serves every derivative: reverse mode calls {@link
 * #partial} with the gradient of the result, forward mode with the tangent of the input.
 */
public sealed interface Elementwise extends Op
    permits Add,
        Subtract,
        Multiply,
        Divide,
        Power,
        Maximum,
        Minimum,
        Negate,
        Abs,
        Sign,
        Floor,
        Round,
        Exp,
        Expm1,
        Log,
        Log1p,
        Sqrt,
        Sin,
        Cos,
        Tanh,
        Sigmoid,
        Erf,
        Less,
        LessEqual,
        Equal,
        And,
        Or,
        Not,
        Select,
        Cast {

  /**
   * {@return the partial derivative of the result with respect to an input, times a factor; null
   * where it is zero everywhere}
   *
   * @param input the position of the input
   * @param self the node of this op
   * @param factor what the derivative is multiplied by, of the shape of the result
   */
  @Nullable Node partial(int input, Node self, Node factor);

  @Override
  default List<@Nullable Node> gradient(Node self, Node gradient) {
    List<@Nullable Node> gradients = new ArrayList<>(self.inputs().size());
    for (int input = 0; input < self.inputs().size(); input++) {
      gradients.add(self.input(input).dtype().isFloating() ? partial(input, self, gradient) : null);
    }
    return gradients;
  }
}

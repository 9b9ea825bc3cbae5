package org.ladera.core.graph;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ladera.core.type.TensorType;

/**
 * What a node does to its inputs: a small value, one record a primitive. Records compare by value,
 * so that equal computations can be found; nodes compare by identity.
 *
 * <p>The set is closed, so that an exhaustive {@code switch} is the check-list of what a backend
 * must provide. {@link HostOp} is its one open member.
 */
public sealed interface Op
    permits Elementwise,
        Input,
        Constant,
        Literal,
        ReadVariable,
        Broadcast,
        Reshape,
        Permute,
        Slice,
        Pad,
        Concat,
        Gather,
        ScatterAdd,
        Sum,
        Max,
        Min,
        ArgMax,
        Matmul,
        RandomBits,
        StopGradient,
        CustomGradient,
        InRange,
        HostOp {

  /** {@return the name that the op is printed with} */
  default String name() {
    return Names.decapitalized(getClass().getSimpleName());
  }

  /**
   * {@return the type of the result}
   *
   * @param inputs the nodes that the op is applied to
   * @throws IllegalArgumentException if the op does not take them
   */
  TensorType type(List<Node> inputs);

  /**
   * {@return for each input, the gradient that flows to it, or null where none does}
   *
   * @param self the node of this op
   * @param gradient the gradient of the loss with respect to the node, of the node's type
   */
  List<@Nullable Node> gradient(Node self, Node gradient);
}

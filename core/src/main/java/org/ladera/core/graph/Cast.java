package org.ladera.core.graph;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ladera.core.type.DType;
import org.ladera.core.type.TensorType;

/**
 * The same values in another type: rounded to the nearest floating number, truncated towards zero
 * and saturated to integers (NaN gives 0; int64 to int32 too), bool as 0 and 1, and to bool as "is
 * not zero". Derivative: 1 between floating types, none otherwise.
 *
 * @param dtype the type of the result
 */
public record Cast(DType dtype) implements Elementwise {
  @Override
  public TensorType type(List<Node> inputs) {
    return inputs.getFirst().type().withDType(dtype);
  }

  @Override
  public @Nullable Node partial(int input, Node self, Node factor) {
    return dtype.isFloating() ? factor.cast(self.input(0).dtype()) : null;
  }
}

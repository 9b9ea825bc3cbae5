package org.ladera.core.backend.reference;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ladera.core.graph.HostOp;
import org.ladera.core.graph.Node;
import org.ladera.core.memory.ArrayTypes;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.TensorType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Calls of ops that only their own code can compute. */
final class HostCalls {
  private HostCalls() {}

  static Value of(HostOp op, Node self, List<Value> inputs) {
    List<INDArray> arrays = new ArrayList<>(inputs.size());
    for (int i = 0; i < inputs.size(); i++) {
      arrays.add(inputs.get(i).toHostArray(self.input(i).type()).toINDArray());
    }
    @Nullable INDArray result = op.run(arrays);
    if (result == null) {
      throw error(op, self, "null", null);
    }
    TensorType given;
    try {
      given = ArrayTypes.typeOf(result);
    } catch (IllegalArgumentException failure) {
      throw error(op, self, String.valueOf(result.dataType()), failure);
    }
    if (!given.equals(self.type().strong())) {
      throw error(op, self, given.toString(), null);
    }
    return Value.copyOf(HostArray.copyOf(result));
  }

  private static IllegalArgumentException error(
      HostOp op, Node self, String given, @Nullable Throwable cause) {
    String where = self.origin().describe();
    return new IllegalArgumentException(
        op.name()
            + ": run must return what type promised, "
            + self.type()
            + ", got "
            + given
            + (where.isEmpty() ? "" : " (" + where + ")"),
        cause);
  }
}

package org.ladera.core.backend.nd4j;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ladera.core.graph.HostOp;
import org.ladera.core.graph.Node;
import org.ladera.core.memory.ArrayTypes;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.TensorType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A call of a user's own op.
 *
 * @param op the op
 * @param node the node that it computes
 * @param arguments its inputs
 * @param output where its result is copied to
 */
record HostCall(HostOp op, Node node, List<INDArray> arguments, Block output) implements Step {
  static Step of(HostOp op, Node node, List<Operand> inputs, Block output) {
    List<INDArray> arguments = new ArrayList<>();
    for (Operand input : inputs) {
      TensorType type = new TensorType(input.dtype(), input.shape());
      arguments.add(
          input.block().length() == 0 ? HostArray.zeros(type).toINDArray() : input.array());
    }
    return new HostCall(op, node, List.copyOf(arguments), output);
  }

  @Override
  public void run() {
    @Nullable INDArray result = op.run(arguments);
    if (result == null) {
      throw error("null", null);
    }
    TensorType given;
    try {
      given = ArrayTypes.typeOf(result);
    } catch (IllegalArgumentException failure) {
      throw error(String.valueOf(result.dataType()), failure);
    }
    if (!given.equals(node.type().strong())) {
      throw error(given.toString(), null);
    }
    Host.load(HostArray.copyOf(result), output);
  }

  private IllegalArgumentException error(String given, @Nullable Throwable cause) {
    String where = node.origin().describe();
    return new IllegalArgumentException(
        op.name()
            + ": run must return what type promised, "
            + node.type()
            + ", got "
            + given
            + (where.isEmpty() ? "" : " (" + where + ")"),
        cause);
  }

  @Override
  public String how() {
    return "host " + op.name();
  }
}

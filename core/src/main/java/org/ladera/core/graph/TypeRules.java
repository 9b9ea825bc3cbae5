package org.ladera.core.graph;

import java.util.List;
import org.ladera.core.type.DType;
import org.ladera.core.type.TensorType;

/** The type rules that many ops share; each checks its inputs and gives the type of the result. */
final class TypeRules {
  private static final List<String> ROLES = List.of("left", "right");

  private TypeRules() {}

  /** Numbers of one type and shape in, the same out. */
  static TensorType numeric(Op op, List<Node> inputs) {
    TensorType type = same(op, inputs);
    if (type.dtype() == DType.BOOL) {
      throw error(op, "entries must be numbers; cast(FLOAT32) counts true as 1", inputs);
    }
    return type;
  }

  /** Floating-point numbers of one type and shape in, the same out. */
  static TensorType floating(Op op, List<Node> inputs) {
    TensorType type = same(op, inputs);
    if (!type.dtype().isFloating()) {
      throw error(op, "entries must be of a floating type; use cast(FLOAT32)", inputs);
    }
    return type;
  }

  /** Anything of one type and shape in, bool out. */
  static TensorType comparison(Op op, List<Node> inputs) {
    return same(op, inputs).withDType(DType.BOOL);
  }

  /** Bool of one shape in, bool out. */
  static TensorType logical(Op op, List<Node> inputs) {
    TensorType type = same(op, inputs);
    if (type.dtype() != DType.BOOL) {
      throw error(op, "entries must be bool", inputs);
    }
    return type;
  }

  /** All inputs of one type; weak only if all are. */
  static TensorType same(Op op, List<Node> inputs) {
    TensorType first = inputs.getFirst().type();
    boolean weak = true;
    for (Node input : inputs) {
      if (!input.shape().equals(first.shape()) || input.dtype() != first.dtype()) {
        throw error(op, "operands must have one type and shape", inputs);
      }
      weak &= input.type().weak();
    }
    return weak ? first : first.strong();
  }

  static RuntimeException error(Op op, String rule, List<Node> inputs) {
    return Names.error(op.name(), rule, ", ", inputs.size() == 1 ? List.of("x") : ROLES, inputs);
  }
}

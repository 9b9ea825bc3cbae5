package org.ladera.core.backend.cpu;

import java.util.List;
import org.ladera.core.backend.Computation;
import org.ladera.core.graph.Node;
import org.ladera.core.type.DType;
import org.ladera.core.type.TensorType;

/**
 * What a program takes and gives.
 *
 * @param name what the user knows it by
 * @param inputNames what the inputs are called
 * @param inputs the types of the inputs
 * @param outputs the types of the outputs
 */
record Signature(
    String name, List<String> inputNames, List<TensorType> inputs, List<TensorType> outputs) {
  /**
   * Whether the entries of an input can be read as they lie: there are some, and no bools, which
   * ND4J may have made of any byte that is not 0.
   */
  boolean isReadable(int port) {
    TensorType type = inputs.get(port);
    return type.dtype() != DType.BOOL && type.shape().size() > 0;
  }

  static Signature of(Computation computation) {
    return new Signature(
        computation.name(),
        computation.inputs().stream().map(node -> String.valueOf(node.name())).toList(),
        computation.inputs().stream().map(Node::type).toList(),
        computation.outputs().stream().map(Node::type).toList());
  }
}

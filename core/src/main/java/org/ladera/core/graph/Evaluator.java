package org.ladera.core.graph;

import java.util.ServiceLoader;
import org.ladera.core.memory.HostArray;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What {@link Node#eval} asks for a value: the machines stand behind the graph, not in it. */
public interface Evaluator {
  /**
   * {@return the value of a node that has no free inputs}
   *
   * @param node the node
   */
  INDArray evaluate(Node node);

  /**
   * {@return the value of a node that has no free inputs, in memory of Ladera's own}
   *
   * @param node the node
   */
  default HostArray memoryOf(Node node) {
    return HostArray.copyOf(evaluate(node));
  }

  /**
   * {@return the value of a node that has no free inputs, as {@link Node#eval}, in memory of
   * Ladera's own}
   *
   * @param node the node
   */
  static HostArray valueOf(Node node) {
    return Holder.INSTANCE.memoryOf(node);
  }

  /** The one evaluator of the class path, found at first use. */
  final class Holder {
    static final Evaluator INSTANCE =
        ServiceLoader.load(Evaluator.class)
            .findFirst()
            .orElseThrow(
                () -> new IllegalStateException("eval: no evaluator is on the class path"));

    private Holder() {}
  }
}

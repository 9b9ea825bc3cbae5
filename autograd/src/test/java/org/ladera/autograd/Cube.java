package org.ladera.autograd;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ladera.core.graph.HostOp;
import org.ladera.core.graph.Node;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.TensorType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** An op as a user would write it: x³, computed in Java. */
record Cube() implements HostOp {
  @Override
  public TensorType type(List<Node> inputs) {
    return inputs.getFirst().type();
  }

  @Override
  public INDArray run(List<INDArray> inputs) {
    HostArray x = HostArray.copyOf(inputs.getFirst());
    for (long i = 0; i < x.size(); i++) {
      x.setDouble(i, Math.pow(x.getDouble(i), 3));
    }
    return x.toINDArray();
  }

  @Override
  public List<@Nullable Node> gradient(Node self, Node gradient) {
    return List.of(gradient.times(self.input(0).square()).times(3));
  }
}

package org.ladera.autograd.fuzz;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ladera.core.graph.HostOp;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.TensorType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** An op of a stranger: the entries in reverse row-major order. */
record Reversed() implements HostOp {
  @Override
  public TensorType type(List<Node> inputs) {
    return inputs.getFirst().type().strong();
  }

  @Override
  public INDArray run(List<INDArray> inputs) {
    HostArray from = HostArray.copyOf(inputs.getFirst());
    HostArray to = HostArray.zeros(from.type());
    long size = from.size();
    for (long i = 0; i < size; i++) {
      if (from.type().dtype().isFloating()) {
        to.setDouble(size - 1 - i, from.getDouble(i));
      } else {
        to.setLong(size - 1 - i, from.getLong(i));
      }
    }
    return to.toINDArray();
  }

  @Override
  public List<@Nullable Node> gradient(Node self, Node gradient) {
    return List.of(Ops.host(this, gradient));
  }

  /** Where each of so many entries comes from. */
  static int[] places(int size) {
    int[] places = new int[size];
    Arrays.setAll(places, i -> size - 1 - i);
    return places;
  }
}

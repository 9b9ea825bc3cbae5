package org.ladera.core.graph;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ladera.core.type.TensorType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * An op of one's own that only Java or a library can compute: the open member of the set. It runs
 * on every backend as a call out of the program, and is never merged, dropped or reordered.
 *
 * <p>Implement it as a record. What existing ops can express is better written as a static method
 * from nodes to a node, which costs nothing and has every derivative.
 *
 * <p>It may run other programs in the thread that calls it. Meanwhile the outer run has the
 * variables that its program assigns or reads. So the inner one must not change what the outer one
 * only reads; if two threads need what the other one has, one of the runs fails. An op that waits
 * for another thread, which needs a variable of the outer program, waits for ever.
 */
public non-sealed interface HostOp extends Op {
  /** {@return the name of the class, or {@code hostOp} if it has none} */
  @Override
  default String name() {
    String name = getClass().getSimpleName();
    return name.isEmpty() ? "hostOp" : Names.decapitalized(name);
  }

  /**
   * {@return the result, a fresh array of the type that {@link #type} gave}
   *
   * @param inputs the values, dense and row-major, which must not be changed or kept
   */
  INDArray run(List<INDArray> inputs);

  /** {@return no gradient to any input, unless overridden} */
  @Override
  default List<@Nullable Node> gradient(Node self, Node gradient) {
    return Collections.nCopies(self.inputs().size(), null);
  }

  @Override
  TensorType type(List<Node> inputs);
}

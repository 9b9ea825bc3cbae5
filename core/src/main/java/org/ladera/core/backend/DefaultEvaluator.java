package org.ladera.core.backend;

import java.util.List;
import org.ladera.core.graph.Evaluator;
import org.ladera.core.graph.Node;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Evaluates single nodes on the backend in use. */
public final class DefaultEvaluator implements Evaluator {
  /** For {@link java.util.ServiceLoader}. */
  public DefaultEvaluator() {}

  @Override
  public INDArray evaluate(Node node) {
    Computation computation =
        new Computation("eval", List.of(), List.of(node), List.of(), List.of());
    try (Executable executable = Backends.current().compile(computation)) {
      return executable.run(List.of()).getFirst();
    }
  }
}

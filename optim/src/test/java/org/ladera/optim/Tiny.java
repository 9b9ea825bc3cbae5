package org.ladera.optim;

import java.util.Objects;
import java.util.function.Supplier;
import org.ladera.core.backend.Backends;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Parameter;
import org.ladera.core.graph.Variable;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A linear regression small enough to check by hand, and what tests need around it. */
final class Tiny {
  static final INDArray X = matrix(2, 1, 2, 3, 4);
  static final INDArray Y = vector(1, -1);

  final Parameter w =
      Parameter.of("w", HostArray.ofDoubles(DType.FLOAT64, Shape.of(2), 0.5, -0.25));
  final Parameter b = Parameter.of("b", HostArray.ofDoubles(DType.FLOAT64, Shape.scalar(), 0.1));

  static INDArray vector(double... values) {
    return HostArray.ofDoubles(DType.FLOAT64, Shape.of(values.length), values).toINDArray();
  }

  static INDArray matrix(int columns, double... values) {
    return HostArray.ofDoubles(DType.FLOAT64, Shape.of(values.length / columns, columns), values)
        .toINDArray();
  }

  static <T> T onReference(Supplier<T> action) {
    return Backends.using(Backends.named("reference"), action);
  }

  Node predicted(Node x) {
    return x.dot(w).plus(b);
  }

  /** The mean of the squared errors. */
  Node loss(Node x, Node y) {
    return predicted(x).minus(y).square().mean();
  }

  TrainingStep step(Optimizer optimizer) {
    return onReference(() -> TrainingStep.of(optimizer, this::loss));
  }

  /** A slot that must be there. */
  static Variable slot(TrainingStep step, String name) {
    return Objects.requireNonNull(step.slots().get(name), name);
  }

  /** The message of an error, which must have one. */
  static String message(Exception failure) {
    return Objects.requireNonNull(failure.getMessage());
  }

  static double[] values(Parameter parameter) {
    return HostArray.copyOf(parameter.value()).toDoubles();
  }

  /** All numbers, w before b. */
  double[] point() {
    double[] point = {values(w)[0], values(w)[1], values(b)[0]};
    return point;
  }
}

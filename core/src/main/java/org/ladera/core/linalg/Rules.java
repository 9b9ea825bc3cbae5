package org.ladera.core.linalg;

import org.ladera.core.graph.Node;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.Shape;
import org.ladera.core.type.ShapeException;
import org.ladera.core.type.TensorType;

/** What the functions demand of their matrices, and the errors that say so. */
final class Rules {
  private Rules() {}

  static void matrix(String operation, Node a) {
    if (!a.dtype().isFloating()) {
      throw new ShapeException(
          operation, "entries must be of a floating type; use cast(FLOAT64)", a.type().toString());
    }
    if (a.shape().rank() != 2) {
      throw new ShapeException(operation, "a matrix of two axes is needed", a.type().toString());
    }
  }

  static void square(String operation, Node a) {
    matrix(operation, a);
    if (a.shape().get(0) != a.shape().get(1)) {
      throw new ShapeException(operation, "the matrix must be square", a.type().toString());
    }
  }

  /** The rules of {@code A X = B}. */
  static void equations(String operation, Node a, Node b) {
    square(operation, a);
    int rank = b.shape().rank();
    if ((rank != 1 && rank != 2) || b.shape().get(0) != a.shape().get(0)) {
      throw new ShapeException(
          operation,
          "the right side must be a vector or a matrix with as many rows as the left",
          a.type() + ", " + b.type());
    }
    if (a.dtype() != b.dtype()) {
      throw new ShapeException(operation, "types must agree; use cast", a.type() + ", " + b.type());
    }
  }

  static void finite(String operation, HostArray a) {
    long index = a.firstNonFinite();
    if (index >= 0) {
      Shape shape = a.type().shape();
      long columns = shape.last();
      throw new IllegalArgumentException(
          "%s: entries must be finite, got %s at [%d, %d] of %s"
              .formatted(
                  operation, a.getDouble(index), index / columns, index % columns, a.type()));
    }
  }

  static void converged(String operation, int failed, TensorType type) {
    if (failed > 0) {
      throw new IllegalStateException(
          "%s: LAPACK did not converge (info %d) on finite entries of %s"
              .formatted(operation, failed, type));
    }
  }

  static IllegalArgumentException error(
      String operation, String rule, TensorType type, String where, String remedy) {
    return new IllegalArgumentException(
        operation + ": " + rule + ", got " + type + " " + where + "; " + remedy);
  }
}

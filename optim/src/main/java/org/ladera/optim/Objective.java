package org.ladera.optim;

import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.ladera.core.graph.Node;

/**
 * What is minimized: a function of the parameters that can be asked anywhere, any number of times.
 */
public interface Objective {
  /**
   * {@return the value at a point, a scalar}
   *
   * @param point where
   */
  Node valueAt(Point point);

  /**
   * {@return the gradient at a point}
   *
   * @param point where
   */
  Point gradientAt(Point point);

  /**
   * {@return the Hessian at a point times a vector: the derivative of the gradient along it, for
   * about two gradients' work (Pearlmutter 1994, Neural Computation 6(1))}
   *
   * @param point where
   * @param vector of the same parameters; the product's own derivatives reach it
   */
  default Point hessianTimes(Point point, Point vector) {
    return DirectionalDerivative.of(gradientAt(point), point, vector);
  }

  /**
   * {@return this objective with gradients that a function has changed: clipped, decayed, ...}
   *
   * @param change from a gradient to the one that the optimizer sees
   */
  default Objective withGradient(UnaryOperator<Point> change) {
    return withGradientAt((point, gradient) -> change.apply(gradient));
  }

  /**
   * {@return this objective with gradients that a function of the point has changed; its value and
   * Hessian stay}
   *
   * @param change from the point and the gradient there to the one that the optimizer sees
   */
  default Objective withGradientAt(BinaryOperator<Point> change) {
    Objective inner = this;
    return new Objective() {
      @Override
      public Node valueAt(Point point) {
        return inner.valueAt(point);
      }

      @Override
      public Point gradientAt(Point point) {
        return change.apply(point, inner.gradientAt(point));
      }

      @Override
      public Point hessianTimes(Point point, Point vector) {
        return inner.hessianTimes(point, vector);
      }
    };
  }
}

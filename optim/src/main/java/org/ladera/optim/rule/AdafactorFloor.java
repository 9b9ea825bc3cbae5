package org.ladera.optim.rule;

import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.type.DType;
import org.ladera.optim.Settings;

/**
 * What keeps {@link Adafactor} from a division by zero.
 *
 * <table>
 * <caption>ε₁ in the squares q, in the mean of the rows' means and in V</caption>
 * <tr><th>form</th><th>q</th><th>mean</th><th>V</th><th>who</th></tr>
 * <tr><th>{@link #added added}</th><td>g² + ε₁</td><td></td><td></td><td>the paper, Keras,
 * Optax</td></tr>
 * <tr><th>{@link #floors floors}</th><td>g²</td><td>at least ε₁</td><td>at least ε₁²</td><td>PyTorch</td></tr>
 * </table>
 */
public sealed interface AdafactorFloor {
  /**
   * {@return ε₁ added to the squares}
   *
   * @param value ε₁, positive
   */
  static AdafactorFloor added(double value) {
    return new Added(value);
  }

  /**
   * {@return ε₁ and ε₁² as floors of means and moments}
   *
   * @param value ε₁, positive
   */
  static AdafactorFloor floors(double value) {
    return new Floors(value);
  }

  /** {@return floors with the machine epsilon of the parameter's type} */
  static AdafactorFloor machine() {
    return new Machine();
  }

  /**
   * {@return q, of the gradient's shape}
   *
   * @param gradient the gradient
   */
  Node squares(Node gradient);

  /**
   * {@return the mean of the rows' means, kept from 0}
   *
   * @param mean the mean
   */
  Node mean(Node mean);

  /**
   * {@return the second moment, kept from 0}
   *
   * @param moment V
   */
  Node moment(Node moment);

  /**
   * ε₁ added to the squares.
   *
   * @param value ε₁
   */
  record Added(double value) implements AdafactorFloor {
    /** Checks the value. */
    public Added {
      Settings.checkPositive("AdafactorFloor", "value", value);
    }

    @Override
    public Node squares(Node gradient) {
      return gradient.square().plus(value);
    }

    @Override
    public Node mean(Node mean) {
      return mean;
    }

    @Override
    public Node moment(Node moment) {
      return moment;
    }
  }

  /**
   * Floors of means and moments.
   *
   * @param value ε₁
   */
  record Floors(double value) implements AdafactorFloor {
    /** Checks the value. */
    public Floors {
      Settings.checkPositive("AdafactorFloor", "value", value);
    }

    @Override
    public Node squares(Node gradient) {
      return gradient.square();
    }

    @Override
    public Node mean(Node mean) {
      return Ops.max(mean, Ops.constant(value));
    }

    @Override
    public Node moment(Node moment) {
      return Ops.max(moment, Ops.constant(value * value));
    }
  }

  /** Floors with the machine epsilon of the parameter's type. */
  record Machine() implements AdafactorFloor {
    private static Floors of(Node node) {
      return new Floors(node.dtype() == DType.FLOAT64 ? Math.ulp(1.0) : Math.ulp(1f));
    }

    @Override
    public Node squares(Node gradient) {
      return gradient.square();
    }

    @Override
    public Node mean(Node mean) {
      return of(mean).mean(mean);
    }

    @Override
    public Node moment(Node moment) {
      return of(moment).moment(moment);
    }
  }
}

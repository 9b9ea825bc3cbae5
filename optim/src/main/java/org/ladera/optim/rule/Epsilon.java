package org.ladera.optim.rule;

import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.optim.Settings;

/**
 * Where the small number stands that keeps a quotient from a division by zero. With the value 0 a
 * divisor of 0 counts as 1, so that 0/0 is 0 and not NaN.
 *
 * <table>
 * <caption>The divisor made of a mean of squares s, where c is its bias correction</caption>
 * <tr><th>{@link #outside outside}</th><td>√s + ε</td><td>Adam's algorithm 1, PyTorch, Optax's eps</td></tr>
 * <tr><th>{@link #inside(double) inside}</th><td>√(s + ε)</td><td>the lecture's Adagrad, Adadelta and
 * RMSprop</td></tr>
 * <tr><th>{@link #inside(double, double) both}</th><td>√(s + ε₁) + ε₂</td><td>Optax's eps_root and
 * eps</td></tr>
 * <tr><th>{@link #hat hat}</th><td>√s + ε/√c</td><td>Adam's "efficient order" (its section 2), Keras,
 * PyTorch before 2019</td></tr>
 * </table>
 */
public sealed interface Epsilon {
  /**
   * {@return √s + ε}
   *
   * @param value ε, at least 0
   */
  static Epsilon outside(double value) {
    return new Outside(value);
  }

  /**
   * {@return √(s + ε)}
   *
   * @param value ε, at least 0
   */
  static Epsilon inside(double value) {
    return new Inside(value, 0);
  }

  /**
   * {@return √(s + ε₁) + ε₂}
   *
   * @param value ε₁, at least 0
   * @param outside ε₂, at least 0
   */
  static Epsilon inside(double value, double outside) {
    return new Inside(value, outside);
  }

  /**
   * {@return √s + ε/√c: what is added to the root before its bias is corrected}
   *
   * @param value ε, at least 0
   */
  static Epsilon hat(double value) {
    return new Hat(value);
  }

  /** {@return whether there is no small number at all} */
  boolean isZero();

  /**
   * {@return what is measured, with the part of ε that is added before it is accumulated or rooted}
   *
   * @param measure not negative
   */
  Node within(Node measure);

  /**
   * {@return a divisor, with the part of ε that is added to it}
   *
   * @param divisor not negative
   * @param correction the bias correction of what it was made of
   */
  Node beside(Node divisor, Node correction);

  /**
   * {@return the divisor made of a mean of squares whose bias is corrected}
   *
   * @param square the mean of squares, not negative
   * @param correction its bias correction, by which it was divided
   */
  default Node root(Node square, Node correction) {
    return isZero() ? Ops.sqrt(oneForZero(square)) : beside(Ops.sqrt(within(square)), correction);
  }

  /**
   * {@return the divisor made of a sum or mean of squares that needs no bias correction}
   *
   * @param square not negative
   */
  default Node root(Node square) {
    return root(square, Ops.constant(1));
  }

  private static Node oneForZero(Node divisor) {
    return Ops.select(Ops.greater(divisor, Ops.constant(0)), divisor, Ops.constant(1));
  }

  /**
   * √s + ε.
   *
   * @param value ε
   */
  record Outside(double value) implements Epsilon {
    /** Checks the value. */
    public Outside {
      Settings.checkNotNegative("Epsilon", "value", value);
    }

    @Override
    public boolean isZero() {
      return value == 0;
    }

    @Override
    public Node within(Node measure) {
      return measure;
    }

    @Override
    public Node beside(Node divisor, Node correction) {
      return isZero() ? oneForZero(divisor) : divisor.plus(value);
    }
  }

  /**
   * √(s + ε₁) + ε₂.
   *
   * @param value ε₁
   * @param outside ε₂
   */
  record Inside(double value, double outside) implements Epsilon {
    /** Checks the values. */
    public Inside {
      Settings.checkNotNegative("Epsilon", "value", value);
      Settings.checkNotNegative("Epsilon", "outside", outside);
    }

    @Override
    public boolean isZero() {
      return value == 0 && outside == 0;
    }

    @Override
    public Node within(Node measure) {
      return measure.plus(value);
    }

    @Override
    public Node beside(Node divisor, Node correction) {
      if (isZero()) {
        return oneForZero(divisor);
      }
      return outside == 0 ? divisor : divisor.plus(outside);
    }
  }

  /**
   * √s + ε/√c.
   *
   * @param value ε
   */
  record Hat(double value) implements Epsilon {
    /** Checks the value. */
    public Hat {
      Settings.checkNotNegative("Epsilon", "value", value);
    }

    @Override
    public boolean isZero() {
      return value == 0;
    }

    @Override
    public Node within(Node measure) {
      return measure;
    }

    @Override
    public Node beside(Node divisor, Node correction) {
      return isZero()
          ? oneForZero(divisor)
          : divisor.plus(Ops.constant(value).dividedBy(Ops.sqrt(correction)));
    }
  }
}

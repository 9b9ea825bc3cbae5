package org.ladera.autograd.fuzz;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.ladera.autograd.fuzz.Bound.Reals;
import org.ladera.core.type.DType;

/**
 * Bounds of ops that IEEE 754 rounds correctly: exact where the operands are known. Where they are
 * not, an op that is monotone in each operand takes its extremes at the corners, and rounding keeps
 * their order.
 */
final class ArithmeticBounds {
  private final Accuracy accuracy;

  ArithmeticBounds(Accuracy accuracy) {
    this.accuracy = accuracy;
  }

  /** An op that is monotone in both operands, for each sign of the other. */
  Reals binary(Reals result, Reals a, Reals b, DoubleBinaryOperator op) {
    for (int i = 0; i < result.value().length; i++) {
      if (!isSettled(result, i, a, b)) {
        corners(result, i, a, b, op);
      }
    }
    return result;
  }

  /** The quotient, which has no bound where the divisor may be zero. */
  Reals divide(Reals result, Reals a, Reals b) {
    for (int i = 0; i < result.value().length; i++) {
      if (isSettled(result, i, a, b)) {
        continue;
      }
      boolean awayFromZero = b.low()[i] > 0 || b.high()[i] < 0;
      if (awayFromZero || b.isKnown(i)) {
        corners(result, i, a, b, (x, y) -> x / y);
      } else {
        result.open(i);
      }
    }
    return result;
  }

  /** An op whose result is one of its operands, or exact for another reason: never rounded. */
  static Reals exact(Reals result, Reals a, Reals b, DoubleBinaryOperator op) {
    for (int i = 0; i < result.value().length; i++) {
      if (!isPlain(result, i, a, b)) {
        result.set(
            i,
            op.applyAsDouble(a.low()[i], b.low()[i]),
            op.applyAsDouble(a.high()[i], b.high()[i]));
      }
    }
    return result;
  }

  /** An exact op of one operand, which keeps order or, as the negative, turns it around. */
  static Reals monotone(Reals result, Reals x, DoubleUnaryOperator op) {
    for (int i = 0; i < result.value().length; i++) {
      if (!isPlain(result, i, x, x)) {
        double first = op.applyAsDouble(x.low()[i]);
        double second = op.applyAsDouble(x.high()[i]);
        result.set(i, Math.min(first, second), Math.max(first, second));
      }
    }
    return result;
  }

  /** The magnitude. */
  static Reals abs(Reals result, Reals x) {
    for (int i = 0; i < result.value().length; i++) {
      if (!isPlain(result, i, x, x)) {
        boolean overZero = x.low()[i] <= 0 && x.high()[i] >= 0;
        double least = Math.min(Math.abs(x.low()[i]), Math.abs(x.high()[i]));
        result.set(i, overZero ? 0 : least, x.size(i));
      }
    }
    return result;
  }

  /** The square root, correctly rounded. */
  Reals sqrt(Reals result, Reals x) {
    DType dtype = result.type().dtype();
    for (int i = 0; i < result.value().length; i++) {
      if (isSettled(result, i, x, x)) {
        continue;
      }
      if (x.high()[i] < 0) {
        result.set(i, Double.NaN, Double.NaN);
      } else if (x.low()[i] < 0) {
        result.open(i);
      } else {
        result.set(
            i,
            Rounding.round(Math.sqrt(x.low()[i]), dtype),
            Rounding.round(Math.sqrt(x.high()[i]), dtype));
        relax(result, i);
      }
    }
    return result;
  }

  private void corners(Reals result, int i, Reals a, Reals b, DoubleBinaryOperator op) {
    double first = op.applyAsDouble(a.low()[i], b.low()[i]);
    double second = op.applyAsDouble(a.low()[i], b.high()[i]);
    double third = op.applyAsDouble(a.high()[i], b.low()[i]);
    double fourth = op.applyAsDouble(a.high()[i], b.high()[i]);
    DType dtype = result.type().dtype();
    double least = Math.min(Math.min(first, second), Math.min(third, fourth));
    double greatest = Math.max(Math.max(first, second), Math.max(third, fourth));
    result.set(i, Rounding.round(least, dtype), Rounding.round(greatest, dtype));
    relax(result, i);
  }

  /** Whether the entry follows without looking at intervals; if so it is set. */
  private boolean isSettled(Reals result, int i, Reals a, Reals b) {
    if (!isPlain(result, i, a, b)) {
      return false;
    }
    relax(result, i);
    return true;
  }

  private static boolean isPlain(Reals result, int i, Reals a, Reals b) {
    if (a.isKnown(i) && b.isKnown(i)) {
      result.close(i);
      return true;
    }
    if (a.isNaN(i) || b.isNaN(i)) {
      result.close(i);
      return true;
    }
    if (a.isOpen(i) || b.isOpen(i)) {
      result.open(i);
      return true;
    }
    return false;
  }

  /** For a backend that replaces formulas, what is exact has the tolerance of a function too. */
  private void relax(Reals result, int i) {
    if (accuracy.isKeepingForm() || result.isNaN(i) || result.isOpen(i)) {
      return;
    }
    DType dtype = result.type().dtype();
    double least = Rounding.below(result.low()[i], accuracy.ulps(), 0, dtype);
    double greatest = Rounding.above(result.high()[i], accuracy.ulps(), 0, dtype);
    boolean mayOverflow = Double.isInfinite(least) || Double.isInfinite(greatest);
    if (mayOverflow) {
      result.open(i);
    } else if (result.value()[i] != 0 || !result.isKnown(i)) {
      result.set(i, least, greatest);
    }
  }
}

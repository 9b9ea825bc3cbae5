package org.ladera.autograd.fuzz;

import java.util.function.DoubleUnaryOperator;
import org.ladera.autograd.fuzz.Bound.Reals;
import org.ladera.core.graph.Op;
import org.ladera.core.type.DType;

/** Bounds of transcendental functions, which a backend may compute some units off. */
final class FunctionBounds {
  private final Accuracy accuracy;

  FunctionBounds(Accuracy accuracy) {
    this.accuracy = accuracy;
  }

  /**
   * An increasing function.
   *
   * @param least the least value that it takes, which no error may pass
   * @param greatest the greatest
   */
  Reals increasing(
      Op op, Reals result, Reals x, DoubleUnaryOperator function, double least, double greatest) {
    for (int i = 0; i < result.value().length; i++) {
      if (!isPlain(result, i, x)) {
        double low = function.applyAsDouble(x.low()[i]);
        double high = function.applyAsDouble(x.high()[i]);
        widen(op, result, i, low, high, least, greatest);
      }
    }
    return result;
  }

  /** A function into -1..1 that is nowhere steeper than a given slope. */
  Reals limited(Op op, Reals result, Reals x, double slope) {
    for (int i = 0; i < result.value().length; i++) {
      if (isPlain(result, i, x)) {
        continue;
      }
      double value = result.value()[i];
      double reach =
          Math.max(x.high()[i] - x.value()[i], x.value()[i] - x.low()[i]) * slope * (1 + 1e-9);
      if (Double.isNaN(value) || Double.isInfinite(reach)) {
        result.open(i);
      } else {
        widen(op, result, i, value - reach, value + reach, -1, 1);
      }
    }
    return result;
  }

  /** The power, bounded for a positive base; else only where both operands are known. */
  Reals power(Op op, Reals result, Reals base, Reals exponent) {
    for (int i = 0; i < result.value().length; i++) {
      double value = result.value()[i];
      if (base.isKnown(i) && exponent.isKnown(i)) {
        boolean isExact =
            isSpecial(base.value()[i]) || isSpecial(exponent.value()[i]) || !Double.isFinite(value);
        if (isExact) {
          result.close(i);
        } else {
          double limit = Double.POSITIVE_INFINITY;
          widen(op, result, i, value, value, base.value()[i] > 0 ? 0 : -limit, limit);
        }
      } else if (base.low()[i] > 0 && !base.isOpen(i) && !exponent.isOpen(i)) {
        positive(op, result, i, base, exponent);
      } else {
        result.open(i);
      }
    }
    return result;
  }

  private static boolean isSpecial(double x) {
    return x == 0 || x == 1 || !Double.isFinite(x);
  }

  private void positive(Op op, Reals result, int i, Reals base, Reals exponent) {
    double first = Math.pow(base.low()[i], exponent.low()[i]);
    double second = Math.pow(base.low()[i], exponent.high()[i]);
    double third = Math.pow(base.high()[i], exponent.low()[i]);
    double fourth = Math.pow(base.high()[i], exponent.high()[i]);
    double least = Math.min(Math.min(first, second), Math.min(third, fourth));
    double greatest = Math.max(Math.max(first, second), Math.max(third, fourth));
    widen(op, result, i, least, greatest, 0, Double.POSITIVE_INFINITY);
  }

  private void widen(
      Op op, Reals result, int i, double low, double high, double least, double greatest) {
    DType dtype = result.type().dtype();
    // One unit is the reference's own.
    double ulps = accuracy.ulps() + 1;
    double absolute = accuracy.absolute(op, dtype);
    if (Double.isNaN(high)) {
      // The whole interval lies outside the domain.
      result.close(i);
      return;
    }
    if (Double.isNaN(low)) {
      result.open(i);
      return;
    }
    double from = Math.max(least, Rounding.below(low, ulps, absolute, dtype));
    double to = Math.min(greatest, Rounding.above(high, ulps, absolute, dtype));
    boolean mayOverflow =
        Double.isInfinite(Rounding.round(high, dtype)) && !accuracy.isKeepingForm();
    if (mayOverflow) {
      result.open(i);
    } else {
      result.set(i, from, to);
    }
  }

  private static boolean isPlain(Reals result, int i, Reals x) {
    double value = result.value()[i];
    if (x.isNaN(i)) {
      result.close(i);
      return true;
    }
    if (x.isOpen(i)) {
      result.open(i);
      return true;
    }
    if (x.isKnown(i)) {
      double argument = x.value()[i];
      boolean isFixed = argument == 0 && value == 0;
      if (isFixed || Double.isInfinite(argument) || Double.isNaN(value)) {
        result.close(i);
        return true;
      }
    }
    return false;
  }
}

package org.ladera.autograd.fuzz;

import org.ladera.autograd.fuzz.Bound.Reals;
import org.ladera.core.type.DType;

/**
 * The bound of a sum in any order. Of known terms with the sum s and the magnitude M = Σ|x|, it is
 * off by no more than c u M + u |s|, where u is half a unit in the last place and c a number of
 * roundings. Terms that are not known add what they may be off.
 */
final class Total {
  private final DType dtype;
  private double magnitude;
  private double under;
  private double over;
  private int nonzero;
  private boolean isKnown;
  private boolean isWhole;
  private boolean hasNaN;
  private boolean isOpen;
  private boolean hasPositiveInfinity;
  private boolean hasNegativeInfinity;

  Total(DType dtype) {
    this.dtype = dtype;
    clear();
  }

  /** Begins a sum of no terms. */
  void clear() {
    magnitude = 0;
    under = 0;
    over = 0;
    nonzero = 0;
    isKnown = true;
    isWhole = true;
    hasNaN = false;
    isOpen = false;
    hasPositiveInfinity = false;
    hasNegativeInfinity = false;
  }

  /** One more term, with the least and the greatest that it may be. */
  void add(double value, double low, double high) {
    if (Double.isNaN(low)) {
      hasNaN = true;
    } else if (low == high) {
      addKnown(low);
    } else if (Double.isInfinite(low) || Double.isInfinite(high)) {
      isOpen = true;
    } else {
      isKnown = false;
      magnitude += Math.max(Math.abs(low), Math.abs(high));
      under += value - low;
      over += high - value;
    }
  }

  private void addKnown(double value) {
    if (value == Double.POSITIVE_INFINITY) {
      hasPositiveInfinity = true;
    } else if (value == Double.NEGATIVE_INFINITY) {
      hasNegativeInfinity = true;
    } else {
      magnitude += Math.abs(value);
      nonzero += value == 0 ? 0 : 1;
      isWhole = isWhole && value == Math.rint(value);
    }
  }

  /**
   * Sets the bound of the sum.
   *
   * @param roundings how many roundings a term may meet
   */
  void finish(Reals result, int entry, double roundings) {
    double value = result.value()[entry];
    // Beyond this a partial sum, taken in another order, may overflow.
    boolean isLarge = magnitude * 1.01 + over + under >= Rounding.largest(dtype);
    boolean isInfinite = hasPositiveInfinity || hasNegativeInfinity;
    if (hasNaN || (hasPositiveInfinity && hasNegativeInfinity)) {
      result.low()[entry] = value;
      result.high()[entry] = value;
    } else if (isOpen || isLarge || Double.isNaN(value)) {
      result.open(entry);
    } else if (isInfinite || isExact()) {
      result.close(entry);
    } else {
      double unit = Rounding.unit(dtype);
      double slack = roundings * unit * magnitude + unit * Math.abs(value);
      result.set(
          entry,
          Rounding.below(value - under * (1 + 1e-9) - slack, 1, 0, dtype),
          Rounding.above(value + over * (1 + 1e-9) + slack, 1, 0, dtype));
    }
  }

  /** One term beside zeros is not rounded, nor are whole numbers that stay small enough. */
  private boolean isExact() {
    return isKnown && (nonzero <= 1 || (isWhole && magnitude * Rounding.unit(dtype) <= 1));
  }
}

package org.ladera.autograd.fuzz;

import java.util.Arrays;
import org.ladera.autograd.fuzz.Bound.Reals;
import org.ladera.core.graph.Node;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;

/** Bounds of matrix products, whose sums a library takes in an order of its own. */
final class ProductBounds {
  private final Node self;
  private final Reals a;
  private final Reals b;
  private final Reals result;
  private final DType dtype;
  private final int inner;
  private final double roundings;
  private final int columns;

  private ProductBounds(Node self, HostArray value, Reals a, Reals b) {
    this.self = self;
    this.a = a;
    this.b = b;
    this.result = Reals.around(value.type(), value.toDoubles());
    this.dtype = value.type().dtype();
    this.inner = self.input(0).shape().last();
    this.roundings = Accuracy.roundingsOfProduct(inner);
    this.columns = self.shape().last();
  }

  static Bound of(Node self, HostArray value, Reals a, Reals b) {
    return new ProductBounds(self, value, a, b).of();
  }

  private Bound of() {
    double[] sizesA = sizes(a);
    double[] sizesB = sizes(b);
    int rows = self.shape().get(-2);
    int allRows = columns == 0 ? 0 : result.value().length / columns;
    double[] magnitudes = new double[columns];
    double[] knowns = new double[columns];
    for (int row = 0; row < allRows; row++) {
      int first = row / rows * inner * columns;
      Arrays.fill(magnitudes, 0);
      Arrays.fill(knowns, 0);
      for (int k = 0; k < inner; k++) {
        double size = sizesA[row * inner + k];
        double value = Math.abs(a.value()[row * inner + k]);
        int from = first + k * columns;
        for (int column = 0; column < columns; column++) {
          magnitudes[column] += size * sizesB[from + column];
          knowns[column] += value * Math.abs(b.value()[from + column]);
        }
      }
      for (int column = 0; column < columns; column++) {
        bound(row, column, first, magnitudes[column], knowns[column]);
      }
    }
    return result.settled();
  }

  /** Magnitudes and what they may be off; NaN where that is not finite. */
  private static double[] sizes(Reals x) {
    double[] sizes = new double[x.value().length];
    for (int i = 0; i < sizes.length; i++) {
      double value = x.value()[i];
      double size = Math.abs(value) + Math.max(x.high()[i] - value, value - x.low()[i]);
      sizes[i] = Double.isInfinite(size) ? Double.NaN : size;
    }
    return sizes;
  }

  private void bound(int row, int column, int first, double magnitude, double known) {
    int entry = row * columns + column;
    double value = result.value()[entry];
    if (Double.isNaN(magnitude) || magnitude * 1.01 >= Rounding.largest(dtype)) {
      termByTerm(row, column, first);
      return;
    }
    if (magnitude == 0) {
      result.close(entry);
      return;
    }
    double unit = Rounding.unit(dtype);
    double isOff = a.isExact() && b.isExact() ? 0 : magnitude - known + 4e-16 * inner * magnitude;
    double slack =
        isOff
            + roundings * unit * magnitude
            + unit * Math.abs(value)
            + inner * Rounding.smallest(dtype);
    result.set(
        entry,
        Rounding.below(value - slack, 1, 0, dtype),
        Rounding.above(value + slack, 1, 0, dtype));
  }

  /** Where not all is finite. */
  private void termByTerm(int row, int column, int first) {
    Total total = new Total(dtype);
    for (int k = 0; k < inner; k++) {
      int left = row * inner + k;
      int right = first + k * columns + column;
      double product = a.value()[left] * b.value()[right];
      // An infinite product of finite factors is none in a fused multiplication and addition.
      boolean overflows =
          Double.isInfinite(product)
              && Double.isFinite(a.value()[left])
              && Double.isFinite(b.value()[right]);
      boolean isKnown = a.isKnown(left) && b.isKnown(right) && !overflows;
      boolean isNaN = a.isNaN(left) || b.isNaN(right);
      if (isKnown || isNaN) {
        total.add(product, product, product);
      } else {
        total.add(product, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
      }
    }
    total.finish(result, row * columns + column, roundings);
  }
}

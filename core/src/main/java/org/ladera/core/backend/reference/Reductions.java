package org.ladera.core.backend.reference;

import com.google.common.primitives.ImmutableIntArray;
import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;
import org.ladera.core.graph.Node;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shapes;

/** What the ops mean that make one entry of many. */
final class Reductions {
  private Reductions() {}

  static Value sum(Node self, ImmutableIntArray axes, Value x) {
    return reduced(self, axes, x, Reductions::sumOfReals, Reductions::sumOfIntegers);
  }

  static Value max(Node self, ImmutableIntArray axes, Value x) {
    return reduced(self, axes, x, foldedReals(Math::max), foldedIntegers(Math::max));
  }

  static Value min(Node self, ImmutableIntArray axes, Value x) {
    return reduced(self, axes, x, foldedReals(Math::min), foldedIntegers(Math::min));
  }

  static Value argMax(Node self, int axis, Value x) {
    ImmutableIntArray axes = ImmutableIntArray.of(axis);
    long[] positions = new long[(int) self.shape().size()];
    int count = count(self, axes);
    switch (behind(self, axes, x)) {
      case Reals reals -> {
        for (int i = 0; i < positions.length; i++) {
          positions[i] = largest(reals.reals(), i * count, count);
        }
      }
      case Integers integers -> {
        for (int i = 0; i < positions.length; i++) {
          positions[i] = largest(integers.integers(), i * count, count);
        }
      }
      case Truths _ -> throw new IllegalStateException("numbers were promised");
    }
    return new Integers(self.dtype(), positions);
  }

  private static Value reduced(
      Node self, ImmutableIntArray axes, Value x, RealRow ofReals, IntegerRow ofIntegers) {
    DType dtype = self.dtype();
    int rows = (int) self.shape().size();
    int count = count(self, axes);
    Value moved = behind(self, axes, x);
    if (dtype.isInteger()) {
      long[] results = new long[rows];
      for (int row = 0; row < rows; row++) {
        results[row] = ofIntegers.of(moved.integers(), row * count, count);
      }
      return new Integers(dtype, results);
    }
    double[] results = new double[rows];
    for (int row = 0; row < rows; row++) {
      results[row] = ofReals.of(moved.reals(), row * count, count);
    }
    return new Reals(dtype, results);
  }

  private static int count(Node self, ImmutableIntArray axes) {
    return (int) Shapes.count(self.input(0).shape(), axes);
  }

  private static Value behind(Node self, ImmutableIntArray axes, Value x) {
    return Movements.behind(x, self.input(0).shape(), axes);
  }

  /** Neumaier, Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen, 1974. */
  private static double sumOfReals(double[] entries, int from, int count) {
    if (count == 0) {
      return 0;
    }
    double sum = -0.0;
    double lost = 0;
    for (int i = from; i < from + count; i++) {
      double entry = entries[i];
      double next = sum + entry;
      lost += Math.abs(sum) >= Math.abs(entry) ? (sum - next) + entry : (entry - next) + sum;
      sum = next;
    }
    // After an overflow what was lost is NaN, while the sum itself is right; and -0 + 0 is not -0.
    return lost == 0 || !Double.isFinite(sum) ? sum : sum + lost;
  }

  private static long sumOfIntegers(long[] entries, int from, int count) {
    long sum = 0;
    for (int i = from; i < from + count; i++) {
      sum += entries[i];
    }
    return sum;
  }

  private static RealRow foldedReals(DoubleBinaryOperator operator) {
    return (entries, from, count) -> {
      double result = entries[from];
      for (int i = from + 1; i < from + count; i++) {
        result = operator.applyAsDouble(result, entries[i]);
      }
      return result;
    };
  }

  private static IntegerRow foldedIntegers(LongBinaryOperator operator) {
    return (entries, from, count) -> {
      long result = entries[from];
      for (int i = from + 1; i < from + count; i++) {
        result = operator.applyAsLong(result, entries[i]);
      }
      return result;
    };
  }

  private static int largest(double[] entries, int from, int count) {
    int best = 0;
    for (int i = 0; i < count; i++) {
      if (Double.isNaN(entries[from + i])) {
        return i;
      }
      if (entries[from + i] > entries[from + best]) {
        best = i;
      }
    }
    return best;
  }

  private static int largest(long[] entries, int from, int count) {
    int best = 0;
    for (int i = 0; i < count; i++) {
      if (entries[from + i] > entries[from + best]) {
        best = i;
      }
    }
    return best;
  }

  @FunctionalInterface
  private interface RealRow {
    double of(double[] entries, int from, int count);
  }

  @FunctionalInterface
  private interface IntegerRow {
    long of(long[] entries, int from, int count);
  }
}

package org.ladera.core.program.interpret;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.ladera.core.program.Reduction;
import org.ladera.core.program.ScalarOp;
import org.ladera.core.type.DType;

/** Reductions of a row as the page of the program package says, word by word. */
final class PlainReductions {
  private PlainReductions() {}

  static Object none(Reduction kind, DType dtype) {
    return switch (dtype) {
      case FLOAT32 -> none(kind, 0f, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY);
      case FLOAT64 -> none(kind, 0.0, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
      case INT32 -> none(kind, 0, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case INT64 -> none(kind, 0L, Long.MIN_VALUE, Long.MAX_VALUE);
      case BOOL -> throw new AssertionError();
    };
  }

  private static Object none(Reduction kind, Object sum, Object max, Object min) {
    return kind == Reduction.SUM ? sum : kind == Reduction.MAX ? max : min;
  }

  static Object combine(Reduction kind, DType dtype, Object a, Object b) {
    ScalarOp op =
        kind == Reduction.SUM
            ? ScalarOp.ADD
            : kind == Reduction.MAX ? ScalarOp.MAXIMUM : ScalarOp.MINIMUM;
    return Objects.requireNonNull(PlainOps.apply(op, dtype, a, b));
  }

  static Object row(Reduction kind, DType dtype, List<Object> entries) {
    if (kind == Reduction.SUM && dtype.isFloating()) {
      return sum(dtype, entries);
    }
    Object result = none(kind, dtype);
    for (Object entry : entries) {
      result = combine(kind, dtype, result, entry);
    }
    return result;
  }

  private static Object sum(DType dtype, List<Object> entries) {
    int lanes = 256 / dtype.size();
    List<Object> blocks = new ArrayList<>();
    Object[] lane = zeros(dtype, lanes);
    for (int j = 0; j < entries.size(); j++) {
      lane[j % lanes] = combine(Reduction.SUM, dtype, lane[j % lanes], entries.get(j));
      if ((j + 1) % (64 * lanes) == 0 || j + 1 == entries.size()) {
        for (int half = lanes / 2; half >= 1; half /= 2) {
          for (int i = 0; i < half; i++) {
            lane[i] = combine(Reduction.SUM, dtype, lane[i], lane[i + half]);
          }
        }
        blocks.add(lane[0]);
        lane = zeros(dtype, lanes);
      }
    }
    if (blocks.size() <= 1) {
      return blocks.isEmpty() ? none(Reduction.SUM, dtype) : blocks.getFirst();
    }
    double[] parts = blocks.stream().mapToDouble(block -> ((Number) block).doubleValue()).toArray();
    if (dtype == DType.FLOAT32) {
      double sum = 0;
      for (double part : parts) {
        sum += part;
      }
      return (float) sum;
    }
    return neumaier(parts);
  }

  private static Object[] zeros(DType dtype, int count) {
    Object[] zeros = new Object[count];
    Arrays.fill(zeros, none(Reduction.SUM, dtype));
    return zeros;
  }

  /** Neumaier 1974, algorithm IV. */
  private static double neumaier(double[] parts) {
    double sum = parts[0];
    double correction = 0;
    for (int i = 1; i < parts.length; i++) {
      double next = sum + parts[i];
      if (Math.abs(sum) >= Math.abs(parts[i])) {
        correction += (sum - next) + parts[i];
      } else {
        correction += (parts[i] - next) + sum;
      }
      sum = next;
    }
    return Double.isNaN(correction) ? sum : sum + correction;
  }
}

package org.ladera.core.backend.reference;

import org.ladera.core.type.DType;

/** The same values in another type. */
final class Casts {
  private Casts() {}

  static Value of(Value value, DType dtype) {
    return switch (dtype) {
      case FLOAT32, FLOAT64 -> new Reals(dtype, toDoubles(value, dtype));
      case INT32, INT64 -> new Integers(dtype, toLongs(value, dtype));
      case BOOL -> toTruths(value);
    };
  }

  private static double[] toDoubles(Value value, DType dtype) {
    if (value instanceof Reals reals) {
      return reals.reals().clone();
    }
    long[] numbers = value instanceof Truths truths ? truths.toLongs() : value.integers();
    double[] results = new double[numbers.length];
    for (int i = 0; i < results.length; i++) {
      // By way of float64 a large number would be rounded twice.
      results[i] = dtype == DType.FLOAT32 ? (float) numbers[i] : (double) numbers[i];
    }
    return results;
  }

  private static long[] toLongs(Value value, DType dtype) {
    long[] results =
        switch (value) {
          case Reals reals -> truncated(reals.reals());
          case Integers integers -> integers.integers().clone();
          case Truths truths -> truths.toLongs();
        };
    if (dtype == DType.INT32) {
      for (int i = 0; i < results.length; i++) {
        results[i] = Math.clamp(results[i], Integer.MIN_VALUE, Integer.MAX_VALUE);
      }
    }
    return results;
  }

  /** Java's own conversion: towards zero, saturated, NaN to 0. */
  private static long[] truncated(double[] x) {
    long[] results = new long[x.length];
    for (int i = 0; i < results.length; i++) {
      results[i] = (long) x[i];
    }
    return results;
  }

  private static Value toTruths(Value value) {
    return switch (value) {
      case Reals reals -> notZero(reals.reals());
      case Integers integers -> Truths.of(integers.integers());
      case Truths truths -> truths;
    };
  }

  private static Truths notZero(double[] x) {
    boolean[] results = new boolean[x.length];
    for (int i = 0; i < results.length; i++) {
      results[i] = x[i] != 0;
    }
    return new Truths(results);
  }
}

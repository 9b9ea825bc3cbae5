package org.ladera.autograd.fuzz;

import org.ladera.core.memory.HostArray;

/** Values that are simpler than others. */
final class Simpler {
  private Simpler() {}

  /** Some entries made 0; or 1 where they are neither 0 nor 1, so that there is an end to it. */
  static HostArray filled(HostArray values, int simple, long from, long to) {
    HostArray filled = HostArray.copyOf(values);
    boolean isFloating = values.type().dtype().isFloating();
    for (long i = from; i < to; i++) {
      double value = isFloating ? values.getDouble(i) : values.getLong(i);
      boolean isSimple = Double.compare(value, 0) == 0 || value == 1;
      if (simple == 0 || !isSimple) {
        filled.setLong(i, simple);
      }
    }
    return filled;
  }

  /** Whole numbers, where they are not large. */
  static HostArray rounded(HostArray values) {
    HostArray rounded = HostArray.copyOf(values);
    if (values.type().dtype().isFloating()) {
      for (long i = 0; i < rounded.size(); i++) {
        double value = values.getDouble(i);
        rounded.setDouble(i, Math.abs(value) < 100 ? Math.rint(value) : value);
      }
    }
    return rounded;
  }
}

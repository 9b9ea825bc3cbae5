package org.ladera.benchmarks.engine;

/** The parameters and gradients of an update, the same for every engine. */
final class UpdateData {
  private static final long PARAMETERS = 1;
  private static final long GRADIENTS = 2;

  private UpdateData() {}

  static void fillParameters(long address, long count) {
    NativeFloats.fill(address, count, PARAMETERS, -1, 1);
  }

  /** No gradient is near 0, so that no moment becomes subnormal. */
  static void fillGradients(long address, long count) {
    NativeFloats.fill(address, count, GRADIENTS, 0.001f, 1);
  }
}

package org.ladera.benchmarks.engine;

/** What runs kernels, as {@code explain()} says. */
final class LaderaTiers {
  private LaderaTiers() {}

  /**
   * {@return whether no kernel waits for its vector code; one that never gets it has a reason}
   *
   * @param explanation what {@code explain()} says
   */
  static boolean areSettled(String explanation) {
    return explanation.lines().noneMatch(line -> line.endsWith(", interpreted"));
  }
}

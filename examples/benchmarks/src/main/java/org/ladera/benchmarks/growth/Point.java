package org.ladera.benchmarks.growth;

import java.util.List;
import org.ladera.benchmarks.process.Beginning;
import org.ladera.benchmarks.process.Explained;
import org.ladera.benchmarks.report.Medians;

/**
 * What was measured at one size.
 *
 * @param size the depth, or the batch
 * @param beginning its first steps
 * @param rounds a later step, in microseconds, in one round after another
 * @param explained what the engine states of the program
 */
record Point(int size, Beginning beginning, List<Double> rounds, Explained explained) {
  Point {
    rounds = List.copyOf(rounds);
  }

  /** {@return the median step over rounds, in microseconds} */
  double micros() {
    return Medians.of(all());
  }

  /** {@return the least round, in microseconds} */
  double leastMicros() {
    return Medians.least(all());
  }

  private double[] all() {
    return rounds.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /**
   * {@return what each added layer or row costs: the same at all sizes, if growth is linear}
   *
   * @param fromSize the smaller size
   * @param from what it took there
   * @param toSize the larger size
   * @param to what it took there
   */
  static double marginal(int fromSize, double from, int toSize, double to) {
    return (to - from) / (toSize - fromSize);
  }
}

package org.ladera.benchmarks.report;

import org.ladera.benchmarks.engine.Setting;

/** What came of an engine at some work. */
public sealed interface Outcome {
  /** {@return the engine's name} */
  String engine();

  /**
   * It was timed.
   *
   * @param engine its name
   * @param version of the library
   * @param setting the fastest of the pilot
   * @param micros a median for each round
   * @param difference from Ladera's losses, the largest of the first steps, relative
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over, not compared
  record Timed(String engine, String version, Setting setting, double[] micros, double difference)
      implements Outcome {
    /** {@return the median over rounds} */
    public double median() {
      return Medians.of(micros);
    }

    /** {@return the least round} */
    public double least() {
      return Medians.least(micros);
    }

    /**
     * {@return the median of the quotients, round by round, of these times by another's}
     *
     * @param other the divisors
     */
    public double ratioTo(Timed other) {
      double[] ratios = new double[micros.length];
      for (int i = 0; i < ratios.length; i++) {
        ratios[i] = micros[i] / other.micros[i];
      }
      return Medians.of(ratios);
    }
  }

  /**
   * It was not timed.
   *
   * @param engine its name
   * @param why in words
   */
  record LeftOut(String engine, String why) implements Outcome {}
}

package org.ladera.benchmarks.process;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.ladera.benchmarks.engine.Session;

/**
 * The time of a step, from at least so many steps and so much time.
 *
 * @param micros the median over groups of steps; a group is one step, or as many as take 50
 *     microseconds
 * @param steps how many steps were done
 * @param loss the last one
 */
public record Timing(double micros, long steps, double loss) {
  private static final double GROUP_NANOS = 50_000;
  private static final double LONG_NANOS = 50_000_000;
  private static final int MOST_GROUPS = 1 << 16;
  private static final double SETTLING_SECONDS = 0.15;
  private static final long QUIET_MILLIS = 2;

  /**
   * {@return the time of a step}
   *
   * @param session does the steps
   * @param seconds at least
   * @param steps at least
   */
  static Timing of(Session session, double seconds, int steps) {
    int group = groupSize(session);
    double[] times = new double[MOST_GROUPS];
    int count = 0;
    long done = 0;
    double loss = 0;
    long begin = System.nanoTime();
    long now = begin;
    while (now - begin < seconds * 1e9 || done < steps) {
      long start = now;
      for (int i = 0; i < group; i++) {
        loss = session.step();
      }
      now = System.nanoTime();
      times[count++ % MOST_GROUPS] = (double) (now - start) / group;
      done += group;
    }
    double[] sorted = Arrays.copyOf(times, Math.min(count, MOST_GROUPS));
    Arrays.sort(sorted);
    return new Timing(sorted[sorted.length / 2] / 1e3, done, loss);
  }

  /** Long steps are not done five times to know that one is a group. */
  private static int groupSize(Session session) {
    long least = Long.MAX_VALUE;
    for (int i = 0; i == 0 || (i < 5 && least < LONG_NANOS); i++) {
      long start = System.nanoTime();
      session.step();
      least = Math.min(least, System.nanoTime() - start);
    }
    return (int) Math.max(1, Math.ceil(GROUP_NANOS / Math.max(1, least)));
  }

  /**
   * Does steps for some time, so that what compiles in the background has done so.
   *
   * @param session does the steps
   * @param seconds at least
   */
  static void warm(Session session, double seconds) {
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < seconds * 1e9) {
      session.step();
    }
  }

  /**
   * Does steps until no faster code is being compiled in the background: neither does the session
   * know of some, nor did the JIT's time grow in a while.
   *
   * @param session does the steps
   * @param seconds at most
   */
  static void settle(Session session, double seconds) {
    @Nullable CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
    boolean isQuiet = false;
    long begin = System.nanoTime();
    while (!(isQuiet && session.isSettled()) && System.nanoTime() - begin < seconds * 1e9) {
      long before = compileMillis(compiler);
      warm(session, SETTLING_SECONDS);
      isQuiet = compileMillis(compiler) - before <= QUIET_MILLIS;
    }
  }

  private static long compileMillis(@Nullable CompilationMXBean compiler) {
    return compiler == null ? 0 : compiler.getTotalCompilationTime();
  }

  /** {@return this as one line, for {@link #decode}} */
  String encode() {
    return micros + " " + steps + " " + loss;
  }

  /**
   * {@return the timing of a line}
   *
   * @param line what {@link #encode} made
   */
  static Timing decode(String line) {
    String[] parts = line.split(" ", -1);
    return new Timing(
        Double.parseDouble(parts[0]), Long.parseLong(parts[1]), Double.parseDouble(parts[2]));
  }
}

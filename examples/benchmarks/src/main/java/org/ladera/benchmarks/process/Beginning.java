package org.ladera.benchmarks.process;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.ladera.benchmarks.engine.Session;

/**
 * How the steps of a fresh process begin. Times count from the first call of a step, which compiles
 * what is compiled.
 *
 * @param openMillis how long the network and its batch took to make, before that
 * @param firstMillis the first step
 * @param firstProcessorMillis of it, the time that its thread ran
 * @param hundredMillis the first hundred steps
 * @param curve the median step of window after window
 */
public record Beginning(
    double openMillis,
    double firstMillis,
    double firstProcessorMillis,
    double hundredMillis,
    List<Window> curve) {
  private static final double WINDOW_NANOS = 5e7;
  private static final int HUNDRED = 100;
  private static final int MOST_STEPS = 1 << 16;

  /** Which last part of the curve counts as settled. */
  private static final double SETTLED_PART = 0.2;

  /**
   * A window of the curve: the steps of 50 ms, or one that took longer.
   *
   * @param seconds when it ended
   * @param micros its median step
   */
  public record Window(double seconds, double micros) {}

  /** Copies. */
  public Beginning {
    curve = List.copyOf(curve);
    if (curve.isEmpty()) {
      throw new IllegalArgumentException("a beginning has a window at least");
    }
  }

  /**
   * {@return how some steps begin, none of which was done}
   *
   * @param openMillis how long the session took to open
   * @param session does the steps
   * @param seconds at least; and a hundred steps at least
   */
  static Beginning of(double openMillis, Session session, double seconds) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    List<Window> curve = new ArrayList<>();
    double[] times = new double[MOST_STEPS];
    int count = 0;
    double hundred = 0;
    long processor = threads.getCurrentThreadCpuTime();
    long begin = System.nanoTime();
    session.step();
    long now = System.nanoTime();
    double first = (now - begin) / 1e6;
    double firstProcessor = (threads.getCurrentThreadCpuTime() - processor) / 1e6;
    curve.add(new Window((now - begin) / 1e9, first * 1e3));
    long window = now;
    for (int done = 1; done < HUNDRED || now - begin < seconds * 1e9; done++) {
      session.step();
      long next = System.nanoTime();
      times[count++ % MOST_STEPS] = (next - now) / 1e3;
      now = next;
      if (done == HUNDRED - 1) {
        hundred = (now - begin) / 1e6;
      }
      if (now - window >= WINDOW_NANOS) {
        curve.add(new Window((now - begin) / 1e9, middle(times, count)));
        window = now;
        count = 0;
      }
    }
    return new Beginning(openMillis, first, firstProcessor, hundred, curve);
  }

  private static double middle(double[] times, int count) {
    double[] sorted = Arrays.copyOf(times, Math.min(count, MOST_STEPS));
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  /**
   * {@return the median step around a time, in microseconds, or NaN after the end}
   *
   * @param seconds since the first call
   */
  public double at(double seconds) {
    return curve.stream()
        .filter(window -> window.seconds() >= seconds)
        .mapToDouble(Window::micros)
        .findFirst()
        .orElse(Double.NaN);
  }

  /** {@return the median step of the last fifth of the time, in microseconds} */
  public double settledMicros() {
    double from = (1 - SETTLED_PART) * curve.getLast().seconds();
    double[] last =
        curve.stream()
            .filter(window -> window.seconds() > from)
            .mapToDouble(Window::micros)
            .sorted()
            .toArray();
    return last[last.length / 2];
  }

  /**
   * {@return when the first window began that was as fast as the settled steps, in seconds since
   * the first call}
   *
   * @param within by which part it may be slower, such as 0.1
   */
  public double fullSpeedSeconds(double within) {
    double enough = (1 + within) * settledMicros();
    double begin = 0;
    for (Window window : curve) {
      if (window.micros() <= enough) {
        return begin;
      }
      begin = window.seconds();
    }
    throw new IllegalStateException("no window is as fast as the median of the last");
  }

  /** {@return this as one line, for {@link #decode}} */
  String encode() {
    return openMillis
        + " "
        + firstMillis
        + " "
        + firstProcessorMillis
        + " "
        + hundredMillis
        + " "
        + curve.stream()
            .map(window -> window.seconds() + ":" + window.micros())
            .collect(Collectors.joining(" "));
  }

  /**
   * {@return the beginning of a line}
   *
   * @param line what {@link #encode} made
   */
  static Beginning decode(String line) {
    String[] parts = line.split(" ", -1);
    return new Beginning(
        Double.parseDouble(parts[0]),
        Double.parseDouble(parts[1]),
        Double.parseDouble(parts[2]),
        Double.parseDouble(parts[3]),
        Arrays.stream(parts).skip(4).map(Beginning::window).toList());
  }

  private static Window window(String text) {
    int colon = text.indexOf(':');
    return new Window(
        Double.parseDouble(text.substring(0, colon)),
        Double.parseDouble(text.substring(colon + 1)));
  }
}

package org.ladera.benchmarks.process;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code explain()} states of a program in numbers.
 *
 * @param steps how many steps it has; -1 where that is not stated
 * @param kernels how many classes of kernels they share; -1 where that is not stated
 * @param arenaBytes the memory between its steps; -1 where that is not stated
 */
public record Explained(long steps, long kernels, long arenaBytes) {
  private static final Pattern STEPS = Pattern.compile("(?m)^(\\d+) steps");
  private static final Pattern KERNEL = Pattern.compile("(?m)^ +here: (k\\d+) x \\d");
  private static final Pattern ARENA = Pattern.compile("(?m)^memory: (\\d+) bytes");

  /**
   * {@return the numbers of a text}
   *
   * @param text what explain() said
   */
  static Explained of(String text) {
    Set<String> kernels = new TreeSet<>();
    Matcher kernel = KERNEL.matcher(text);
    while (kernel.find()) {
      kernels.add(kernel.group(1));
    }
    return new Explained(
        number(STEPS, text), kernels.isEmpty() ? -1 : kernels.size(), number(ARENA, text));
  }

  private static long number(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Long.parseLong(matcher.group(1)) : -1;
  }

  /** {@return this as one line, for {@link #decode}} */
  String encode() {
    return steps + " " + kernels + " " + arenaBytes;
  }

  /**
   * {@return the numbers of a line}
   *
   * @param line what {@link #encode} made
   */
  static Explained decode(String line) {
    String[] parts = line.split(" ", -1);
    return new Explained(
        Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]));
  }
}

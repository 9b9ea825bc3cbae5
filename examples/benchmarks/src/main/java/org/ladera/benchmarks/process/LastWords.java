package org.ladera.benchmarks.process;

import java.util.ArrayList;
import java.util.List;

/** The last lines that a process printed, without those that explain nothing. */
final class LastWords {
  /** So many as a crashed JVM has of them. */
  private static final int LINES = 14;

  /** Of each trace so many frames say where it was. */
  private static final int FRAMES = 2;

  private LastWords() {}

  /**
   * {@return the lines; nothing if there are none}
   *
   * @param printed all that the process printed
   */
  static List<String> of(String printed) {
    List<String> kept = new ArrayList<>();
    int frames = 0;
    for (String line : printed.lines().toList()) {
      frames = line.startsWith("\tat ") ? frames + 1 : 0;
      if (frames <= FRAMES && !isNoise(line.strip())) {
        kept.add(line.strip());
      }
    }
    return kept.subList(Math.max(0, kept.size() - LINES), kept.size());
  }

  private static boolean isNoise(String line) {
    return line.isEmpty()
        || line.equals("#")
        || line.startsWith("WARNING")
        || (line.startsWith("... ") && line.endsWith(" more"));
  }
}

package org.ladera.core.backend.cpu.vector;

import static org.ladera.core.backend.cpu.vector.Everything.ALL;

/** Copies single entries that lie any distance from each other. */
final class Points {
  private Points() {}

  /**
   * Copies a line.
   *
   * @param from the first entry
   * @param fromDistance from one entry to the next, in bytes
   * @param to where it is copied to
   * @param toDistance from one entry to the next there
   * @param count how many there are
   * @param size the bytes of an entry: 1, 4 or 8
   */
  static void copy(long from, long fromDistance, long to, long toDistance, int count, int size) {
    switch (size) {
      case 1 -> copy1(from, fromDistance, to, toDistance, count);
      case 4 -> copy4(from, fromDistance, to, toDistance, count);
      default -> copy8(from, fromDistance, to, toDistance, count);
    }
  }

  private static void copy1(long from, long fromDistance, long to, long toDistance, int count) {
    for (int i = 0; i < count; i++) {
      ALL.set(
          Everything.BYTE, to + i * toDistance, ALL.get(Everything.BYTE, from + i * fromDistance));
    }
  }

  private static void copy4(long from, long fromDistance, long to, long toDistance, int count) {
    // Four at a time, as the JIT does not unroll it: 0.6 instead of 1.3 ns an entry.
    long source = from;
    long target = to;
    int i = 0;
    for (; i < count - 3; i += 4) {
      int a = ALL.get(Everything.INT, source);
      int b = ALL.get(Everything.INT, source + fromDistance);
      int c = ALL.get(Everything.INT, source + 2 * fromDistance);
      int d = ALL.get(Everything.INT, source + 3 * fromDistance);
      ALL.set(Everything.INT, target, a);
      ALL.set(Everything.INT, target + toDistance, b);
      ALL.set(Everything.INT, target + 2 * toDistance, c);
      ALL.set(Everything.INT, target + 3 * toDistance, d);
      source += 4 * fromDistance;
      target += 4 * toDistance;
    }
    for (; i < count; i++) {
      ALL.set(Everything.INT, target, ALL.get(Everything.INT, source));
      source += fromDistance;
      target += toDistance;
    }
  }

  private static void copy8(long from, long fromDistance, long to, long toDistance, int count) {
    long source = from;
    long target = to;
    int i = 0;
    for (; i < count - 3; i += 4) {
      long a = ALL.get(Everything.LONG, source);
      long b = ALL.get(Everything.LONG, source + fromDistance);
      long c = ALL.get(Everything.LONG, source + 2 * fromDistance);
      long d = ALL.get(Everything.LONG, source + 3 * fromDistance);
      ALL.set(Everything.LONG, target, a);
      ALL.set(Everything.LONG, target + toDistance, b);
      ALL.set(Everything.LONG, target + 2 * toDistance, c);
      ALL.set(Everything.LONG, target + 3 * toDistance, d);
      source += 4 * fromDistance;
      target += 4 * toDistance;
    }
    for (; i < count; i++) {
      ALL.set(Everything.LONG, target, ALL.get(Everything.LONG, source));
      source += fromDistance;
      target += toDistance;
    }
  }
}

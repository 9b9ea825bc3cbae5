package org.ladera.core.program.interpret;

/** Reductions of int64; sums wrap around. */
final class LongReductions {
  private LongReductions() {}

  /** The sum of a row. */
  static long sum(long[] entries, int from, int count) {
    long result = 0;
    for (int i = from; i < from + count; i++) {
      result = result + entries[i];
    }
    return result;
  }

  /** The largest of a row. */
  static long max(long[] entries, int from, int count) {
    long result = Long.MIN_VALUE;
    for (int i = from; i < from + count; i++) {
      result = Math.max(result, entries[i]);
    }
    return result;
  }

  /** The smallest of a row. */
  static long min(long[] entries, int from, int count) {
    long result = Long.MAX_VALUE;
    for (int i = from; i < from + count; i++) {
      result = Math.min(result, entries[i]);
    }
    return result;
  }

  /** Adds an entry to each lane. */
  static void add(long[] lanes, long[] entries, int from, int count) {
    for (int j = 0; j < count; j++) {
      lanes[j] = lanes[j] + entries[from + j];
    }
  }

  /** The larger of each lane and its entry. */
  static void max(long[] lanes, long[] entries, int from, int count) {
    for (int j = 0; j < count; j++) {
      lanes[j] = Math.max(lanes[j], entries[from + j]);
    }
  }

  /** The smaller of each lane and its entry. */
  static void min(long[] lanes, long[] entries, int from, int count) {
    for (int j = 0; j < count; j++) {
      lanes[j] = Math.min(lanes[j], entries[from + j]);
    }
  }
}

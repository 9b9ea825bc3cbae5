package org.ladera.core.program.interpret;

/** Reductions of int32; sums wrap around. */
final class IntReductions {
  private IntReductions() {}

  /** The sum of a row. */
  static int sum(int[] entries, int from, int count) {
    int result = 0;
    for (int i = from; i < from + count; i++) {
      result = result + entries[i];
    }
    return result;
  }

  /** The largest of a row. */
  static int max(int[] entries, int from, int count) {
    int result = Integer.MIN_VALUE;
    for (int i = from; i < from + count; i++) {
      result = Math.max(result, entries[i]);
    }
    return result;
  }

  /** The smallest of a row. */
  static int min(int[] entries, int from, int count) {
    int result = Integer.MAX_VALUE;
    for (int i = from; i < from + count; i++) {
      result = Math.min(result, entries[i]);
    }
    return result;
  }

  /** Adds an entry to each lane. */
  static void add(int[] lanes, int[] entries, int from, int count) {
    for (int j = 0; j < count; j++) {
      lanes[j] = lanes[j] + entries[from + j];
    }
  }

  /** The larger of each lane and its entry. */
  static void max(int[] lanes, int[] entries, int from, int count) {
    for (int j = 0; j < count; j++) {
      lanes[j] = Math.max(lanes[j], entries[from + j]);
    }
  }

  /** The smaller of each lane and its entry. */
  static void min(int[] lanes, int[] entries, int from, int count) {
    for (int j = 0; j < count; j++) {
      lanes[j] = Math.min(lanes[j], entries[from + j]);
    }
  }
}

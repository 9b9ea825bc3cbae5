package org.ladera.core.program.interpret;

/** Reductions of float32, in the order that the page of {@link org.ladera.core.program} gives. */
final class FloatReductions {
  /** The entries of 256 bytes; arrays of lanes have as many again, for entries to be added. */
  static final int LANES = 64;

  private static final int BLOCK = 64 * LANES;

  /** So many lanes are folded without a loop. */
  private static final int FEW = 8;

  private FloatReductions() {}

  /** The sum of a row. */
  static float sum(float[] entries, int from, int count, float[] lanes) {
    if (count <= BLOCK) {
      return block(entries, from, count, lanes);
    }
    double sum = 0;
    for (int at = 0; at < count; at += BLOCK) {
      sum += block(entries, from + at, Math.min(BLOCK, count - at), lanes);
    }
    return (float) sum;
  }

  private static float block(float[] entries, int from, int count, float[] lanes) {
    if (count == 0) {
      return 0;
    }
    int used = start(entries, from, count, lanes, 0);
    for (int at = LANES; at < count; at += LANES) {
      int next = Math.min(LANES, count - at);
      System.arraycopy(entries, from + at, lanes, LANES, next);
      addAbove(lanes, LANES, next);
    }
    for (int half = used / 2; half >= FEW; half /= 2) {
      addAbove(lanes, half, half);
    }
    float even = (lanes[0] + lanes[4]) + (lanes[2] + lanes[6]);
    float odd = (lanes[1] + lanes[5]) + (lanes[3] + lanes[7]);
    // Lanes start at +0, so a sum is never -0.
    return 0 + (even + odd);
  }

  /** The largest of a row. */
  static float max(float[] entries, int from, int count, float[] lanes) {
    if (count == 0) {
      return Float.NEGATIVE_INFINITY;
    }
    int used = start(entries, from, count, lanes, Float.NEGATIVE_INFINITY);
    for (int at = LANES; at < count; at += LANES) {
      int next = Math.min(LANES, count - at);
      System.arraycopy(entries, from + at, lanes, LANES, next);
      maxAbove(lanes, LANES, next);
    }
    for (int half = used / 2; half >= FEW; half /= 2) {
      maxAbove(lanes, half, half);
    }
    float even = Math.max(Math.max(lanes[0], lanes[4]), Math.max(lanes[2], lanes[6]));
    float odd = Math.max(Math.max(lanes[1], lanes[5]), Math.max(lanes[3], lanes[7]));
    return Math.max(even, odd);
  }

  /** The smallest of a row. */
  static float min(float[] entries, int from, int count, float[] lanes) {
    if (count == 0) {
      return Float.POSITIVE_INFINITY;
    }
    int used = start(entries, from, count, lanes, Float.POSITIVE_INFINITY);
    for (int at = LANES; at < count; at += LANES) {
      int next = Math.min(LANES, count - at);
      System.arraycopy(entries, from + at, lanes, LANES, next);
      minAbove(lanes, LANES, next);
    }
    for (int half = used / 2; half >= FEW; half /= 2) {
      minAbove(lanes, half, half);
    }
    float even = Math.min(Math.min(lanes[0], lanes[4]), Math.min(lanes[2], lanes[6]));
    float odd = Math.min(Math.min(lanes[1], lanes[5]), Math.min(lanes[3], lanes[7]));
    return Math.min(even, odd);
  }

  /**
   * Fills the lanes with the first entries and says how many lanes matter: a power of two, at least
   * {@link #FEW}. Those above would hold the value of no entries, which changes nothing.
   */
  private static int start(float[] entries, int from, int count, float[] lanes, float none) {
    if (count >= LANES) {
      System.arraycopy(entries, from, lanes, 0, LANES);
      return LANES;
    }
    int used = FEW;
    while (used < count) {
      used *= 2;
    }
    for (int j = 0; j < count; j++) {
      lanes[j] = entries[from + j];
    }
    for (int j = count; j < used; j++) {
      lanes[j] = none;
    }
    return used;
  }

  private static void addAbove(float[] lanes, int distance, int count) {
    for (int j = 0; j < count; j++) {
      lanes[j] = lanes[j] + lanes[j + distance];
    }
  }

  private static void maxAbove(float[] lanes, int distance, int count) {
    for (int j = 0; j < count; j++) {
      lanes[j] = Math.max(lanes[j], lanes[j + distance]);
    }
  }

  private static void minAbove(float[] lanes, int distance, int count) {
    for (int j = 0; j < count; j++) {
      lanes[j] = Math.min(lanes[j], lanes[j + distance]);
    }
  }

  /** Adds entries to the first totals, one to each. */
  static void add(float[] totals, float[] entries, int from, int count) {
    for (int j = 0; j < count; j++) {
      totals[j] += entries[from + j];
    }
  }

  /** The larger of each of the first totals and its entry. */
  static void max(float[] totals, float[] entries, int from, int count) {
    for (int j = 0; j < count; j++) {
      totals[j] = Math.max(totals[j], entries[from + j]);
    }
  }

  /** The smaller of each of the first totals and its entry. */
  static void min(float[] totals, float[] entries, int from, int count) {
    for (int j = 0; j < count; j++) {
      totals[j] = Math.min(totals[j], entries[from + j]);
    }
  }
}

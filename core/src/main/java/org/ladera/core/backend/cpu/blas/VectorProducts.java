package org.ladera.core.backend.cpu.blas;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Products of float32 in vectors: the same sums in the same order as {@link ScalarProducts}, hence
 * the same bits.
 *
 * <p>Lanes are columns of C where there are as many, else rows of C: then the transposed product is
 * computed, and copied to where it belongs. Where neither suffices, some lanes are idle. What
 * neighboring lanes read must lie side by side, and is gathered where it does not. Nothing is
 * loaded with a mask, nor vectors that lie across lines of the cache: either took three times as
 * long.
 */
final class VectorProducts {
  /** Columns or rows of C at a time. */
  static final int LANES = VectorTiles.LANES;

  /** The longest sum for which something is copied together. */
  private static final int LONGEST = 8192;

  private static final long ENTRY = 4;
  private static final long PANEL_BYTES = ENTRY * LANES * LONGEST;

  /** Between rows of a result that is copied afterwards. */
  private static final long PITCH = ENTRY * 2 * LANES;

  /** It has fewer rows than there are lanes. */
  private static final long RESULT_BYTES = LANES * PITCH;

  /** For each thread: a panel, a result, a square. */
  private static final ThreadLocal<MemorySegment> SCRATCH =
      ThreadLocal.withInitial(
          () -> Arena.ofAuto().allocate(PANEL_BYTES + RESULT_BYTES + Squares.BYTES, 64));

  private VectorProducts() {}

  static boolean takes(MatrixProduct p) {
    return p.isFloat32() && (p.k <= LONGEST || !isGathered(p));
  }

  /** Whether lanes are rows of C. */
  static boolean isTurned(MatrixProduct p) {
    return p.n < LANES && p.m >= LANES;
  }

  /** Whether lanes read what does not lie side by side. */
  static boolean isGathered(MatrixProduct p) {
    return isTurned(p) ? p.a.rowStride() != 1 : p.n < LANES || p.b.columnStride() != 1;
  }

  /** {@return how often numbers are multiplied and added, idle lanes included} */
  static long work(MatrixProduct p) {
    if (isTurned(p)) {
      return 4L * LANES * p.k * Math.ceilDiv(p.m, LANES) * Math.ceilDiv(p.n, 4);
    }
    long rows = p.n < 2 * LANES ? 8 : 4;
    return rows * LANES * p.k * Math.ceilDiv(p.n, LANES) * Math.ceilDiv(p.m, rows);
  }

  static void multiply(MatrixProduct p, long a, long b, long c) {
    if (isTurned(p)) {
      rows(p, a, b, c);
    } else if (p.n >= LANES) {
      columns(p, a, b, c);
    } else {
      few(p, a, b, c);
    }
  }

  private static void columns(MatrixProduct p, long a, long b, long c) {
    long column = ENTRY * p.b.columnStride();
    boolean gathered = isGathered(p);
    long scratch = gathered ? SCRATCH.get().address() : 0;
    int next = 0;
    while (next < p.n) {
      boolean two = isTwo(p.n, next, p.k, gathered);
      int width = two ? 2 * LANES : LANES;
      int first = Math.min(next, p.n - width);
      long panel = b + first * column;
      long distance = ENTRY * p.b.rowStride();
      if (gathered) {
        gather(p.k, width, panel, distance, column, scratch);
        panel = scratch;
        distance = ENTRY * width;
      }
      VectorTiles.multiply(
          p.m,
          p.k,
          two,
          a,
          ENTRY * p.a.rowStride(),
          ENTRY * p.a.columnStride(),
          panel,
          distance,
          c + ENTRY * first,
          ENTRY * p.rowOfC);
      next += width;
    }
  }

  private static void rows(MatrixProduct p, long a, long b, long c) {
    long row = ENTRY * p.a.rowStride();
    long rowOfC = ENTRY * p.rowOfC;
    boolean gathered = isGathered(p);
    long scratch = SCRATCH.get().address();
    long result = scratch + PANEL_BYTES;
    int next = 0;
    while (next < p.m) {
      boolean two = isTwo(p.m, next, p.k, gathered);
      int width = two ? 2 * LANES : LANES;
      int first = Math.min(next, p.m - width);
      long panel = a + first * row;
      long distance = ENTRY * p.a.columnStride();
      if (gathered) {
        gather(p.k, width, panel, distance, row, scratch);
        panel = scratch;
        distance = ENTRY * width;
      }
      VectorTiles.multiply(
          p.n,
          p.k,
          two,
          b,
          ENTRY * p.b.columnStride(),
          ENTRY * p.b.rowStride(),
          panel,
          distance,
          result,
          PITCH);
      for (int j = 0; j < p.n; j++) {
        copy(width, result + j * PITCH, ENTRY, c + first * rowOfC + ENTRY * j, rowOfC);
      }
      next += width;
    }
  }

  private static void few(MatrixProduct p, long a, long b, long c) {
    long panel = SCRATCH.get().address();
    long result = panel + PANEL_BYTES;
    long column = ENTRY * p.b.columnStride();
    long distance = ENTRY * LANES;
    for (int j = 0; j < p.n; j++) {
      copy(p.k, b + j * column, ENTRY * p.b.rowStride(), panel + ENTRY * j, distance);
    }
    VectorTiles.multiply(
        p.m,
        p.k,
        false,
        a,
        ENTRY * p.a.rowStride(),
        ENTRY * p.a.columnStride(),
        panel,
        distance,
        result,
        PITCH);
    for (int i = 0; i < p.m; i++) {
      copy(p.n, result + i * PITCH, ENTRY, c + ENTRY * i * p.rowOfC, ENTRY);
    }
  }

  /** Whether the next panel has two vectors: if one does not do, and there is memory for it. */
  private static boolean isTwo(int all, int next, int k, boolean gathered) {
    return all - next > LANES && all >= 2 * LANES && (!gathered || 2 * k <= LONGEST);
  }

  /** Copies a panel together, by squares where lanes go along lines. */
  private static void gather(int k, int width, long from, long row, long column, long to) {
    long distance = ENTRY * width;
    if (row == ENTRY && k >= LANES) {
      long between = SCRATCH.get().address() + PANEL_BYTES + RESULT_BYTES;
      for (int lane = 0; lane < width; lane += LANES) {
        for (int i = 0; i < k; i += LANES) {
          int first = Math.min(i, k - LANES);
          Squares.transpose(
              from + lane * column + ENTRY * first,
              column,
              to + ENTRY * lane + first * distance,
              distance,
              between);
        }
      }
    } else {
      for (int lane = 0; lane < width; lane++) {
        copy(k, from + lane * column, row, to + ENTRY * lane, distance);
      }
    }
  }

  /** Copies entries, four at a time, as the JIT does not unroll it. */
  private static void copy(int count, long from, long fromDistance, long to, long toDistance) {
    long source = from;
    long target = to;
    int i = 0;
    for (; i + 4 <= count; i += 4) {
      float x0 = Memory.float32(source);
      float x1 = Memory.float32(source + fromDistance);
      float x2 = Memory.float32(source + 2 * fromDistance);
      float x3 = Memory.float32(source + 3 * fromDistance);
      Memory.float32(target, x0);
      Memory.float32(target + toDistance, x1);
      Memory.float32(target + 2 * toDistance, x2);
      Memory.float32(target + 3 * toDistance, x3);
      source += 4 * fromDistance;
      target += 4 * toDistance;
    }
    for (; i < count; i++) {
      Memory.float32(target, Memory.float32(source));
      source += fromDistance;
      target += toDistance;
    }
  }
}

package org.ladera.core.backend.cpu.blas;

import static org.ladera.core.backend.cpu.blas.Memory.ALL;

import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products with a panel of B of one vector or two, eight sums in registers. Of a rest of rows some
 * are computed more than once, to the same bits, so that nothing needs a mask.
 *
 * <p>The methods with vectors are long on purpose. The JIT inlines no method of more than 325
 * bytecodes; shorter ones it inlined into their callers, until it had no room left for the methods
 * of the vectors, which became objects then: a product of 50 ns took 1,000, in one start of the JVM
 * and not in another.
 */
final class VectorTiles {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final ByteOrder LITTLE = ByteOrder.LITTLE_ENDIAN;

  /** Columns at a time. */
  static final int LANES = SPECIES.length();

  /** Between the vectors of a panel of two. */
  private static final long NEXT = 4L * LANES;

  private VectorTiles() {}

  /**
   * Computes C for a panel. Distances are in bytes.
   *
   * @param m the rows of C, at least 1
   * @param k the columns of A
   * @param two whether the panel has two vectors
   * @param a the first entry of A
   * @param rowA from one row of A to the next
   * @param columnA from one column of A to the next
   * @param b the panel, its rows contiguous
   * @param rowB from one row of the panel to the next
   * @param c the first entry of C, its rows contiguous
   * @param rowC from one row of C to the next
   */
  static void multiply(
      int m,
      int k,
      boolean two,
      long a,
      long rowA,
      long columnA,
      long b,
      long rowB,
      long c,
      long rowC) {
    // Of fewer rows than four the last one stands for those that are missing.
    int second = Math.min(1, m - 1);
    int third = Math.min(2, m - 1);
    int fourth = Math.min(3, m - 1);
    int last = Math.max(0, m - 4);
    for (int row = 0; row < m; row += two ? 4 : 8) {
      int upper = Math.min(row, last);
      int lower = Math.min(row + 4, last);
      if (two) {
        wide(
            k,
            a + upper * rowA,
            second * rowA,
            third * rowA,
            fourth * rowA,
            columnA,
            b,
            rowB,
            c + upper * rowC,
            second * rowC,
            third * rowC,
            fourth * rowC);
      } else {
        tall(
            k,
            a + upper * rowA,
            a + lower * rowA,
            second * rowA,
            third * rowA,
            fourth * rowA,
            columnA,
            b,
            rowB,
            c + upper * rowC,
            c + lower * rowC,
            second * rowC,
            third * rowC,
            fourth * rowC);
      }
    }
  }

  /** Twice four rows of one vector. */
  private static void tall(
      int k,
      long upper,
      long lower,
      long second,
      long third,
      long fourth,
      long columnA,
      long b,
      long rowB,
      long upperC,
      long lowerC,
      long secondC,
      long thirdC,
      long fourthC) {
    FloatVector c0 = FloatVector.zero(SPECIES);
    FloatVector c1 = c0;
    FloatVector c2 = c0;
    FloatVector c3 = c0;
    FloatVector c4 = c0;
    FloatVector c5 = c0;
    FloatVector c6 = c0;
    FloatVector c7 = c0;
    long atUpper = upper;
    long atLower = lower;
    long row = b;
    for (int i = 0; i < k; i++) {
      FloatVector x = FloatVector.fromMemorySegment(SPECIES, ALL, row, LITTLE);
      c0 = spread(atUpper).fma(x, c0);
      c1 = spread(atUpper + second).fma(x, c1);
      c2 = spread(atUpper + third).fma(x, c2);
      c3 = spread(atUpper + fourth).fma(x, c3);
      c4 = spread(atLower).fma(x, c4);
      c5 = spread(atLower + second).fma(x, c5);
      c6 = spread(atLower + third).fma(x, c6);
      c7 = spread(atLower + fourth).fma(x, c7);
      atUpper += columnA;
      atLower += columnA;
      row += rowB;
    }
    c0.intoMemorySegment(ALL, upperC, LITTLE);
    c1.intoMemorySegment(ALL, upperC + secondC, LITTLE);
    c2.intoMemorySegment(ALL, upperC + thirdC, LITTLE);
    c3.intoMemorySegment(ALL, upperC + fourthC, LITTLE);
    c4.intoMemorySegment(ALL, lowerC, LITTLE);
    c5.intoMemorySegment(ALL, lowerC + secondC, LITTLE);
    c6.intoMemorySegment(ALL, lowerC + thirdC, LITTLE);
    c7.intoMemorySegment(ALL, lowerC + fourthC, LITTLE);
  }

  /** Four rows of two vectors: of 8 sums that need as many loads as 6. */
  private static void wide(
      int k,
      long a,
      long second,
      long third,
      long fourth,
      long columnA,
      long b,
      long rowB,
      long c,
      long secondC,
      long thirdC,
      long fourthC) {
    FloatVector c0 = FloatVector.zero(SPECIES);
    FloatVector c1 = c0;
    FloatVector c2 = c0;
    FloatVector c3 = c0;
    FloatVector d0 = c0;
    FloatVector d1 = c0;
    FloatVector d2 = c0;
    FloatVector d3 = c0;
    long at = a;
    long row = b;
    for (int i = 0; i < k; i++) {
      FloatVector x = FloatVector.fromMemorySegment(SPECIES, ALL, row, LITTLE);
      FloatVector y = FloatVector.fromMemorySegment(SPECIES, ALL, row + NEXT, LITTLE);
      FloatVector s0 = spread(at);
      c0 = s0.fma(x, c0);
      d0 = s0.fma(y, d0);
      FloatVector s1 = spread(at + second);
      c1 = s1.fma(x, c1);
      d1 = s1.fma(y, d1);
      FloatVector s2 = spread(at + third);
      c2 = s2.fma(x, c2);
      d2 = s2.fma(y, d2);
      FloatVector s3 = spread(at + fourth);
      c3 = s3.fma(x, c3);
      d3 = s3.fma(y, d3);
      at += columnA;
      row += rowB;
    }
    c0.intoMemorySegment(ALL, c, LITTLE);
    d0.intoMemorySegment(ALL, c + NEXT, LITTLE);
    c1.intoMemorySegment(ALL, c + secondC, LITTLE);
    d1.intoMemorySegment(ALL, c + secondC + NEXT, LITTLE);
    c2.intoMemorySegment(ALL, c + thirdC, LITTLE);
    d2.intoMemorySegment(ALL, c + thirdC + NEXT, LITTLE);
    c3.intoMemorySegment(ALL, c + fourthC, LITTLE);
    d3.intoMemorySegment(ALL, c + fourthC + NEXT, LITTLE);
  }

  private static FloatVector spread(long address) {
    return FloatVector.broadcast(SPECIES, Memory.float32(address));
  }
}

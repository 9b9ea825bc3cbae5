package org.ladera.core.backend.cpu.blas;

import static org.ladera.core.backend.cpu.blas.Memory.ALL;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products of float32, a vector of columns at a time and eight rows in registers: the same sums in
 * the same order as {@link ScalarProducts}, hence the same bits.
 *
 * <p>Columns of B that are not contiguous are copied together first.
 */
final class VectorProducts {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final ByteOrder LITTLE = ByteOrder.LITTLE_ENDIAN;

  /** Columns at a time. */
  static final int LANES = SPECIES.length();

  /** The longest column that is copied. */
  private static final int LONGEST = 8192;

  private static final ThreadLocal<MemorySegment> COPY =
      ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(4L * LANES * LONGEST, 64));

  private VectorProducts() {}

  static boolean takes(MatrixProduct p) {
    return p.isFloat32() && (p.b.columnStride() == 1 || p.k <= LONGEST);
  }

  static void multiply(MatrixProduct p, long a, long b, long c) {
    long rowOfA = 4 * p.a.rowStride();
    long columnOfA = 4 * p.a.columnStride();
    long rowOfC = 4 * p.rowOfC;
    boolean copied = p.b.columnStride() != 1 && p.n > 1;
    long copy = copied ? COPY.get().address() : 0;
    for (int column = 0; column < p.n; column += LANES) {
      int width = Math.min(LANES, p.n - column);
      long panel = b + 4L * column * p.b.columnStride();
      long rowOfPanel = 4 * p.b.rowStride();
      if (copied) {
        copy(p.k, width, panel, rowOfPanel, 4 * p.b.columnStride(), copy);
        panel = copy;
        rowOfPanel = 4L * LANES;
      }
      long to = c + 4L * column;
      if (width == LANES) {
        whole(p.m, p.k, a, rowOfA, columnOfA, panel, rowOfPanel, to, rowOfC);
      } else {
        part(p.m, p.k, a, rowOfA, columnOfA, panel, rowOfPanel, to, rowOfC, width);
      }
    }
  }

  private static void copy(int k, int width, long from, long row, long column, long to) {
    for (int j = 0; j < width; j++) {
      long at = from + j * column;
      long into = to + 4L * j;
      int i = 0;
      for (; i + 4 <= k; i += 4) {
        float x0 = Memory.float32(at);
        float x1 = Memory.float32(at + row);
        float x2 = Memory.float32(at + 2 * row);
        float x3 = Memory.float32(at + 3 * row);
        Memory.float32(into, x0);
        Memory.float32(into + 4L * LANES, x1);
        Memory.float32(into + 8L * LANES, x2);
        Memory.float32(into + 12L * LANES, x3);
        at += 4 * row;
        into += 16L * LANES;
      }
      for (; i < k; i++) {
        Memory.float32(into, Memory.float32(at));
        at += row;
        into += 4L * LANES;
      }
    }
  }

  private static void whole(
      int m, int k, long a, long rowA, long columnA, long b, long rowB, long c, long rowC) {
    int row = 0;
    for (; row + 8 <= m; row += 8) {
      eight(k, a + row * rowA, rowA, columnA, b, rowB, c + row * rowC, rowC);
    }
    for (; row + 4 <= m; row += 4) {
      four(k, a + row * rowA, rowA, columnA, b, rowB, c + row * rowC, rowC);
    }
    for (; row < m; row++) {
      one(k, a + row * rowA, columnA, b, rowB, c + row * rowC);
    }
  }

  private static void part(
      int m, int k, long a, long rowA, long columnA, long b, long rowB, long c, long rowC, int n) {
    VectorMask<Float> mask = SPECIES.indexInRange(0, n);
    int row = 0;
    for (; row + 8 <= m; row += 8) {
      eight(k, a + row * rowA, rowA, columnA, b, rowB, c + row * rowC, rowC, mask);
    }
    for (; row < m; row++) {
      one(k, a + row * rowA, columnA, b, rowB, c + row * rowC, mask);
    }
  }

  private static void eight(
      int k, long a, long rowA, long columnA, long b, long rowB, long c, long rowC) {
    FloatVector c0 = FloatVector.zero(SPECIES);
    FloatVector c1 = c0;
    FloatVector c2 = c0;
    FloatVector c3 = c0;
    FloatVector c4 = c0;
    FloatVector c5 = c0;
    FloatVector c6 = c0;
    FloatVector c7 = c0;
    long upper = a;
    long lower = a + 4 * rowA;
    long row = b;
    long third = 3 * rowA;
    for (int i = 0; i < k; i++) {
      FloatVector x = load(row);
      c0 = spread(upper).fma(x, c0);
      c1 = spread(upper + rowA).fma(x, c1);
      c2 = spread(upper + 2 * rowA).fma(x, c2);
      c3 = spread(upper + third).fma(x, c3);
      c4 = spread(lower).fma(x, c4);
      c5 = spread(lower + rowA).fma(x, c5);
      c6 = spread(lower + 2 * rowA).fma(x, c6);
      c7 = spread(lower + third).fma(x, c7);
      upper += columnA;
      lower += columnA;
      row += rowB;
    }
    store(c0, c);
    store(c1, c + rowC);
    store(c2, c + 2 * rowC);
    store(c3, c + 3 * rowC);
    store(c4, c + 4 * rowC);
    store(c5, c + 5 * rowC);
    store(c6, c + 6 * rowC);
    store(c7, c + 7 * rowC);
  }

  private static void four(
      int k, long a, long rowA, long columnA, long b, long rowB, long c, long rowC) {
    FloatVector c0 = FloatVector.zero(SPECIES);
    FloatVector c1 = c0;
    FloatVector c2 = c0;
    FloatVector c3 = c0;
    long at = a;
    long row = b;
    for (int i = 0; i < k; i++) {
      FloatVector x = load(row);
      c0 = spread(at).fma(x, c0);
      c1 = spread(at + rowA).fma(x, c1);
      c2 = spread(at + 2 * rowA).fma(x, c2);
      c3 = spread(at + 3 * rowA).fma(x, c3);
      at += columnA;
      row += rowB;
    }
    store(c0, c);
    store(c1, c + rowC);
    store(c2, c + 2 * rowC);
    store(c3, c + 3 * rowC);
  }

  private static void one(int k, long a, long columnA, long b, long rowB, long c) {
    FloatVector sum = FloatVector.zero(SPECIES);
    for (int i = 0; i < k; i++) {
      sum = spread(a + i * columnA).fma(load(b + i * rowB), sum);
    }
    store(sum, c);
  }

  private static void eight(
      int k,
      long a,
      long rowA,
      long columnA,
      long b,
      long rowB,
      long c,
      long rowC,
      VectorMask<Float> mask) {
    FloatVector c0 = FloatVector.zero(SPECIES);
    FloatVector c1 = c0;
    FloatVector c2 = c0;
    FloatVector c3 = c0;
    FloatVector c4 = c0;
    FloatVector c5 = c0;
    FloatVector c6 = c0;
    FloatVector c7 = c0;
    long upper = a;
    long lower = a + 4 * rowA;
    long row = b;
    long third = 3 * rowA;
    for (int i = 0; i < k; i++) {
      FloatVector x = load(row, mask);
      c0 = spread(upper).fma(x, c0);
      c1 = spread(upper + rowA).fma(x, c1);
      c2 = spread(upper + 2 * rowA).fma(x, c2);
      c3 = spread(upper + third).fma(x, c3);
      c4 = spread(lower).fma(x, c4);
      c5 = spread(lower + rowA).fma(x, c5);
      c6 = spread(lower + 2 * rowA).fma(x, c6);
      c7 = spread(lower + third).fma(x, c7);
      upper += columnA;
      lower += columnA;
      row += rowB;
    }
    store(c0, c, mask);
    store(c1, c + rowC, mask);
    store(c2, c + 2 * rowC, mask);
    store(c3, c + 3 * rowC, mask);
    store(c4, c + 4 * rowC, mask);
    store(c5, c + 5 * rowC, mask);
    store(c6, c + 6 * rowC, mask);
    store(c7, c + 7 * rowC, mask);
  }

  private static void one(
      int k, long a, long columnA, long b, long rowB, long c, VectorMask<Float> mask) {
    FloatVector sum = FloatVector.zero(SPECIES);
    for (int i = 0; i < k; i++) {
      sum = spread(a + i * columnA).fma(load(b + i * rowB, mask), sum);
    }
    store(sum, c, mask);
  }

  private static FloatVector spread(long address) {
    return FloatVector.broadcast(SPECIES, Memory.float32(address));
  }

  private static FloatVector load(long address) {
    return FloatVector.fromMemorySegment(SPECIES, ALL, address, LITTLE);
  }

  private static FloatVector load(long address, VectorMask<Float> mask) {
    return FloatVector.fromMemorySegment(SPECIES, ALL, address, LITTLE, mask);
  }

  private static void store(FloatVector vector, long address) {
    vector.intoMemorySegment(ALL, address, LITTLE);
  }

  private static void store(FloatVector vector, long address, VectorMask<Float> mask) {
    vector.intoMemorySegment(ALL, address, LITTLE, mask);
  }
}

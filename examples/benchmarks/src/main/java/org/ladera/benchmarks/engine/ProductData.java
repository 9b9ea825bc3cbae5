package org.ladera.benchmarks.engine;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.util.SplittableRandom;
import org.ladera.benchmarks.work.ProductWork;

/** The matrices of a product, the same for every engine; positive, so that no entry is near 0. */
final class ProductData {
  private ProductData() {}

  /** {@return how a is there} */
  static long[] shapeOfA(ProductWork work) {
    return work.isTransposedA()
        ? new long[] {work.inner(), work.rows()}
        : new long[] {work.rows(), work.inner()};
  }

  /** {@return how b is there} */
  static long[] shapeOfB(ProductWork work) {
    return work.isTransposedB()
        ? new long[] {work.columns(), work.inner()}
        : new long[] {work.inner(), work.columns()};
  }

  /**
   * Fills a matrix.
   *
   * @param address where it is
   * @param shape its shape
   * @param isDouble whether its entries are of float64
   * @param seed 1 for a, 2 for b
   */
  static void fill(long address, long[] shape, boolean isDouble, long seed) {
    long count = shape[0] * shape[1];
    if (isDouble) {
      SplittableRandom random = new SplittableRandom(seed);
      MemorySegment memory = NativeFloats.segment(address, 2 * count);
      for (long i = 0; i < count; i++) {
        memory.setAtIndex(JAVA_DOUBLE_UNALIGNED, i, random.nextDouble(0.1, 1));
      }
    } else {
      NativeFloats.fill(address, count, seed, 0.1f, 1);
    }
  }

  /** {@return entries of a product, all or evenly spread ones} */
  static float[] sample(long address, ProductWork work, int most) {
    long count = (long) work.rows() * work.columns();
    return work.isDouble()
        ? NativeFloats.sampleDoubles(address, count, most)
        : NativeFloats.sample(address, count, most);
  }
}

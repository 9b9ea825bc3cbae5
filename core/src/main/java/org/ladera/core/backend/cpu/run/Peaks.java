package org.ladera.core.backend.cpu.run;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import org.ladera.core.backend.cpu.blas.MatrixLayout;
import org.ladera.core.backend.cpu.blas.MatrixLibraries;
import org.ladera.core.backend.cpu.blas.MatrixPlan;
import org.ladera.core.backend.cpu.blas.MatrixProduct;
import org.ladera.core.backend.cpu.pool.Phases;
import org.ladera.core.backend.cpu.pool.Pool;
import org.ladera.core.type.DType;

/**
 * What the machine can do at best, all threads together. Each number is measured when it is first
 * asked for, in some 50 ms, and kept.
 */
public final class Peaks {
  /** Rows, columns and inner size of the product: large enough for the fastest kernels. */
  private static final int SIZE = 768;

  private static final long ALIGNMENT = 64;
  private static final long LEAST = 64L << 10;
  private static final long MOST = 256L << 20;

  /** How much a thread copies at a time, so that beginning and end do not count. */
  private static final long COPIED = 4L << 20;

  private static final int TRIALS = 7;

  private final Pool pool;
  private final Map<DType, Double> products = new TreeMap<>();
  private final Map<Long, Double> copies = new TreeMap<>();

  /**
   * Nothing measured yet.
   *
   * @param pool the threads
   */
  public Peaks(Pool pool) {
    this.pool = pool;
  }

  /**
   * {@return the rate of matrix products, in floating-point operations per ns}
   *
   * @param dtype float32 or float64
   */
  public synchronized double products(DType dtype) {
    return products.computeIfAbsent(dtype, this::measureProducts);
  }

  /**
   * {@return the rate of copies, in bytes read and written per ns}
   *
   * @param bytes how many bytes are read and written, roughly: those of a cache are faster
   */
  public synchronized double copies(long bytes) {
    return copies.computeIfAbsent(size(bytes), this::measureCopies);
  }

  /** {@return the size that is measured for so many bytes: a power of 4 near it} */
  static long size(long bytes) {
    long size = LEAST;
    while (size < MOST && 2 * size < bytes) {
      size *= 4;
    }
    return size;
  }

  /** {@return what was measured so far, in words} */
  public synchronized String describe() {
    StringBuilder text = new StringBuilder();
    products.forEach(
        (dtype, rate) ->
            text.append(", products of %s at %.1f GFLOP/s".formatted(dtype.label(), rate)));
    copies.forEach(
        (bytes, rate) ->
            text.append(", copies of %d KB at %.1f GB/s".formatted(bytes >> 10, rate)));
    return text.isEmpty() ? "nothing" : text.substring(2);
  }

  private double measureProducts(DType dtype) {
    MatrixLayout layout = MatrixLayout.rowMajor(SIZE);
    MatrixProduct product = MatrixProduct.of(dtype, SIZE, SIZE, SIZE, layout, layout, SIZE);
    MatrixPlan plan = MatrixPlan.of(product, MatrixLibraries.loaded());
    long bytes = (long) SIZE * SIZE * dtype.size();
    int chunks = 2 * pool.threads();
    try (Arena arena = Arena.ofShared()) {
      long a = filled(arena, bytes);
      long b = filled(arena, bytes);
      long[] results = new long[chunks];
      for (int i = 0; i < chunks; i++) {
        results[i] = filled(arena, bytes);
      }
      double flops = (double) chunks * product.flops();
      return flops
          / best(
              chunks,
              chunk -> {
                for (int tile = 0; tile < plan.grid().tiles(); tile++) {
                  plan.run(tile, a, b, results[chunk]);
                }
              });
    }
  }

  private double measureCopies(long size) {
    int chunks = pool.threads();
    long part = Math.max(ALIGNMENT, size / 2 / chunks / ALIGNMENT * ALIGNMENT);
    long times = Math.max(1, COPIED / part);
    try (Arena arena = Arena.ofShared()) {
      MemorySegment from = arena.allocate(part * chunks, ALIGNMENT).fill((byte) 1);
      MemorySegment to = arena.allocate(part * chunks, ALIGNMENT).fill((byte) 2);
      double bytes = 2.0 * part * times * chunks;
      return bytes
          / best(
              chunks,
              chunk -> {
                for (long i = 0; i < times; i++) {
                  MemorySegment.copy(from, chunk * part, to, chunk * part, part);
                }
              });
    }
  }

  /** Numbers that are neither 0 nor subnormal. */
  private static long filled(Arena arena, long bytes) {
    return arena.allocate(bytes, ALIGNMENT).fill((byte) 0x3f).address();
  }

  /** The shortest time in which all threads together do all chunks, in ns. */
  private double best(int chunks, IntConsumer work) {
    Phases phases =
        new Phases() {
          @Override
          public int count() {
            return 1;
          }

          @Override
          public int chunks(int phase) {
            return chunks;
          }

          @Override
          public void run(int phase, int chunk, int worker) {
            work.accept(chunk);
          }
        };
    double best = Double.POSITIVE_INFINITY;
    for (int trial = 0; trial < TRIALS; trial++) {
      long began = System.nanoTime();
      pool.run(phases, true);
      best = Math.min(best, (double) (System.nanoTime() - began));
    }
    return Math.max(1, best);
  }
}

package org.ladera.autograd.fuzz;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;

/** All that a program is drawn by: one stream of random numbers, and the sizes it prefers. */
final class Chance {
  static final int MAX_RANK = 4;

  private static final int[] SIZES = {
    0, 1, 2, 3, 7, 8, 15, 16, 17, 31, 33, 64, 100, 257, 1000, 4097
  };
  private static final int[] SIZE_WEIGHTS = {2, 8, 12, 12, 10, 9, 8, 8, 8, 6, 6, 5, 5, 5, 4, 4};
  private static final int[] RANK_WEIGHTS = {12, 26, 32, 18, 12};
  private static final DType[] DTYPES = {
    DType.FLOAT32, DType.FLOAT64, DType.INT32, DType.INT64, DType.BOOL
  };
  private static final int[] DTYPE_WEIGHTS = {52, 20, 10, 9, 9};
  private static final int ATTEMPTS = 20;

  private final SplittableRandom random;
  private final Bias bias;
  private final int cap;
  private final int[] palette;

  Chance(SplittableRandom random, Bias bias) {
    this.random = random;
    this.bias = bias;
    this.cap = happens(0.9) ? 2_000 : 1 << 16;
    this.palette = new int[4];
    Arrays.setAll(palette, _ -> SIZES[weighted(SIZE_WEIGHTS)]);
  }

  SplittableRandom random() {
    return random;
  }

  /** What the program is drawn for. */
  Bias bias() {
    return bias;
  }

  /** The most entries that a value of this program has. */
  int cap() {
    return cap;
  }

  boolean happens(double probability) {
    return random.nextDouble() < probability;
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  int weighted(int... weights) {
    int left = random.nextInt(Arrays.stream(weights).sum());
    int chosen = 0;
    while (left >= weights[chosen]) {
      left -= weights[chosen++];
    }
    return chosen;
  }

  DType dtype() {
    return DTYPES[weighted(DTYPE_WEIGHTS)];
  }

  DType floating() {
    return happens(0.7) ? DType.FLOAT32 : DType.FLOAT64;
  }

  /** A size, mostly one of the few of this program, so that shapes fit each other. */
  int size() {
    return happens(0.8) ? palette[random.nextInt(palette.length)] : SIZES[weighted(SIZE_WEIGHTS)];
  }

  /** A size that is not 0 and keeps a shape of so many entries small enough; 1 if none does. */
  int sizeBeside(long entries) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int size = size();
      if (size > 0 && size * Math.max(entries, 1) <= cap) {
        return size;
      }
    }
    return 1;
  }

  Shape shape() {
    return shape(weighted(RANK_WEIGHTS));
  }

  Shape shape(int rank) {
    int[] sizes = new int[rank];
    long entries = 1;
    for (int axis = 0; axis < rank; axis++) {
      sizes[axis] = happens(bias.emptiness()) ? 0 : sizeBeside(entries);
      entries *= Math.max(sizes[axis], 1);
    }
    // The large sizes come where they were drawn first; turn them to any axis.
    for (int axis = rank - 1; axis > 0; axis--) {
      int other = random.nextInt(axis + 1);
      int size = sizes[axis];
      sizes[axis] = sizes[other];
      sizes[other] = size;
    }
    return Shape.of(sizes);
  }

  /** The axes 0 to rank - 1 in any order. */
  int[] order(int rank) {
    int[] order = new int[rank];
    for (int axis = 0; axis < rank; axis++) {
      int other = random.nextInt(axis + 1);
      order[axis] = order[other];
      order[other] = axis;
    }
    return order;
  }

  /** Some of the axes of a rank that is not 0, at least one, ascending. */
  int[] axes(int rank) {
    while (true) {
      int[] axes = random.ints(rank, 0, 2).toArray();
      int[] chosen = new int[rank];
      int count = 0;
      for (int axis = 0; axis < rank; axis++) {
        if (axes[axis] == 1) {
          chosen[count++] = axis;
        }
      }
      if (count > 0) {
        return Arrays.copyOf(chosen, count);
      }
    }
  }
}

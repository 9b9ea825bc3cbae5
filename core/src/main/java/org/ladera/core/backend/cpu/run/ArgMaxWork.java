package org.ladera.core.backend.cpu.run;

import java.util.Arrays;
import org.ladera.core.program.ArgMax;
import org.ladera.core.type.DType;

/**
 * Finds the largest entries for some of the results. Entries become doubles or longs, which keeps
 * their order, a line at a time.
 */
final class ArgMaxWork extends Work {
  private static final int TILE = 256;

  private final ArgMax step;
  private final DType dtype;
  private final long from;
  private final long to;
  private final long[] addresses;
  private final int[] best = new int[TILE];
  private final double[] largest = new double[TILE];
  private final long[] largestWhole = new long[TILE];
  private final Lines lines;

  /**
   * A part of the search.
   *
   * @param from the first entry before the axis
   * @param to the entry before the axis behind the last
   */
  ArgMaxWork(ArgMax step, long from, long to, Addresses addresses) {
    this.step = step;
    this.dtype = addresses.buffers().get(step.source()).dtype();
    this.from = from;
    this.to = to;
    this.addresses = addresses.bind(step.source(), step.target());
    this.lines = new Lines(dtype, TILE);
  }

  @Override
  void run(Worker worker) {
    int width = dtype.size();
    for (long o = from; o < to; o++) {
      long source = addresses[0] + o * step.size() * step.inner() * width;
      long target = addresses[1] + o * step.inner() * Integer.BYTES;
      if (step.inner() == 1) {
        Memory.setInt(target, dtype.isFloating() ? row(source) : wholeRow(source));
        continue;
      }
      for (long column = 0; column < step.inner(); column += TILE) {
        int count = (int) Math.min(TILE, step.inner() - column);
        columns(source + column * width, count);
        Memory.store(best, target + column * Integer.BYTES, count);
      }
    }
  }

  private int row(long source) {
    long found = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (long first = 0; first < step.size(); first += TILE) {
      int count = (int) Math.min(TILE, step.size() - first);
      lines.load(source + first * dtype.size(), count);
      for (int i = 0; i < count; i++) {
        double value = lines.numbers[i];
        if (Double.isNaN(value)) {
          return (int) (first + i);
        }
        if (value > most) {
          most = value;
          found = first + i;
        }
      }
    }
    return (int) found;
  }

  private int wholeRow(long source) {
    long found = 0;
    long most = Long.MIN_VALUE;
    for (long first = 0; first < step.size(); first += TILE) {
      int count = (int) Math.min(TILE, step.size() - first);
      lines.load(source + first * dtype.size(), count);
      for (int i = 0; i < count; i++) {
        if (lines.wholes[i] > most) {
          most = lines.wholes[i];
          found = first + i;
        }
      }
    }
    return (int) found;
  }

  private void columns(long source, int count) {
    Arrays.fill(best, 0, count, 0);
    Arrays.fill(largest, 0, count, Double.NEGATIVE_INFINITY);
    Arrays.fill(largestWhole, 0, count, Long.MIN_VALUE);
    for (int position = 0; position < step.size(); position++) {
      lines.load(source + position * step.inner() * dtype.size(), count);
      if (dtype.isFloating()) {
        take(position, count);
      } else {
        takeWhole(position, count);
      }
    }
  }

  private void take(int position, int count) {
    for (int i = 0; i < count; i++) {
      double value = lines.numbers[i];
      // Once NaN is found nothing is greater, and no later NaN counts.
      if (value > largest[i] || (Double.isNaN(value) && !Double.isNaN(largest[i]))) {
        largest[i] = value;
        best[i] = position;
      }
    }
  }

  private void takeWhole(int position, int count) {
    for (int i = 0; i < count; i++) {
      if (lines.wholes[i] > largestWhole[i]) {
        largestWhole[i] = lines.wholes[i];
        best[i] = position;
      }
    }
  }

  /** Entries of any type, as doubles if they are floating, else as longs. */
  private static final class Lines {
    private final DType dtype;
    private final float[] floats;
    private final int[] ints;
    private final double[] numbers;
    private final long[] wholes;

    Lines(DType dtype, int most) {
      this.dtype = dtype;
      this.floats = new float[most];
      this.ints = new int[most];
      this.numbers = new double[most];
      this.wholes = new long[most];
    }

    void load(long address, int count) {
      switch (dtype) {
        case FLOAT32 -> {
          Memory.load(address, floats, count);
          for (int i = 0; i < count; i++) {
            numbers[i] = floats[i];
          }
        }
        case FLOAT64 -> Memory.load(address, numbers, count);
        case INT32 -> {
          Memory.load(address, ints, count);
          for (int i = 0; i < count; i++) {
            wholes[i] = ints[i];
          }
        }
        case INT64 -> Memory.load(address, wholes, count);
        case BOOL -> throw new IllegalStateException("bools have no order");
      }
    }
  }
}

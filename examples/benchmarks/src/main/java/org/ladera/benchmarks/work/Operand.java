package org.ladera.benchmarks.work;

import java.util.Arrays;
import java.util.List;

/**
 * An array that an op reads, filled with even random numbers.
 *
 * @param sizes its shape
 * @param content what its numbers are
 */
public record Operand(List<Integer> sizes, Content content) {
  /** What numbers are. */
  public enum Content {
    /** From -2 to 2, float32. */
    SIGNED(-2, 2),
    /** From 0.1 to 2, float32. */
    POSITIVE(0.1f, 2),
    /** True or false. */
    TRUTHS(0, 1),
    /** Row numbers, from 0 to the size of the first axis. */
    ROWS(0, 1);

    private final float low;
    private final float high;

    Content(float low, float high) {
      this.low = low;
      this.high = high;
    }

    /** {@return the least number} */
    public float low() {
      return low;
    }

    /** {@return above all numbers} */
    public float high() {
      return high;
    }
  }

  /** Copies the sizes. */
  public Operand {
    sizes = List.copyOf(sizes);
  }

  static Operand of(Content content, Integer... sizes) {
    return new Operand(Arrays.asList(sizes), content);
  }

  /** {@return the shape} */
  public long[] shape() {
    return sizes.stream().mapToLong(Integer::longValue).toArray();
  }

  /** {@return how many numbers there are} */
  public int count() {
    return sizes.stream().reduce(1, Math::multiplyExact);
  }
}

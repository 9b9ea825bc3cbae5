package org.ladera.benchmarks.work;

import java.util.List;

/**
 * A program of small loops, none of which can be one with the next, as each needs all columns' sums
 * that the one before it leaves.
 *
 * @param stages how many sums there are, one after the other
 */
public record KernelWork(int stages) implements Task {
  /** The name of this kind of work. */
  public static final String KIND = "kernel";

  /** The numbers of sums that are compared: the difference of the times is that of the kernels. */
  public static final List<Integer> COUNTS = List.of(1, 101);

  /** {@return how many loops that makes: one begins a sum, each adds the last to its input} */
  public int kernels() {
    return stages + 1;
  }

  /** {@return the number of rows} */
  public int rows() {
    return 2;
  }

  /** {@return the number of columns} */
  public int columns() {
    return 16;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public String title() {
    return stages + (stages == 1 ? " sum" : " sums") + " in a chain, of 2 x 16 entries";
  }

  @Override
  public String encode() {
    return String.valueOf(stages);
  }

  /**
   * {@return the work of a word}
   *
   * @param word what {@link #encode} made
   */
  public static KernelWork decode(String word) {
    return new KernelWork(Integer.parseInt(word));
  }
}

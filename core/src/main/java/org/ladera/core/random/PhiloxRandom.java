package org.ladera.core.random;

/**
 * Random numbers one after the other, for what is done before a program runs: initial values, the
 * order of examples. The sequence is the draw (seed, stream, counter 0) of {@link Philox}, so a
 * seed gives the same numbers on every machine and JVM. Not thread-safe.
 */
public final class PhiloxRandom {
  private final long seed;
  private final long stream;
  private long index;
  private double spareGaussian = Double.NaN;

  /**
   * Starts a sequence.
   *
   * @param seed the user's seed
   * @param stream what the numbers are for, see {@link Philox#streamOf}
   */
  public PhiloxRandom(long seed, long stream) {
    this.seed = seed;
    this.stream = stream;
  }

  /** {@return the next number, uniform over the multiples of 2^-53 in [0, 1)} */
  public double nextUniform() {
    return Philox.uniform(seed, stream, 0, index++);
  }

  /**
   * {@return the next number, normal with mean 0 and variance 1}
   *
   * <p>Two uniforms u, v give sqrt(-2 ln(1 - u)) cos(2 pi v) and, at the call after it, the same
   * with sin (Box, Muller: A Note on the Generation of Random Normal Deviates, 1958,
   * doi:10.1214/aoms/1177706645). No result exceeds 8.58 in size.
   */
  public double nextGaussian() {
    if (!Double.isNaN(spareGaussian)) {
      double spare = spareGaussian;
      spareGaussian = Double.NaN;
      return spare;
    }
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - nextUniform()));
    double angle = 2 * StrictMath.PI * nextUniform();
    spareGaussian = radius * StrictMath.sin(angle);
    return radius * StrictMath.cos(angle);
  }

  /**
   * {@return the next number, uniform over 0, 1, ..., bound - 1 without bias}
   *
   * @param bound how many numbers there are to choose from
   * @throws IllegalArgumentException if the bound is not positive
   */
  public int nextInt(int bound) {
    if (bound <= 0) {
      throw new IllegalArgumentException(
          "PhiloxRandom.nextInt: the bound must be positive, got " + bound);
    }
    // The 63-bit numbers below the largest multiple of the bound are spread evenly over the
    // remainders; the others, at most one in 2^32, are drawn again.
    long drawn;
    long remainder;
    do {
      drawn = Philox.bits(seed, stream, 0, index++, 63);
      remainder = drawn % bound;
    } while (drawn - remainder > Long.MAX_VALUE - bound + 1);
    return (int) remainder;
  }
}

package org.ladera.core.fn;

import static org.ladera.core.graph.Ops.concat;
import static org.ladera.core.graph.Ops.constant;
import static org.ladera.core.graph.Ops.cos;
import static org.ladera.core.graph.Ops.less;
import static org.ladera.core.graph.Ops.log;
import static org.ladera.core.graph.Ops.randomBits;
import static org.ladera.core.graph.Ops.sin;
import static org.ladera.core.graph.Ops.sqrt;

import org.ladera.core.graph.Node;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;

/**
 * Random numbers, made of the random integers of {@link org.ladera.core.graph.RandomBits}: a pure
 * function of seed, stream, counter and place. The integers, and with them the uniform and the
 * bernoulli numbers, are the same on every backend.
 */
public final class Random {
  /** As many bits as the significand of each type holds, so that every number is exact. */
  private static final int BITS_32 = 24;

  private static final int BITS_64 = 53;

  private Random() {}

  /**
   * {@return numbers from [0, 1): multiples of 2^-24 in float32, of 2^-53 in float64}
   *
   * @param seed the seed
   * @param stream which draw this is
   * @param shape the shape
   * @param counter an int64 scalar that differs from run to run
   * @param dtype a floating type
   */
  public static Node uniform(long seed, long stream, Shape shape, Node counter, DType dtype) {
    if (!dtype.isFloating()) {
      throw new IllegalArgumentException(
          "uniform: the type must be a floating one, got " + dtype.label());
    }
    int bits = dtype == DType.FLOAT32 ? BITS_32 : BITS_64;
    return randomBits(seed, stream, bits, shape, counter).cast(dtype).times(Math.scalb(1.0, -bits));
  }

  /**
   * {@return numbers of the normal distribution of mean 0 and variance 1, in pairs by the method of
   * Box and Muller, Annals of Mathematical Statistics 29, 1958}
   *
   * @param seed the seed
   * @param stream which draw this is
   * @param shape the shape
   * @param counter an int64 scalar that differs from run to run
   * @param dtype a floating type
   */
  public static Node normal(long seed, long stream, Shape shape, Node counter, DType dtype) {
    int size = Math.toIntExact(shape.size());
    int pairs = (size + 1) / 2;
    Node uniform = uniform(seed, stream, Shape.of(2, pairs), counter, dtype);
    Node positive = constant(1).minus(uniform.at(0, 0));
    Node radius = sqrt(log(positive).times(-2));
    Node angle = uniform.at(0, 1).times(2 * Math.PI);
    return concat(0, radius.times(cos(angle)), radius.times(sin(angle)))
        .slice(0, 0, size)
        .reshape(shape.toArray());
  }

  /**
   * {@return true with a probability, which is rounded to a multiple of 2^-24}
   *
   * @param probability from 0 (never) to 1 (always)
   * @param seed the seed
   * @param stream which draw this is
   * @param shape the shape
   * @param counter an int64 scalar that differs from run to run
   * @throws IllegalArgumentException if the probability is none
   */
  public static Node bernoulli(
      double probability, long seed, long stream, Shape shape, Node counter) {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException(
          "bernoulli: probability must be in [0, 1], got " + probability);
    }
    double threshold = Math.rint(Math.scalb(probability, BITS_32));
    return less(randomBits(seed, stream, BITS_32, shape, counter), constant(threshold));
  }
}

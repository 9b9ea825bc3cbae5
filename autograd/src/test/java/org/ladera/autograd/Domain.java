package org.ladera.autograd;

import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.random.RandomGenerator;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;

/** The values that an input may take, away from the kinks of the function that takes them. */
interface Domain {
  Domain NORMAL = reals(RandomGenerator::nextGaussian);
  Domain NONZERO = reals(random -> (random.nextBoolean() ? 1 : -1) * random.nextDouble(0.3, 2));
  Domain POSITIVE = reals(random -> random.nextDouble(0.3, 3));
  Domain ABOVE_MINUS_ONE = reals(random -> random.nextDouble(-0.7, 2));
  Domain PROBABILITY = reals(random -> random.nextDouble(0.05, 0.95));

  /** At least 0.1 from every multiple of one half. */
  Domain BETWEEN_HALVES =
      reals(random -> random.nextInt(-6, 6) / 2.0 + random.nextDouble(0.1, 0.4));

  /** Whole numbers, moved by at most 0.2: never within 0.1 of a number of {@link #NEAR_HALF}. */
  Domain NEAR_WHOLE = reals(random -> random.nextInt(-2, 3) + random.nextDouble(-0.2, 0.2));

  /** Whole numbers and a half, moved by at most 0.2. */
  Domain NEAR_HALF = reals(random -> random.nextInt(-2, 2) + 0.5 + random.nextDouble(-0.2, 0.2));

  Domain SIGNS = reals(random -> random.nextBoolean() ? 1 : -1);
  Domain INT32 = integers(DType.INT32, random -> random.nextInt(-9, 10));
  Domain INT64 = integers(DType.INT64, random -> random.nextLong(-9, 10));
  Domain BOOL = integers(DType.BOOL, random -> random.nextInt(2));

  /** No two entries within 0.3 of each other: every maximum and minimum is clear. */
  Domain DISTINCT =
      (floating, shape, random) -> {
        double[] values = new double[Math.toIntExact(shape.size())];
        for (int i = 0; i < values.length; i++) {
          int other = random.nextInt(i + 1);
          values[i] = values[other];
          values[other] = i / 2.0 - values.length / 4.0 + random.nextDouble(-0.1, 0.1);
        }
        return HostArray.ofDoubles(floating, shape, values);
      };

  /**
   * Values for an input.
   *
   * @param floating the type, if the domain is one of floating numbers
   */
  HostArray draw(DType floating, Shape shape, RandomGenerator random);

  /** Indices of an axis. */
  static Domain indices(int size) {
    return integers(DType.INT32, random -> random.nextInt(size));
  }

  private static Domain reals(ToDoubleFunction<RandomGenerator> each) {
    return (floating, shape, random) -> {
      double[] values = new double[Math.toIntExact(shape.size())];
      for (int i = 0; i < values.length; i++) {
        values[i] = each.applyAsDouble(random);
      }
      return HostArray.ofDoubles(floating, shape, values);
    };
  }

  private static Domain integers(DType dtype, ToLongFunction<RandomGenerator> each) {
    return (floating, shape, random) -> {
      long[] values = new long[Math.toIntExact(shape.size())];
      for (int i = 0; i < values.length; i++) {
        values[i] = each.applyAsLong(random);
      }
      return HostArray.ofLongs(dtype, shape, values);
    };
  }
}

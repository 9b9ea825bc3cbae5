package org.ladera.autograd.fuzz;

import java.util.SplittableRandom;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.TensorType;

/** How the values of a leaf are drawn. */
enum Filling {
  /** About a normal distribution; small integers; either bool. */
  COMMON,
  /** Numbers from 0 to 1. */
  FRACTIONS,
  /** Small whole numbers, with many equal ones. */
  WHOLE,
  /** Of very different magnitudes. */
  WIDE,
  /** Here and there NaN, a zero of either sign, infinite, subnormal, or as large as can be. */
  SPECIAL,
  /** Positions of an axis. */
  POSITIONS;

  private static final double[] SPECIALS = {
    Double.NaN, 0.0, -0.0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1, -1
  };

  /** Any but positions: in 15 of 100 the special ones, unless the program is drawn for them. */
  static Filling any(Chance chance) {
    if (chance.bias() == Bias.SPECIAL_VALUES) {
      return SPECIAL;
    }
    return switch (chance.weighted(45, 15, 15, 10, 15)) {
      case 0 -> COMMON;
      case 1 -> FRACTIONS;
      case 2 -> WHOLE;
      case 3 -> WIDE;
      default -> SPECIAL;
    };
  }

  /**
   * Fresh values.
   *
   * @param size for positions, the size of the axis
   */
  HostArray draw(TensorType type, int size, SplittableRandom random) {
    HostArray array = HostArray.zeros(type);
    DType dtype = type.dtype();
    for (long i = 0; i < array.size(); i++) {
      switch (dtype) {
        case FLOAT32, FLOAT64 -> array.setDouble(i, real(dtype, random));
        case INT32, INT64 -> array.setLong(i, integer(dtype, size, random));
        case BOOL -> array.setLong(i, random.nextInt(2));
      }
    }
    return array;
  }

  private double real(DType dtype, SplittableRandom random) {
    return switch (this) {
      case COMMON, POSITIONS -> random.nextGaussian();
      case FRACTIONS -> random.nextDouble();
      case WHOLE -> random.nextInt(-3, 4);
      case WIDE -> random.nextGaussian() * Math.pow(10, random.nextInt(-8, 9));
      case SPECIAL -> random.nextInt(4) == 0 ? special(dtype, random) : random.nextGaussian();
    };
  }

  private static double special(DType dtype, SplittableRandom random) {
    int choice = random.nextInt(SPECIALS.length + 4);
    if (choice < SPECIALS.length) {
      return SPECIALS[choice];
    }
    double sign = random.nextBoolean() ? 1 : -1;
    double smallest = Rounding.smallest(dtype);
    return switch (choice - SPECIALS.length) {
      case 0 -> sign * smallest * random.nextInt(1, 1000);
      case 1 -> sign * Rounding.largest(dtype);
      // Subnormal too, but with all the digits that there are.
      case 2 -> sign * smallest * (0.25 / Rounding.unit(dtype)) * random.nextDouble(1, 2);
      default -> sign * Rounding.largest(dtype) * random.nextDouble();
    };
  }

  private long integer(DType dtype, int size, SplittableRandom random) {
    return switch (this) {
      case POSITIONS -> random.nextInt(size);
      case SPECIAL -> random.nextInt(4) == 0 ? extreme(dtype, random) : random.nextInt(-5, 20);
      case WIDE -> random.nextInt(-1_000_000, 1_000_000);
      case FRACTIONS -> random.nextInt(2);
      default -> random.nextInt(-5, 20);
    };
  }

  private static long extreme(DType dtype, SplittableRandom random) {
    boolean is32 = dtype == DType.INT32;
    return switch (random.nextInt(3)) {
      case 0 -> is32 ? Integer.MIN_VALUE : Long.MIN_VALUE;
      case 1 -> is32 ? Integer.MAX_VALUE : Long.MAX_VALUE;
      default -> is32 ? random.nextInt() : random.nextLong();
    };
  }
}

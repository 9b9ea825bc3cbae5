package org.ladera.core.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** A number to the power of another: against 70 digits, and against what the JDK returns. */
class PowerFunctionTest {
  /** What the function promises, in units in the last place. */
  private static final double LARGEST_ERROR = 0.505;

  /** From here on {@link StrictMath} errs by thousands of units in the last place. */
  private static final double COARSE = 0x1p31;

  private static final int DRAWS = 1500;

  private static final double[] SPECIAL = {
    0.0,
    Double.MIN_VALUE,
    0x1.8p-1060,
    Double.MIN_NORMAL,
    1e-300,
    1e-20,
    0.25,
    1.0 / 3,
    0.5,
    2.0 / 3,
    Math.nextDown(1.0),
    1,
    Math.nextUp(1.0),
    1.5,
    2,
    2.5,
    3,
    4,
    1023,
    1024,
    1074,
    1075,
    0x1p31 - 1,
    0x1p31 + 1,
    0x1p52 - 0.5,
    0x1p52 + 1,
    0x1p53 - 1,
    0x1p53,
    0x1p53 + 2,
    0x1p62,
    0x1p63,
    0x1p64,
    1e300,
    Double.MAX_VALUE,
    Double.POSITIVE_INFINITY,
    Double.NaN
  };

  private static double pow(double x, double y) {
    return Functions.pow(x, y);
  }

  /** Draws bases and exponents, and has none of them err by more than is promised. */
  private static void within(long seed, Function<SplittableRandom, double[]> draw) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < DRAWS; i++) {
      double[] pair = draw.apply(random);
      double x = pair[0];
      double y = pair[1];
      double power = pow(x, y);
      String what = x + " to " + y;
      if (Double.isFinite(power)) {
        double error = new PrecisePower(x, y).ulpsFrom(power);
        assertTrue(error <= LARGEST_ERROR, () -> what + " errs by " + error);
      }
      if (Math.abs(y) < COARSE) {
        assertEquals(StrictMath.pow(x, y), power, Math.ulp(power), what);
      }
    }
  }

  /** An exponent for which the power is e^t, t between these. */
  private static double[] upTo(double x, SplittableRandom random, double low, double high) {
    double t = low + (high - low) * random.nextDouble();
    return new double[] {x, t / Math.log(x)};
  }

  @Test
  void errsLittleWithOrdinaryNumbers() {
    within(
        1,
        random ->
            new double[] {Math.exp(6 * random.nextDouble() - 3), 20 * random.nextDouble() - 10});
  }

  @Test
  void errsLittleWithBasesOfAllSizes() {
    within(
        2,
        random -> {
          double x = Double.longBitsToDouble(random.nextLong(1, 0x7ff0000000000000L));
          return upTo(x, random, -745, 709.7);
        });
  }

  @Test
  void errsLittleWithBasesNearOne() {
    within(
        3,
        random -> {
          double distance = (1 + random.nextDouble()) * Math.scalb(1.0, -random.nextInt(2, 52));
          return upTo(random.nextBoolean() ? 1 + distance : 1 - distance, random, -745, 709.7);
        });
  }

  @Test
  void errsLittleWithSubnormalBases() {
    within(4, random -> upTo(random.nextLong(1, 1L << 52) * Double.MIN_VALUE, random, -745, 709.7));
  }

  @Test
  void roundsSubnormalResultsOnce() {
    within(5, random -> upTo(Math.exp(60 * random.nextDouble() - 30), random, -745.1, -707));
  }

  @Test
  void errsLittleWithWhatOptimizersAsk() {
    within(
        6,
        random ->
            new double[] {1 - Math.exp(-8 * random.nextDouble() - 1), random.nextInt(1, 100_000)});
  }

  @Test
  void knowsEverySpecialCase() {
    for (double first : SPECIAL) {
      for (double second : SPECIAL) {
        same(first, second);
        same(first, -second);
        same(-first, second);
        same(-first, -second);
      }
    }
  }

  /** IEEE 754 differs from Java in 1 to any power and -1 to an infinite one. */
  private static void same(double x, double y) {
    String what = x + " to " + y;
    double power = pow(x, y);
    if (x == 1 || (x == -1 && Double.isInfinite(y))) {
      assertEquals(1.0, power, what);
      return;
    }
    double known = StrictMath.pow(x, y);
    if (!Double.isFinite(known) || known == 0 || Math.abs(known) == 1) {
      assertEquals(known, power, what);
    } else if (Math.abs(y) < COARSE) {
      assertEquals(known, power, Math.ulp(known), what);
    } else {
      assertEquals(1, power / known, 1e-9, what);
    }
  }

  @Test
  void isExactWhereFloat64HasTheResult() {
    for (double base = 2; base < 0x1p26; base += base < 500 ? 1 : 2 * base + 1) {
      double square = base * base;
      double power = base;
      for (int n = 1; power < 0x1p53; n++) {
        assertEquals(power, pow(base, n), base + " to " + n);
        assertEquals(n % 2 == 0 ? power : -power, pow(-base, n), -base + " to " + n);
        assertEquals(power * Math.scalb(1.0, -20 * n), pow(base * 0x1p-20, n));
        if (n % 2 == 1) {
          assertEquals(power, pow(square, n * 0.5), square + " to " + n + " / 2");
        }
        power *= base;
      }
      if (square * square < 0x1p53) {
        assertEquals(base, pow(square * square, 0.25));
        assertEquals(base * square, pow(square * square, 0.75));
      }
    }
  }

  @Test
  void hasEveryPowerOfTwo() {
    for (int n = -1074; n < 1024; n++) {
      double power = Math.scalb(1.0, n);
      assertEquals(power, pow(2, n));
      assertEquals(power, pow(0.5, -n));
      assertEquals(power, pow(4, n / 2.0));
    }
    assertEquals(0.0, pow(2, -1075), "half of the least number, to even");
    assertEquals(Double.MIN_VALUE, pow(2, Math.nextUp(-1075.0)));
    assertEquals(Double.POSITIVE_INFINITY, pow(2, 1024));
  }

  @Test
  void squaresRootsAndReciprocalsAreThoseOfArithmetic() {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 100_000; i++) {
      double x = Double.longBitsToDouble(random.nextLong());
      assertEquals(x, pow(x, 1));
      assertEquals(x * x, pow(x, 2));
      assertEquals(1 / x, pow(x, -1));
      assertEquals(x < 0 ? (Double.isInfinite(x) ? -x : Double.NaN) : Math.sqrt(x), pow(x, 0.5));
    }
  }

  @Test
  void allocatesNothing() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    double sum = pow(0.9, 3);
    long least = Long.MAX_VALUE;
    for (int attempt = 0; attempt < 20 && least > 0; attempt++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 1; i < 1000; i++) {
        sum += pow(0.999, i) + pow(i, -3.5) + pow(-i, 3) + pow(i, -300) + pow(0, i);
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertEquals(0, least);
    assertTrue(Double.isFinite(sum));
  }
}

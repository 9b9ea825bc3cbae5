package org.ladera.core.backend.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.ladera.core.backend.reference.Reference.doubles;
import static org.ladera.core.backend.reference.Reference.floats;
import static org.ladera.core.backend.reference.Reference.ints;
import static org.ladera.core.backend.reference.Reference.longs;
import static org.ladera.core.backend.reference.Reference.toDoubles;
import static org.ladera.core.backend.reference.Reference.toLongs;
import static org.ladera.core.backend.reference.Reference.truths;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.type.DType;

class ElementsTest {
  private static final double INF = Double.POSITIVE_INFINITY;
  private static final double NAN = Double.NaN;
  private static final double TINY = Double.MIN_VALUE;
  private static final double HUGE = Double.MAX_VALUE;

  /** Bits are compared, so that -0 is not +0, and NaN is NaN. */
  private static void assertMaps(UnaryOperator<Node> function, double[] to, double... from) {
    assertArrayEquals(to, toDoubles(function.apply(doubles(from))), 0.0);
    for (int i = 0; i < to.length; i++) {
      double result = toDoubles(function.apply(doubles(from[i])))[0];
      assertEquals(
          Double.doubleToLongBits(to[i]),
          Double.doubleToLongBits(result),
          () -> Arrays.toString(from));
    }
  }

  private static double[] values(double... values) {
    return values;
  }

  @Test
  void arithmeticFollowsIeee754() {
    Node a = doubles(0.1, INF, INF, -0.0, HUGE, TINY, NAN);
    Node b = doubles(0.2, -INF, 0, 0.0, HUGE, 0.5, 1);
    assertArrayEquals(values(0.1 + 0.2, NAN, INF, 0.0, INF, 0.5, NAN), toDoubles(a.plus(b)));
    assertArrayEquals(values(0.1 - 0.2, INF, INF, -0.0, 0, -0.5, NAN), toDoubles(a.minus(b)));
    assertArrayEquals(values(0.1 * 0.2, -INF, NAN, -0.0, INF, 0, NAN), toDoubles(a.times(b)));
    assertArrayEquals(values(0.5, NAN, INF, NAN, 1, 2 * TINY, NAN), toDoubles(a.dividedBy(b)));
    assertArrayEquals(values(-INF, INF), toDoubles(doubles(-1, -1).dividedBy(doubles(0.0, -0.0))));
  }

  @Test
  void float32ResultsAreTheExactOnesRoundedOnce() {
    float third = 1f / 3;
    assertArrayEquals(values(third), toDoubles(floats(1).dividedBy(floats(3))));
    assertArrayEquals(values(0.1f + 0.2f), toDoubles(floats(0.1).plus(floats(0.2))));
    assertArrayEquals(values((float) Math.sqrt(2)), toDoubles(Ops.sqrt(floats(2))));
    assertArrayEquals(values(INF), toDoubles(floats(Float.MAX_VALUE).times(floats(2))));
    assertArrayEquals(
        values(Float.MIN_VALUE), toDoubles(floats(Float.MIN_NORMAL).times(floats(0x1p-23))));
    assertArrayEquals(values(16777216), toDoubles(floats(16777216).plus(floats(1))));
  }

  @Test
  void float32ArithmeticIsThatOfJavaOnRandomBits() {
    Random random = new Random(7);
    double[] a = new double[20_000];
    double[] b = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      a[i] = Float.intBitsToFloat(random.nextInt());
      b[i] = Float.intBitsToFloat(random.nextInt());
    }
    double[] sums = toDoubles(floats(a).plus(floats(b)));
    double[] products = toDoubles(floats(a).times(floats(b)));
    double[] quotients = toDoubles(floats(a).dividedBy(floats(b)));
    for (int i = 0; i < a.length; i++) {
      assertEquals((float) a[i] + (float) b[i], sums[i]);
      assertEquals((float) a[i] * (float) b[i], products[i]);
      assertEquals((float) a[i] / (float) b[i], quotients[i]);
    }
  }

  @Test
  void integersWrapAround() {
    int most = Integer.MAX_VALUE;
    int least = Integer.MIN_VALUE;
    assertArrayEquals(new long[] {least, -2}, toLongs(ints(most, -1).plus(ints(1, -1))));
    assertArrayEquals(new long[] {most, 3}, toLongs(ints(least, 5).minus(ints(1, 2))));
    assertArrayEquals(new long[] {1, -8}, toLongs(ints(most, -2).times(ints(most, 4))));
    assertArrayEquals(new long[] {least, -7}, toLongs(ints(least, 7).negate()));
    assertArrayEquals(new long[] {least, 7}, toLongs(Ops.abs(ints(least, -7))));
    assertArrayEquals(new long[] {Long.MIN_VALUE}, toLongs(longs(Long.MAX_VALUE).plus(longs(1))));
    assertArrayEquals(new long[] {-1, 0, 1}, toLongs(Ops.sign(ints(least, 0, 9))));
    assertArrayEquals(new long[] {5, -1}, toLongs(Ops.max(ints(5, -1), ints(2, -3))));
    assertArrayEquals(new long[] {2, -3}, toLongs(Ops.min(ints(5, -1), ints(2, -3))));
  }

  @Test
  void nanWinsInMinimumAndMaximumAndMinusZeroIsBelowZero() {
    Node a = doubles(NAN, 1, -0.0, 0.0, -INF, 2);
    Node b = doubles(1, NAN, 0.0, -0.0, 3, 1);
    assertArrayEquals(values(NAN, NAN, 0.0, 0.0, 3, 2), toDoubles(Ops.max(a, b)));
    assertArrayEquals(values(NAN, NAN, -0.0, -0.0, -INF, 1), toDoubles(Ops.min(a, b)));
  }

  @Test
  void signsAndWholeNumbersKeepZerosAndNan() {
    assertMaps(Node::negate, values(0.0, -0.0, -INF, NAN), -0.0, 0.0, INF, NAN);
    assertMaps(Ops::abs, values(0.0, INF, 2, NAN), -0.0, -INF, -2, NAN);
    assertMaps(Ops::sign, values(-0.0, 0.0, -1, 1, 1, NAN), -0.0, 0.0, -INF, TINY, 3, NAN);
    assertMaps(Ops::floor, values(-0.0, -2, 1, -1, INF, NAN), -0.0, -1.5, 1.9, -TINY, INF, NAN);
    assertMaps(
        Ops::round,
        values(0, 2, 2, -0.0, -2, -4, 0, 4503599627370496.0, INF, NAN),
        0.5,
        1.5,
        2.5,
        -0.5,
        -1.5,
        -3.5,
        0.49999999999999994,
        4503599627370495.5,
        INF,
        NAN);
  }

  @Test
  void exponentialsAndLogarithmsAtTheEdges() {
    assertMaps(Ops::exp, values(1, 1, 0, INF, INF, NAN), 0, -0.0, -INF, INF, 710, NAN);
    assertArrayEquals(values(Math.E), toDoubles(Ops.exp(doubles(1))), Math.ulp(Math.E));
    assertMaps(
        Ops::expm1, values(-0.0, 1e-20, TINY, -1, INF, NAN), -0.0, 1e-20, TINY, -INF, INF, NAN);
    assertMaps(Ops::log, values(-INF, -INF, 0, INF, NAN, NAN), 0, -0.0, 1, INF, -1, NAN);
    assertMaps(
        Ops::log1p, values(-0.0, 1e-20, TINY, -INF, INF, NAN), -0.0, 1e-20, TINY, -1, INF, -2);
    assertMaps(Ops::sqrt, values(-0.0, 3, INF, NAN, NAN), -0.0, 9, INF, -1, NAN);
  }

  @Test
  void anglesAndTanhAtTheEdges() {
    assertMaps(Ops::sin, values(-0.0, TINY, NAN, NAN), -0.0, TINY, INF, NAN);
    assertMaps(Ops::cos, values(1, 1, NAN, NAN), 0, TINY, -INF, NAN);
    assertMaps(Ops::tanh, values(-0.0, TINY, 1, -1, 1, NAN), -0.0, TINY, INF, -INF, 30, NAN);
    // sin(1e22), a hard case of argument reduction: Muller, Elementary Functions, 2nd ed., sec.
    // 11.1.
    assertArrayEquals(
        values(-0.8522008497671888), toDoubles(Ops.sin(doubles(1e22))), Math.ulp(0.85));
  }

  @Test
  void sigmoidKeepsItsDigitsWhereItIsTiny() {
    assertMaps(Ops::sigmoid, values(0.5, 0.5, 0, 1, 1, NAN), 0, -0.0, -INF, INF, 40, NAN);
    double[] z = {-700, -300.5, -37, -20, -1};
    double[] results = toDoubles(Ops.sigmoid(doubles(z)));
    for (int i = 0; i < z.length; i++) {
      double exponential = Math.exp(z[i]);
      double expected =
          BigDecimal.ONE
              .divide(
                  BigDecimal.ONE.add(
                      BigDecimal.ONE.divide(new BigDecimal(exponential), new MathContext(400))),
                  MathContext.DECIMAL64)
              .doubleValue();
      assertEquals(expected, results[i], 4 * Math.ulp(expected));
    }
    assertArrayEquals(values(TINY), toDoubles(Ops.sigmoid(doubles(-745))));
  }

  @Test
  void powerFollowsIeee754AlsoWhereJavaDoesNot() {
    Node base = doubles(0, -0.0, NAN, 1, 1, -1, -1, -8, -8, 0, -0.0, 2, 0.5, 9);
    Node exponent = doubles(0, 0, 0, NAN, INF, INF, -INF, 3, 0.5, -1, -3, -INF, -INF, 0.5);
    assertArrayEquals(
        values(1, 1, 1, 1, 1, 1, 1, -512, NAN, INF, -INF, 0, INF, 3),
        toDoubles(Ops.pow(base, exponent)));
    assertArrayEquals(values(NAN, NAN), toDoubles(Ops.pow(doubles(2, NAN), doubles(NAN, 1))));
    assertArrayEquals(values(1), toDoubles(Ops.pow(floats(1), floats(NAN))));
  }

  @Test
  void comparisonsWithNanAreFalse() {
    Node a = doubles(NAN, 1, NAN, -0.0, 1, -INF);
    Node b = doubles(1, NAN, NAN, 0.0, 2, INF);
    assertArrayEquals(new long[] {0, 0, 0, 0, 1, 1}, toLongs(Ops.less(a, b)));
    assertArrayEquals(new long[] {0, 0, 0, 1, 1, 1}, toLongs(Ops.lessOrEqual(a, b)));
    assertArrayEquals(new long[] {0, 0, 0, 0, 0, 0}, toLongs(Ops.greater(a, b)));
    assertArrayEquals(new long[] {0, 0, 0, 1, 0, 0}, toLongs(Ops.equal(a, b)));
  }

  @Test
  void integersAndBoolsAreComparedExactly() {
    long beyond = (1L << 53) + 1;
    Node a = longs(beyond, Long.MIN_VALUE);
    Node b = longs(beyond - 1, Long.MAX_VALUE);
    assertArrayEquals(new long[] {0, 1}, toLongs(Ops.less(a, b)));
    assertArrayEquals(new long[] {0, 0}, toLongs(Ops.equal(a, b)));
    Node p = truths(0, 0, 1, 1);
    Node q = truths(0, 1, 0, 1);
    assertArrayEquals(new long[] {0, 1, 0, 0}, toLongs(Ops.less(p, q)));
    assertArrayEquals(new long[] {1, 1, 0, 1}, toLongs(Ops.lessOrEqual(p, q)));
    assertArrayEquals(new long[] {1, 0, 0, 1}, toLongs(Ops.equal(p, q)));
  }

  @Test
  void logic() {
    Node p = truths(0, 0, 1, 1);
    Node q = truths(0, 1, 0, 1);
    assertArrayEquals(new long[] {0, 0, 0, 1}, toLongs(Ops.and(p, q)));
    assertArrayEquals(new long[] {0, 1, 1, 1}, toLongs(Ops.or(p, q)));
    assertArrayEquals(new long[] {1, 1, 0, 0}, toLongs(Ops.not(p)));
  }

  @Test
  void selectIgnoresWhatItDoesNotTake() {
    Node condition = truths(1, 0, 1);
    assertArrayEquals(
        values(1, -0.0, NAN),
        toDoubles(Ops.select(condition, doubles(1, NAN, NAN), doubles(INF, -0.0, 7))));
    assertArrayEquals(
        new long[] {1, 5, 3}, toLongs(Ops.select(condition, ints(1, 2, 3), ints(4, 5, 6))));
    assertArrayEquals(
        new long[] {1, 1, 0}, toLongs(Ops.select(condition, truths(1, 0, 0), truths(0, 1, 1))));
  }

  @Test
  void castsTruncateAndSaturate() {
    Node x = doubles(-2.9, 2.9, -0.0, NAN, 1e30, -INF, 0.3);
    int most = Integer.MAX_VALUE;
    int least = Integer.MIN_VALUE;
    assertArrayEquals(new long[] {-2, 2, 0, 0, most, least, 0}, toLongs(x.cast(DType.INT32)));
    assertArrayEquals(
        new long[] {-2, 2, 0, 0, Long.MAX_VALUE, Long.MIN_VALUE, 0}, toLongs(x.cast(DType.INT64)));
    assertArrayEquals(new long[] {1, 1, 0, 1, 1, 1, 1}, toLongs(x.cast(DType.BOOL)));
    assertArrayEquals(
        values(-2.9f, 2.9f, -0.0, NAN, 1e30f, -INF, 0.3f), toDoubles(x.cast(DType.FLOAT32)));
    assertArrayEquals(values(INF), toDoubles(doubles(1e300).cast(DType.FLOAT32)));
    assertArrayEquals(
        new long[] {most, least, 7}, toLongs(longs(1L << 40, Long.MIN_VALUE, 7).cast(DType.INT32)));
    assertArrayEquals(values(1, 0), toDoubles(truths(1, 0).cast(DType.FLOAT32)));
    assertArrayEquals(new long[] {1, 0}, toLongs(truths(1, 0).cast(DType.INT64)));
    assertArrayEquals(new long[] {1, 0, 1}, toLongs(ints(-4, 0, 4).cast(DType.BOOL)));
    assertArrayEquals(values(0.1f), toDoubles(floats(0.1).cast(DType.FLOAT64)));
  }

  @Test
  void largeIntegersAreRoundedOnceToFloat32() {
    // Just above the middle of two float32 numbers; rounded to float64 first it would be the
    // middle.
    long number = (1L << 53) + (1L << 29) + 1;
    assertArrayEquals(values(0x1p53 + 0x1p30), toDoubles(longs(number).cast(DType.FLOAT32)));
  }
}

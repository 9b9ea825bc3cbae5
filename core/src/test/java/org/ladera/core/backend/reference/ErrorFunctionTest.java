package org.ladera.core.backend.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.ladera.core.backend.reference.Reference.doubles;
import static org.ladera.core.backend.reference.Reference.floats;
import static org.ladera.core.backend.reference.Reference.toDoubles;

import java.math.BigDecimal;
import java.math.MathContext;
import org.junit.jupiter.api.Test;
import org.ladera.core.graph.Ops;

class ErrorFunctionTest {
  private static final MathContext DIGITS = new MathContext(60);
  private static final BigDecimal PI =
      new BigDecimal("3.14159265358979323846264338327950288419716939937510582097494");

  private static double erf(double x) {
    return toDoubles(Ops.erf(doubles(x)))[0];
  }

  /** Maclaurin's series, Abramowitz and Stegun 7.1.5, with 60 digits. */
  private static double series(double x) {
    BigDecimal square = new BigDecimal(x).pow(2);
    BigDecimal power = new BigDecimal(x);
    BigDecimal sum = BigDecimal.ZERO;
    for (int n = 0; n < 250; n++) {
      sum = sum.add(power.divide(BigDecimal.valueOf(2 * n + 1), DIGITS), DIGITS);
      power = power.multiply(square).negate().divide(BigDecimal.valueOf(n + 1), DIGITS);
    }
    return sum.multiply(BigDecimal.TWO).divide(PI.sqrt(DIGITS), DIGITS).doubleValue();
  }

  @Test
  void isThatOfThePublishedTable() {
    // Abramowitz and Stegun, Handbook of Mathematical Functions, table 7.1, ten decimals.
    double[] x = {0.02, 0.1, 0.5, 1, 1.5, 1.98};
    double[] table = {
      0.0225645747, 0.1124629160, 0.5204998778, 0.8427007929, 0.9661051465, 0.9948920004
    };
    assertArrayEquals(table, toDoubles(Ops.erf(doubles(x))), 0.5e-10);
  }

  @Test
  void isThatOfItsSeriesToTheLastDigits() {
    for (double x = -6; x <= 6; x += 0.0390625) {
      double expected = series(x);
      assertEquals(expected, erf(x), Math.ulp(expected), "erf(" + x + ")");
    }
    for (double x : new double[] {0.475, Math.nextDown(1.0), 1, 4, Math.nextUp(4.0), 5.9}) {
      double expected = series(x);
      assertEquals(expected, erf(x), Math.ulp(expected), "erf(" + x + ")");
      assertEquals(-expected, erf(-x), Math.ulp(expected), "erf(" + -x + ")");
    }
  }

  @Test
  void keepsZerosTinyAndHugeNumbersAndNan() {
    double[] x = {0.0, -0.0, 1e-300, Double.MIN_VALUE, -Double.MIN_VALUE, 6, -6, 1e300, Double.NaN};
    double[] expected = {
      0.0, -0.0, 1.1283791670955126e-300, Double.MIN_VALUE, -Double.MIN_VALUE, 1, -1, 1, Double.NaN
    };
    double[] results = toDoubles(Ops.erf(doubles(x)));
    for (int i = 0; i < x.length; i++) {
      assertEquals(expected[i], results[i], "erf(" + x[i] + ")");
    }
    double infinity = Double.POSITIVE_INFINITY;
    assertArrayEquals(new double[] {1, -1}, toDoubles(Ops.erf(doubles(infinity, -infinity))));
  }

  @Test
  void ofSubnormalsIsRoundedOnce() {
    double[] steps = {4, 100, 1e6};
    for (double step : steps) {
      double x = step * Double.MIN_VALUE;
      assertEquals(Math.rint(step * 1.1283791670955126) * Double.MIN_VALUE, erf(x));
    }
  }

  @Test
  void ofFloat32IsRoundedFromFloat64() {
    for (double x : new double[] {0.1f, 0.5f, 1.25f, 3.75f}) {
      assertEquals((float) series(x), toDoubles(Ops.erf(floats(x)))[0]);
    }
  }
}

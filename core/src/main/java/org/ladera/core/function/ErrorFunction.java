package org.ladera.core.function;

/**
 * The error function, within 1.2 units in the last place. Below 1 it is Maclaurin's series
 * (Abramowitz and Stegun, Handbook of Mathematical Functions, 7.1.5). Above it is 1 less the
 * rational approximations of W. J. Cody, Rational Chebyshev Approximations for the Error Function,
 * Mathematics of Computation 23 (1969), 631-637, with the coefficients of his CALERF (SPECFUN,
 * 1990) for 18 digits.
 */
// Coefficients stand as published, with more digits than float64 has.
@SuppressWarnings("FloatingPointLiteralPrecision")
public final class ErrorFunction {
  /** Beyond this, 1 - erf is less than half the distance from 1 to the float64 number below it. */
  private static final double SATURATED = 6;

  /** The terms of erf x / x - 1 in x squared, from the highest power down. */
  private static final double[] SERIES = series();

  private static final double[] MIDDLE_NUMERATOR = {
    2.15311535474403846e-8,
    5.64188496988670089e-1,
    8.88314979438837594e0,
    6.61191906371416295e1,
    2.98635138197400131e2,
    8.81952221241769090e2,
    1.71204761263407058e3,
    2.05107837782607147e3,
    1.23033935479799725e3
  };
  private static final double[] MIDDLE_DENOMINATOR = {
    1,
    1.57449261107098347e1,
    1.17693950891312499e2,
    5.37181101862009858e2,
    1.62138957456669019e3,
    3.29079923573345963e3,
    4.36261909014324716e3,
    3.43936767414372164e3,
    1.23033935480374942e3
  };
  private static final double[] FAR_NUMERATOR = {
    1.63153871373020978e-2,
    3.05326634961232344e-1,
    3.60344899949804439e-1,
    1.25781726111229246e-1,
    1.60837851487422766e-2,
    6.58749161529837803e-4
  };
  private static final double[] FAR_DENOMINATOR = {
    1,
    2.56852019228982242e0,
    1.87295284992346725e0,
    5.27905102951428412e-1,
    6.05183413124413191e-2,
    2.33520497626869185e-3
  };

  private ErrorFunction() {}

  private static double[] series() {
    double[] terms = new double[20];
    double term = 2 / StrictMath.sqrt(StrictMath.PI);
    for (int n = 1; n < terms.length; n++) {
      term /= -n;
      terms[terms.length - 1 - n] = term / (2 * n + 1);
    }
    // 2 / sqrt(pi) - 1 to all its digits, some of which a subtraction would lose.
    terms[terms.length - 1] = 0.12837916709551257390;
    return terms;
  }

  /**
   * {@return erf x; NaN of NaN}
   *
   * @param x any number
   */
  public static double of(double x) {
    double size = Math.abs(x);
    if (size < 1) {
      // Beside x the rounding errors of the small rest hardly count.
      return x + x * polynomial(SERIES, x * x);
    }
    if (size >= SATURATED) {
      return Math.signum(x);
    }
    return Math.signum(x) * (0.5 - complement(size) + 0.5);
  }

  /** 1 - erf of a number from 1 on; only its error relative to 1 counts here. */
  private static double complement(double x) {
    double bell = StrictMath.exp(-x * x);
    if (x <= 4) {
      return bell * polynomial(MIDDLE_NUMERATOR, x) / polynomial(MIDDLE_DENOMINATOR, x);
    }
    double inverse = 1 / (x * x);
    double correction =
        inverse * polynomial(FAR_NUMERATOR, inverse) / polynomial(FAR_DENOMINATOR, inverse);
    return bell * (1 / StrictMath.sqrt(StrictMath.PI) - correction) / x;
  }

  /** Coefficients from the highest power down. NaN stays NaN. */
  private static double polynomial(double[] coefficients, double x) {
    double sum = coefficients[0];
    for (int i = 1; i < coefficients.length; i++) {
      sum = sum * x + coefficients[i];
    }
    return sum;
  }
}

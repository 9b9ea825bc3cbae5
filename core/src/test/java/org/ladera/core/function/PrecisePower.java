package org.ladera.core.function;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/** x to the power of y with some 70 digits, of positive x. */
final class PrecisePower {
  private static final MathContext DIGITS = new MathContext(80);

  /** e^t is the square of e^(t / 2), this often. */
  private static final int HALVINGS = 20;

  private static final BigDecimal LOG_2 =
      twiceArtanh(BigDecimal.ONE.divide(BigDecimal.valueOf(3), DIGITS));

  /** The power is fraction 2^exponent, the fraction from 1 to 2. */
  private final BigDecimal fraction;

  private final int exponent;

  PrecisePower(double x, double y) {
    BigDecimal power = log(x).multiply(new BigDecimal(y), DIGITS);
    exponent = power.divide(LOG_2, DIGITS).setScale(0, RoundingMode.FLOOR).intValueExact();
    fraction = exp(power.subtract(LOG_2.multiply(BigDecimal.valueOf(exponent)), DIGITS));
  }

  private static BigDecimal twiceArtanh(BigDecimal s) {
    BigDecimal square = s.multiply(s, DIGITS);
    BigDecimal power = s;
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal last = BigDecimal.ONE;
    for (int n = 1; sum.compareTo(last) != 0; n += 2) {
      last = sum;
      sum = sum.add(power.divide(BigDecimal.valueOf(n), DIGITS), DIGITS);
      power = power.multiply(square, DIGITS);
    }
    return sum.add(sum);
  }

  private static BigDecimal log(double x) {
    int scale = x < Double.MIN_NORMAL ? 60 : 0;
    int exponent = Math.getExponent(x * Math.scalb(1.0, scale));
    BigDecimal m = new BigDecimal(Math.scalb(x * Math.scalb(1.0, scale), -exponent));
    BigDecimal s = m.subtract(BigDecimal.ONE).divide(m.add(BigDecimal.ONE), DIGITS);
    return twiceArtanh(s).add(LOG_2.multiply(BigDecimal.valueOf(exponent - scale)), DIGITS);
  }

  private static BigDecimal exp(BigDecimal t) {
    BigDecimal part = t.divide(new BigDecimal(BigInteger.TWO.pow(HALVINGS)), DIGITS);
    BigDecimal term = BigDecimal.ONE;
    BigDecimal sum = BigDecimal.ONE;
    for (int n = 1; n < 15; n++) {
      term = term.multiply(part, DIGITS).divide(BigDecimal.valueOf(n), DIGITS);
      sum = sum.add(term, DIGITS);
    }
    for (int i = 0; i < HALVINGS; i++) {
      sum = sum.multiply(sum, DIGITS);
    }
    return sum;
  }

  /** How far a number is from this, in units of the last place that this has in float64. */
  double ulpsFrom(double number) {
    int place = 52 - Math.max(exponent, Double.MIN_EXPONENT);
    BigDecimal distance =
        new BigDecimal(number).subtract(shifted(fraction, exponent), new MathContext(900));
    return Math.abs(shifted(distance, place).doubleValue());
  }

  private static BigDecimal shifted(BigDecimal number, int exponent) {
    BigDecimal power = new BigDecimal(BigInteger.TWO.pow(Math.abs(exponent)));
    return exponent < 0
        ? number.multiply(BigDecimal.valueOf(0.5).pow(-exponent))
        : number.multiply(power);
  }
}

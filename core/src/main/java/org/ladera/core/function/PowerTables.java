package org.ladera.core.function;

/**
 * Logarithms of fractions and powers of two, each as the unevaluated sum of two numbers, found once
 * in double-double arithmetic (T. J. Dekker, A floating-point technique for extending the available
 * precision, Numerische Mathematik 18 (1971), 224-242). Nothing changes them afterwards.
 */
final class PowerTables {
  /** Fractions are multiples of 1 / this. */
  static final int FRACTIONS = 256;

  /** The least fraction, which is the largest below the root of 1/2, as a multiple. */
  static final int FIRST = 181;

  /** Powers of two are those of multiples of 1 / this. */
  static final int POWERS = 128;

  /** Numbers per fraction: the reciprocal and its rest, the logarithm and its rest. */
  static final int STRIDE = 4;

  /** Numbers in a row: see {@link #STRIDE}. */
  static final double[] LOGARITHMS = logarithms();

  /** Numbers in a row: the power, and what is missing in it as a share of it. */
  static final double[] EXPONENTIALS = exponentials();

  /** A number that has its last bit here is a multiple of 2^-42. */
  private static final double GRID = 0x1.8p10;

  private PowerTables() {}

  private static double[] logarithms() {
    int last = 2 * FIRST;
    double[] table = new double[(last - FIRST + 1) * STRIDE];
    DoubleDouble sum = new DoubleDouble(0, 0);
    for (int j = FRACTIONS; j <= last; j++) {
      put(table, j, sum);
      sum = sum.plus(step(2 * j + 1));
    }
    sum = new DoubleDouble(0, 0);
    for (int j = FRACTIONS; j >= FIRST; j--) {
      put(table, j, sum);
      DoubleDouble step = step(2 * j - 1);
      sum = sum.plus(new DoubleDouble(-step.high(), -step.low()));
    }
    return table;
  }

  /** log((s + 1) / (s - 1)) = 2 (1 / s + 1 / 3 s³ + ...). */
  private static DoubleDouble step(int s) {
    DoubleDouble inverse = DoubleDouble.quotient(1, s);
    DoubleDouble square = inverse.times(inverse);
    DoubleDouble sum = DoubleDouble.quotient(2, 15);
    for (int n = 13; n > 0; n -= 2) {
      sum = DoubleDouble.quotient(2, n).plus(square.times(sum));
    }
    return inverse.times(sum);
  }

  private static void put(double[] table, int j, DoubleDouble logarithm) {
    int place = (j - FIRST) * STRIDE;
    DoubleDouble inverse = DoubleDouble.quotient(FRACTIONS, j);
    table[place] = inverse.high();
    table[place + 1] = inverse.low();
    double high = logarithm.high() + GRID - GRID;
    table[place + 2] = high;
    table[place + 3] = logarithm.high() - high + logarithm.low();
  }

  private static double[] exponentials() {
    DoubleDouble root = new DoubleDouble(2, 0);
    for (int n = 1; n < POWERS; n *= 2) {
      root = root.squareRoot();
    }
    double[] table = new double[2 * POWERS];
    DoubleDouble power = new DoubleDouble(1, 0);
    for (int n = 0; n < POWERS; n++) {
      table[2 * n] = power.high();
      table[2 * n + 1] = power.low() / power.high();
      power = power.times(root);
    }
    return table;
  }
}

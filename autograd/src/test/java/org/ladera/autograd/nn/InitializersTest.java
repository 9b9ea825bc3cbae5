package org.ladera.autograd.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ladera.autograd.nn.Initializers.filled;
import static org.ladera.autograd.nn.Initializers.glorotNormal;
import static org.ladera.autograd.nn.Initializers.glorotUniform;
import static org.ladera.autograd.nn.Initializers.heNormal;
import static org.ladera.autograd.nn.Initializers.heUniform;
import static org.ladera.autograd.nn.Initializers.lecunNormal;
import static org.ladera.autograd.nn.Initializers.lecunUniform;
import static org.ladera.autograd.nn.Initializers.normal;
import static org.ladera.autograd.nn.Initializers.ones;
import static org.ladera.autograd.nn.Initializers.truncatedNormal;
import static org.ladera.autograd.nn.Initializers.uniform;
import static org.ladera.autograd.nn.Initializers.zeros;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ladera.core.random.Philox;
import org.ladera.core.random.PhiloxRandom;
import org.ladera.core.type.Shape;

class InitializersTest {
  private static final Shape MANY = Shape.of(250, 400);
  private static final int COUNT = 100_000;

  /** Of a standardized variable's mean and mean square at 1e5 draws, and 5 of them as the bound. */
  private static final double MEAN_BOUND = 5 / Math.sqrt(COUNT);

  private static double[] draw(Initializer initializer, Shape shape) {
    return initializer.values(shape, new PhiloxRandom(7, Philox.streamOf("w", 0)));
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static double meanPower(double[] values, int power) {
    return Arrays.stream(values).map(value -> Math.pow(value, power)).average().orElseThrow();
  }

  private static double largest(double[] values) {
    return Arrays.stream(values).map(Math::abs).max().orElseThrow();
  }

  /**
   * The standard errors of mean and mean square are 1/√n and √((kurtosis - 1)/n) of the
   * standardized variable; the bounds are 5 of them.
   */
  private static void assertSpread(double variance, double kurtosis, double[] values) {
    double deviation = Math.sqrt(variance);
    assertEquals(0, mean(values) / deviation, MEAN_BOUND);
    assertEquals(1, meanPower(values, 2) / variance, MEAN_BOUND * Math.sqrt(kurtosis - 1));
  }

  private static void assertUniform(double variance, Initializer initializer, Shape shape) {
    double[] values = draw(initializer, shape);
    double bound = Math.sqrt(3 * variance);
    assertSpread(variance, 9.0 / 5, values);
    assertTrue(largest(values) <= bound, () -> initializer + " leaves its bound " + bound);
    assertTrue(largest(values) > 0.999 * bound, () -> initializer + " keeps from its bound");
  }

  private static void assertNormal(double variance, Initializer initializer, Shape shape) {
    double[] values = draw(initializer, shape);
    assertSpread(variance, 3, values);
    // The fourth moment has the standard error √((105 - 9)/n); the largest of 1e5 normal numbers is
    // beyond 3.5 deviations but for one time in 1e20.
    double fourth = meanPower(values, 4) / (variance * variance);
    assertEquals(3, fourth, MEAN_BOUND * Math.sqrt(96));
    assertTrue(largest(values) > 3.5 * Math.sqrt(variance), () -> initializer + " is cut off");
  }

  @Test
  void constantsFillEveryEntry() {
    assertArrayEquals(new double[] {0, 0}, draw(zeros(), Shape.of(2)));
    assertArrayEquals(new double[] {1, 1}, draw(ones(), Shape.of(2)));
    assertArrayEquals(new double[] {0.5, 0.5, 0.5, 0.5}, draw(filled(0.5), Shape.of(2, 2)));
    assertArrayEquals(new double[] {2}, draw(filled(2), Shape.scalar()));
  }

  @Test
  void uniformFillsItsInterval() {
    double[] values = draw(uniform(-1, 3), MANY);
    double[] centered = Arrays.stream(values).map(value -> value - 1).toArray();
    assertSpread(16.0 / 12, 9.0 / 5, centered);
    assertTrue(Arrays.stream(values).allMatch(value -> value >= -1 && value < 3));
    assertEquals(-1, Arrays.stream(values).min().orElseThrow(), 1e-3);
    assertEquals(3, Arrays.stream(values).max().orElseThrow(), 1e-3);
  }

  @Test
  void normalHasItsMeanAndDeviation() {
    double[] values = draw(normal(2, 0.5), MANY);
    assertSpread(0.25, 3, Arrays.stream(values).map(value -> value - 2).toArray());
    assertNormal(1, normal(0, 1), MANY);
  }

  // Of the normal distribution cut at 2 (Johnson and Kotz): variance 1 - 4 φ(2) / (2 Φ(2) - 1) =
  // 0.773741, the square of 0.879626; fourth moment 1.416188.
  @Test
  void truncatedNormalIsCutAtTwoDeviationsAndNotCorrected() {
    double[] values = draw(truncatedNormal(1, 0.5), MANY);
    double[] standard = Arrays.stream(values).map(value -> (value - 1) / 0.5).toArray();
    assertSpread(0.7737413, 1.416188 / (0.7737413 * 0.7737413), standard);
    assertTrue(largest(standard) <= 2);
    assertTrue(largest(standard) > 1.99);
  }

  @Test
  void scaledOnesHaveTheVarianceOfTheirPaper() {
    double in = 250;
    double out = 400;
    assertUniform(2 / (in + out), glorotUniform(), MANY);
    assertNormal(2 / (in + out), glorotNormal(), MANY);
    assertUniform(2 / in, heUniform(), MANY);
    assertNormal(2 / in, heNormal(), MANY);
    assertUniform(1 / in, lecunUniform(), MANY);
    assertNormal(1 / in, lecunNormal(), MANY);
  }

  @Test
  void leadingAxesAreAReceptiveFieldThatMultipliesBoth() {
    Shape kernel = Shape.of(5, 5, 40, 100);
    assertUniform(2 / (25.0 * 140), glorotUniform(), kernel);
    assertUniform(2 / (25.0 * 40), heUniform(), kernel);
    assertNormal(1 / (25.0 * 40), lecunNormal(), kernel);
  }

  @Test
  void aVectorCountsAsBothInAndOut() {
    assertUniform(1.0 / COUNT, glorotUniform(), Shape.of(COUNT));
    assertUniform(2.0 / COUNT, heUniform(), Shape.of(COUNT));
  }

  @Test
  void noEntriesNeedNoNumbers() {
    for (Initializer each : List.of(zeros(), normal(0, 1), glorotUniform(), heNormal())) {
      assertEquals(0, draw(each, Shape.of(0, 3)).length);
      assertEquals(0, draw(each, Shape.of(3, 0)).length);
    }
  }

  @Test
  void theNumbersBelongToSeedAndPathAlone() {
    double[] values = draw(glorotUniform(), Shape.of(4, 3));
    assertArrayEquals(values, draw(glorotUniform(), Shape.of(4, 3)));
    PhiloxRandom otherPath = new PhiloxRandom(7, Philox.streamOf("v", 0));
    PhiloxRandom otherSeed = new PhiloxRandom(8, Philox.streamOf("w", 0));
    assertFalse(Arrays.equals(values, glorotUniform().values(Shape.of(4, 3), otherPath)));
    assertFalse(Arrays.equals(values, glorotUniform().values(Shape.of(4, 3), otherSeed)));
  }

  @Test
  void theyPrintAsTheyAreWrittenAndCompareByValue() {
    Map<String, Initializer> texts =
        Map.of(
            "zeros()", zeros(),
            "filled(0.5)", filled(0.5),
            "uniform(-1.0, 1.0)", uniform(-1, 1),
            "normal(0.0, 2.0)", normal(0, 2),
            "truncatedNormal(0.0, 2.0)", truncatedNormal(0, 2),
            "glorotUniform()", glorotUniform(),
            "heNormal()", heNormal(),
            "orthogonal(1.0)", Initializers.orthogonal(1));
    texts.forEach((text, initializer) -> assertEquals(text, initializer.toString()));
    assertEquals(glorotUniform(), glorotUniform());
    assertEquals(normal(0, 2), normal(0, 2));
  }

  private static void assertRefused(String message, Runnable making) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, making::run).getMessage());
  }

  @Test
  void settingsThatMakeNoSenseAreRefused() {
    assertRefused(
        "uniform: low must not be above high, both finite, got 1.0 and 0.0", () -> uniform(1, 0));
    assertRefused(
        "uniform: low must not be above high, both finite, got 0.0 and Infinity",
        () -> uniform(0, Double.POSITIVE_INFINITY));
    assertRefused(
        "normal: mean must be finite, deviation finite and not negative, got 0.0 and -1.0",
        () -> normal(0, -1));
    assertRefused(
        "truncatedNormal: mean must be finite, deviation finite and not negative, got NaN and 1.0",
        () -> truncatedNormal(Double.NaN, 1));
  }
}

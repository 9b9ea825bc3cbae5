package org.ladera.core.program.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.LongStream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The float32 power, against that of float64, whose own error is 0.505 of its units. The pairs are
 * too many to try all: so all bases for some exponents, and pairs that are drawn.
 */
class PowersTest {
  /** The largest error found, in units in the last place, rounded up, and where. */
  private static final double WORST_ERROR = 0.8;

  private static final float WORST_BASE = 0x1.e1da22p29f;
  private static final float WORST_EXPONENT = -0x1.0ebd48p2f;

  /** What no pair may err by: there may be a worse one than was found. */
  private static final double LARGEST_ERROR = 0.85;

  private static final int PARTS = 64;

  /** Tiles of each kind of pairs. */
  private static final long FEW = 16;

  private static final long MANY = 1L << 13;

  private static final float[] SPECIAL = {
    0,
    Float.MIN_VALUE,
    0x1.8p-140f,
    Float.MIN_NORMAL,
    1e-30f,
    0.25f,
    1 / 3f,
    0.5f,
    Math.nextDown(1f),
    1,
    Math.nextUp(1f),
    1.5f,
    2,
    2.5f,
    3,
    4,
    127,
    128,
    149,
    150,
    0x1p22f - 0.5f,
    0x1p23f - 0.5f,
    0x1p23f,
    0x1p23f + 1,
    0x1p24f - 1,
    0x1p24f,
    0x1p24f + 2,
    0x1p31f,
    0x1p62f,
    1e30f,
    Float.MAX_VALUE,
    Float.POSITIVE_INFINITY,
    Float.NaN
  };

  private static double exact(float x, float y) {
    return org.ladera.core.function.Functions.pow(x, y);
  }

  private static Evaluation power(int numbers) {
    return new Evaluation(Pairs.body(), 2, numbers);
  }

  @Test
  void knowsEverySpecialCase() {
    try (Evaluation power = power(1)) {
      for (float first : SPECIAL) {
        for (float second : SPECIAL) {
          for (float x : new float[] {first, -first}) {
            for (float y : new float[] {second, -second}) {
              checkSpecial(x, y, power.of(x, y));
            }
          }
        }
      }
    }
  }

  private static void checkSpecial(float x, float y, float result) {
    double exact = exact(x, y);
    String what = x + " to " + y;
    boolean isTiny = Math.abs(exact) < 0x1p-150;
    boolean isHuge = Math.abs(exact) >= 0x1p128;
    if (Double.isNaN(exact) || isTiny || isHuge || exact == (float) exact) {
      assertEquals((float) exact, result, what);
    } else {
      assertTrue(Ulps.between(exact, result) <= LARGEST_ERROR, what);
    }
  }

  @Test
  void followsIeee754WhereJavaDoesNot() {
    try (Evaluation power = power(1)) {
      assertEquals(1, power.of(1, Float.NaN));
      assertEquals(1, power.of(Float.NaN, 0));
      assertEquals(1, power.of(Float.NaN, -0f));
      assertEquals(1, power.of(1, Float.POSITIVE_INFINITY));
      assertEquals(1, power.of(-1, Float.NEGATIVE_INFINITY));
      assertEquals(Float.NaN, power.of(-1, Float.NaN));
      assertEquals(Float.NaN, power.of(-8, 1 / 3f));
      assertEquals(Float.POSITIVE_INFINITY, power.of(Float.NEGATIVE_INFINITY, 0.5f));
      assertEquals(Float.NEGATIVE_INFINITY, power.of(-0f, -3));
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {-1, 0, 1, 2})
  void simplePowersAreThoseOfArithmetic(float exponent) {
    assertSimple(exponent, Numbers.ALL / 256, 256);
  }

  @ParameterizedTest
  @ValueSource(floats = {-1, 0, 1, 2})
  @Tag("slow")
  void simplePowersOfAllNumbersAreThoseOfArithmetic(float exponent) {
    assertSimple(exponent, Numbers.ALL, 1);
  }

  /** To the bit, as rules rewrite them so. */
  private static void assertSimple(float exponent, long tiles, int distance) {
    forAllTiles(
        tiles,
        (power, tile) -> {
          int[] bases = new int[Numbers.TILE];
          int[] exponents = new int[Numbers.TILE];
          int[] results = new int[Numbers.TILE];
          Arrays.fill(exponents, Float.floatToRawIntBits(exponent));
          for (int i = 0; i < bases.length; i++) {
            bases[i] = (int) (tile * Numbers.TILE + i) * distance + i % distance;
          }
          power.of(bases, exponents, results);
          for (int i = 0; i < bases.length; i++) {
            float x = Float.intBitsToFloat(bases[i]);
            float expected = exponent == -1 ? 1 / x : exponent == 0 ? 1 : exponent == 1 ? x : x * x;
            if (Float.floatToIntBits(expected)
                != Float.floatToIntBits(Float.intBitsToFloat(results[i]))) {
              assertEquals(expected, Float.intBitsToFloat(results[i]), x + " to " + exponent);
            }
          }
          return 0;
        });
  }

  @FunctionalInterface
  private interface OfTile {
    double apply(Evaluation power, long tile);
  }

  /** The largest of what is found for each tile. */
  private static double forAllTiles(long tiles, OfTile each) {
    return LongStream.range(0, PARTS)
        .parallel()
        .mapToDouble(
            part -> {
              try (Evaluation power = power(Numbers.TILE)) {
                return LongStream.range(part * tiles / PARTS, (part + 1) * tiles / PARTS)
                    .mapToDouble(tile -> each.apply(power, tile))
                    .max()
                    .orElse(0);
              }
            })
        .max()
        .orElseThrow();
  }

  @Test
  void isExactWhereFloat32HasTheResult() {
    try (Evaluation power = power(1)) {
      for (int base = 2; base < 1 << 12; base++) {
        double value = base;
        for (int n = 1; value < 0x1p24; n++) {
          assertEquals((float) value, power.of(base, n), base + " to " + n);
          assertEquals(
              (float) (n % 2 == 0 ? value : -value), power.of(-base, n), -base + " to " + n);
          value *= base;
        }
        assertEquals(base, power.of((float) base * base, 0.5f), "the root of " + base + " squared");
      }
    }
  }

  @Test
  void hasEveryPowerOfTwo() {
    try (Evaluation power = power(1)) {
      for (int n = -149; n < 128; n++) {
        float expected = Math.scalb(1f, n);
        assertEquals(expected, power.of(2, n));
        assertEquals(expected, power.of(0.5f, -n));
        assertEquals(expected, power.of(4, n / 2f));
      }
      assertEquals(0f, power.of(2, -150), "half of the least number, to even");
      assertEquals(Float.MIN_VALUE, power.of(2, Math.nextUp(-150f)));
      assertEquals(Float.POSITIVE_INFINITY, power.of(2, 128));
      float last = Math.nextDown(128f);
      assertEquals((float) exact(2, last), power.of(2, last));
    }
  }

  @Test
  void theErrorIsThatOfTheWorstPair() {
    try (Evaluation power = power(1)) {
      double error =
          Ulps.between(exact(WORST_BASE, WORST_EXPONENT), power.of(WORST_BASE, WORST_EXPONENT));
      assertEquals(WORST_ERROR, Math.ceil(error * 100) / 100, 1e-9);
    }
  }

  @ParameterizedTest
  @EnumSource
  void errsNoMoreForPairsThatAreDrawn(Pairs pairs) {
    assertErrors(pairs, 0, FEW);
  }

  /** 2^28 of each kind. */
  @ParameterizedTest
  @EnumSource
  @Tag("slow")
  void errsNoMoreForManyPairsThatAreDrawn(Pairs pairs) {
    assertErrors(pairs, FEW, MANY);
  }

  private static void assertErrors(Pairs pairs, long first, long tiles) {
    double error =
        forAllTiles(
            tiles,
            (power, tile) -> {
              int[] bases = new int[Numbers.TILE];
              int[] exponents = new int[Numbers.TILE];
              pairs.fill(first + tile, bases, exponents);
              return worst(power, bases, exponents);
            });
    assertTrue(error <= LARGEST_ERROR, () -> pairs + " err by " + error);
  }

  private static double worst(Evaluation power, int[] bases, int[] exponents) {
    int[] results = new int[bases.length];
    power.of(bases, exponents, results);
    double worst = 0;
    for (int i = 0; i < bases.length; i++) {
      double exact = exact(Float.intBitsToFloat(bases[i]), Float.intBitsToFloat(exponents[i]));
      worst = Math.max(worst, Ulps.between(exact, Float.intBitsToFloat(results[i])));
    }
    return worst;
  }

  /** All bases that are not negative. */
  @ParameterizedTest
  @ValueSource(floats = {0.5f, -0.5f, 1 / 3f, 3, 10, -2.5f, 0.75f, 1.5f})
  @Tag("slow")
  void errsNoMoreForAnyBase(float exponent) {
    double error =
        forAllTiles(
            Numbers.ALL / 2,
            (power, tile) -> {
              int[] bases = new int[Numbers.TILE];
              int[] exponents = new int[Numbers.TILE];
              Numbers.fill(tile, bases);
              Arrays.fill(exponents, Float.floatToRawIntBits(exponent));
              return worst(power, bases, exponents);
            });
    assertTrue(error <= LARGEST_ERROR, () -> "to " + exponent + " err by " + error);
  }

  /** Whoever changes the bits must run the slow tests again. */
  @Test
  void givesTheBitsThatWereMeasured() {
    CRC32C checksum = new CRC32C();
    int[] bases = new int[Numbers.TILE];
    int[] exponents = new int[Numbers.TILE];
    int[] results = new int[Numbers.TILE];
    try (Evaluation power = power(Numbers.TILE)) {
      for (Pairs pairs : Pairs.values()) {
        for (long tile = 0; tile < FEW; tile++) {
          pairs.fill(tile, bases, exponents);
          power.of(bases, exponents, results);
          for (int result : results) {
            int bits = Float.floatToIntBits(Float.intBitsToFloat(result));
            checksum.update(bits >>> 24);
            checksum.update(bits >>> 16);
            checksum.update(bits >>> 8);
            checksum.update(bits);
          }
        }
      }
    }
    assertEquals("04afba0f", HexFormat.of().toHexDigits((int) checksum.getValue()));
  }
}

package org.ladera.core.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PhiloxRandomTest {
  private static final long SEED = 7;
  private static final long STREAM = Philox.streamOf("dense.0.weight", 0);

  @Test
  void uniformsAreTheDrawOfCounterZero() {
    PhiloxRandom random = new PhiloxRandom(SEED, STREAM);
    for (int i = 0; i < 100; i++) {
      assertEquals(Philox.uniform(SEED, STREAM, 0, i), random.nextUniform());
    }
  }

  @Test
  void gaussiansComeInPairsOfBoxAndMuller() {
    PhiloxRandom random = new PhiloxRandom(SEED, STREAM);
    for (int pair = 0; pair < 50; pair++) {
      double u = Philox.uniform(SEED, STREAM, 0, 2L * pair);
      double v = Philox.uniform(SEED, STREAM, 0, 2L * pair + 1);
      double first = random.nextGaussian();
      double second = random.nextGaussian();
      assertEquals(-2 * StrictMath.log(1 - u), first * first + second * second, 1e-13);
      double turns = StrictMath.atan2(second, first) / (2 * StrictMath.PI);
      assertEquals(v, turns < 0 ? turns + 1 : turns, 1e-14);
    }
  }

  // Standard errors at n = 200,000: mean 0.0022, variance 0.0032, third moment 0.0087, fourth
  // 0.022;
  // the bounds are 4.5 of them.
  @Test
  void gaussiansHaveTheMomentsOfTheNormalDistribution() {
    PhiloxRandom random = new PhiloxRandom(SEED, STREAM);
    int count = 200_000;
    double[] moments = new double[5];
    for (int i = 0; i < count; i++) {
      double value = random.nextGaussian();
      double power = 1;
      for (int order = 1; order <= 4; order++) {
        power *= value;
        moments[order] += power / count;
      }
    }
    assertEquals(0, moments[1], 0.010);
    assertEquals(1, moments[2], 0.0145);
    assertEquals(0, moments[3], 0.039);
    assertEquals(3, moments[4], 0.099);
  }

  @Test
  void integersFillTheirRangeEvenly() {
    PhiloxRandom random = new PhiloxRandom(SEED, STREAM);
    int[] counts = new int[7];
    for (int i = 0; i < 70_000; i++) {
      counts[random.nextInt(7)]++;
    }
    for (int count : counts) {
      // The standard deviation is 92.6.
      assertTrue(Math.abs(count - 10_000) < 420, "counted " + count);
    }
    assertEquals(0, random.nextInt(1));
  }

  @Test
  void aBoundMustBePositive() {
    PhiloxRandom random = new PhiloxRandom(SEED, STREAM);
    assertEquals(
        "PhiloxRandom.nextInt: the bound must be positive, got 0",
        assertThrows(IllegalArgumentException.class, () -> random.nextInt(0)).getMessage());
  }
}

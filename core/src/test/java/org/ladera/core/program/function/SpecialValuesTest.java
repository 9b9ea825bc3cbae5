package org.ladera.core.program.function;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Zeros, infinities, NaN, poles, overflow and subnormal numbers. */
class SpecialValuesTest {
  @ParameterizedTest
  @CsvSource({
    "EXP, 0.0, 1",
    "EXP, -0.0, 1",
    "EXP, Infinity, Infinity",
    "EXP, -Infinity, 0.0",
    // The largest number with a finite result, the one after, the last result that is not 0.
    "EXP, 0x1.62e42ep6, 0x1.ffff08p127",
    "EXP, 0x1.62e430p6, Infinity",
    "EXP, 3.4028235e38, Infinity",
    "EXP, -0x1.9fe368p6, 1.4e-45",
    "EXP, -0x1.9fe36ap6, 0.0",
    "EXP, -100, 3.8e-44",
    "EXP, -3.4028235e38, 0.0",
    "EXP, 1.4e-45, 1",
    "EXPM1, 0.0, 0.0",
    "EXPM1, -0.0, -0.0",
    "EXPM1, 1.4e-45, 1.4e-45",
    "EXPM1, -4.2e-45, -4.2e-45",
    "EXPM1, Infinity, Infinity",
    "EXPM1, -Infinity, -1",
    "EXPM1, -20, -1",
    "EXPM1, -3.4028235e38, -1",
    "EXPM1, 0x1.62e42ep6, 0x1.ffff08p127",
    "EXPM1, 0x1.62e430p6, Infinity",
    "EXPM1, 3.4028235e38, Infinity",
    "LOG, 1, 0.0",
    "LOG, 0.0, -Infinity",
    "LOG, -0.0, -Infinity",
    "LOG, -1.4e-45, NaN",
    "LOG, -1, NaN",
    "LOG, -Infinity, NaN",
    "LOG, Infinity, Infinity",
    "LOG, 1.4e-45, -103.27893",
    "LOG, 1.1754944e-38, -87.33655",
    "LOG, 3.4028235e38, 88.72284",
    "LOG1P, 0.0, 0.0",
    "LOG1P, -0.0, -0.0",
    "LOG1P, 1.4e-45, 1.4e-45",
    "LOG1P, -4.2e-45, -4.2e-45",
    "LOG1P, -1, -Infinity",
    "LOG1P, -0x1.000002p0, NaN",
    "LOG1P, -0x1.fffffep-1, -16.635532",
    "LOG1P, -Infinity, NaN",
    "LOG1P, Infinity, Infinity",
    "LOG1P, 3.4028235e38, 88.72284",
    "TANH, 0.0, 0.0",
    "TANH, -0.0, -0.0",
    "TANH, 1.4e-45, 1.4e-45",
    "TANH, -4.2e-45, -4.2e-45",
    "TANH, 10, 1",
    "TANH, -10, -1",
    "TANH, Infinity, 1",
    "TANH, -Infinity, -1",
    "SIGMOID, 0.0, 0.5",
    "SIGMOID, -0.0, 0.5",
    "SIGMOID, 20, 1",
    "SIGMOID, 3.4028235e38, 1",
    "SIGMOID, Infinity, 1",
    "SIGMOID, -Infinity, 0.0",
    "SIGMOID, -100, 3.8e-44",
    "SIGMOID, -0x1.9fe368p6, 1.4e-45",
    "SIGMOID, -0x1.9fe36ap6, 0.0",
    "SIGMOID, -3.4028235e38, 0.0",
    "ERF, 0.0, 0.0",
    "ERF, -0.0, -0.0",
    "ERF, 1.4e-45, 1.4e-45",
    "ERF, -4.2e-45, -4.2e-45",
    "ERF, 4, 1",
    "ERF, -3.4028235e38, -1",
    "ERF, Infinity, 1",
    "ERF, -Infinity, -1",
    "SIN, 0.0, 0.0",
    "SIN, -0.0, -0.0",
    "SIN, 1.4e-45, 1.4e-45",
    "SIN, -4.2e-45, -4.2e-45",
    "SIN, Infinity, NaN",
    "SIN, -Infinity, NaN",
    // What float32 makes of pi, 2^17, the number after, and the largest.
    "SIN, 3.1415927, -8.742278e-8",
    "SIN, 131072, -0.9991138",
    "SIN, 131072.016, -0.99833417",
    "SIN, 3.4028235e38, -0.5218765",
    "COS, 0.0, 1",
    "COS, -0.0, 1",
    "COS, 1.4e-45, 1",
    "COS, Infinity, NaN",
    "COS, -Infinity, NaN",
    "COS, 1.5707964, -4.371139e-8",
    "COS, 131072, 0.042090815",
    "COS, 131072.016, 0.057696193",
    "COS, 3.4028235e38, 0.853021"
  })
  void giveWhatTheyMust(Subject subject, float number, float expected) {
    try (Evaluation evaluation = new Evaluation(subject, 1)) {
      assertEquals(expected, evaluation.of(number));
    }
  }

  @ParameterizedTest
  @EnumSource
  void nanGivesNanWhateverItsBits(Subject subject) {
    int[] bits = {
      0x7fc00000, 0xffc00000, 0x7fffffff, 0xffffffff, 0x7fc000ab, 0x7f800001, 0xff8001ff
    };
    int[] results = new int[bits.length];
    try (Evaluation evaluation = new Evaluation(subject, bits.length)) {
      evaluation.of(bits, results);
    }
    for (int i = 0; i < bits.length; i++) {
      assertEquals(Float.NaN, Float.intBitsToFloat(results[i]), Integer.toHexString(bits[i]));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"TANH", "ERF", "SIN"})
  void oddFunctionsAreOddToTheBit(Subject subject) {
    int[] bits = new int[Numbers.TILE];
    int[] positive = new int[Numbers.TILE];
    int[] negative = new int[Numbers.TILE];
    try (Evaluation evaluation = new Evaluation(subject, bits.length)) {
      for (int i = 0; i < bits.length; i++) {
        bits[i] = i * 65521;
      }
      evaluation.of(bits, positive);
      for (int i = 0; i < bits.length; i++) {
        bits[i] ^= 0x80000000;
      }
      evaluation.of(bits, negative);
    }
    for (int i = 0; i < bits.length; i++) {
      assertEquals(Float.intBitsToFloat(positive[i]), -Float.intBitsToFloat(negative[i]));
    }
  }

  @Test
  void theExponentialOfALogarithmIsCloseToTheNumber() {
    try (Evaluation exp = new Evaluation(Subject.EXP, 1);
        Evaluation log = new Evaluation(Subject.LOG, 1)) {
      for (float x = 0.5f; x < 2; x += 0.001f) {
        assertEquals(x, exp.of(log.of(x)), 2 * Math.ulp(x));
      }
    }
  }
}

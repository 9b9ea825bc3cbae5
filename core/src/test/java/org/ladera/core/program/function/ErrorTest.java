package org.ladera.core.program.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.PrimitiveIterator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The errors of the float32 functions against float64, in units in the last place. */
class ErrorTest {
  private static final int PARTS = 256;

  private record Worst(double error, float number) {}

  @ParameterizedTest
  @EnumSource
  void isThatOfTheWorstNumber(Subject subject) {
    try (Evaluation evaluation = new Evaluation(subject, 1)) {
      double error = subject.error(subject.worst, evaluation.of(subject.worst));
      assertEquals(subject.error, Math.ceil(error * 100) / 100, 1e-9);
      assertTrue(error <= 2);
    }
  }

  /** All 2^32 numbers; of those that sine and cosine leave to StrictMath, one in 64. */
  @ParameterizedTest
  @EnumSource
  @Tag("slow")
  void isNowhereLarger(Subject subject) {
    Worst worst =
        LongStream.range(0, PARTS)
            .parallel()
            .mapToObj(part -> worst(subject, part))
            .max(Comparator.comparingDouble(Worst::error))
            .orElseThrow();
    assertEquals(
        subject.error,
        Math.ceil(worst.error * 100) / 100,
        1e-9,
        () -> worst.error + " at " + Float.toHexString(worst.number));
  }

  private static Worst worst(Subject subject, long part) {
    int[] bits = new int[Numbers.TILE];
    int[] results = new int[Numbers.TILE];
    double error = 0;
    int number = 0;
    long tiles = Numbers.ALL / PARTS;
    try (Evaluation evaluation = new Evaluation(subject, Numbers.TILE)) {
      PrimitiveIterator.OfLong tile =
          Numbers.worthwhile(subject, part * tiles, (part + 1) * tiles, 1).iterator();
      while (tile.hasNext()) {
        Numbers.fill(tile.nextLong(), bits);
        evaluation.of(bits, results);
        for (int i = 0; i < Numbers.TILE; i++) {
          double here =
              subject.error(Float.intBitsToFloat(bits[i]), Float.intBitsToFloat(results[i]));
          if (here > error) {
            error = here;
            number = bits[i];
          }
        }
      }
    }
    return new Worst(error, Float.intBitsToFloat(number));
  }
}

package org.ladera.benchmarks.work;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class DigitsTest {
  private static Digits two() {
    byte[] pixels = new byte[2 * Digits.PIXELS];
    pixels[Digits.PIXELS] = (byte) 255;
    pixels[Digits.PIXELS + 1] = 51;
    return new Digits(pixels, new byte[] {7, 1});
  }

  @Test
  void brightnessRunsFromZeroToOne() {
    float[] to = new float[1 + Digits.PIXELS];

    two().copy(1, to, 1);

    assertArrayEquals(new float[] {0, 1, 0.2f, 0}, new float[] {to[0], to[1], to[2], to[3]});
    assertEquals(7, two().label(0));
  }

  @Test
  void theHighestScoreIsTheAnswer() {
    float[] scores = new float[20];
    scores[7] = 3;
    scores[10 + 4] = 2;
    assertEquals(0.5, two().accuracy(scores));

    scores[10 + 1] = 2.5f;
    assertEquals(1, two().accuracy(scores));
  }

  @Test
  void imagesAndLabelsMustMatch() {
    IllegalArgumentException failure =
        assertThrows(IllegalArgumentException.class, () -> new Digits(new byte[784], new byte[2]));

    assertEquals("MNIST: 2 labels need 784 pixels each, got 784 in all", failure.getMessage());
  }
}

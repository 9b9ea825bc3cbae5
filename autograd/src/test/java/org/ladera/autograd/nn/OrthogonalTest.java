package org.ladera.autograd.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.ladera.autograd.nn.Initializers.orthogonal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ladera.core.random.Philox;
import org.ladera.core.random.PhiloxRandom;
import org.ladera.core.type.Shape;

class OrthogonalTest {
  private static double[] draw(double gain, Shape shape, int ordinal) {
    return orthogonal(gain).values(shape, new PhiloxRandom(3, Philox.streamOf("weight", ordinal)));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "7, 7", "200, 200", "120, 40", "40, 120", "3, 1", "1, 3"})
  void theShorterSideIsOrthonormal(int rows, int columns) {
    double[] values = draw(1, Shape.of(rows, columns), 0);
    boolean tall = rows >= columns;
    int count = Math.min(rows, columns);
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < count; j++) {
        double product = 0;
        for (int k = 0; k < Math.max(rows, columns); k++) {
          double left = tall ? values[k * columns + i] : values[i * columns + k];
          double right = tall ? values[k * columns + j] : values[j * columns + k];
          product += left * right;
        }
        assertEquals(i == j ? 1 : 0, product, 1e-12);
      }
    }
  }

  @Test
  void theGainIsTheLengthOfEachVector() {
    double[] values = draw(Math.sqrt(2), Shape.of(5, 3), 0);
    for (int column = 0; column < 3; column++) {
      double square = 0;
      for (int row = 0; row < 5; row++) {
        square += values[row * 3 + column] * values[row * 3 + column];
      }
      assertEquals(2, square, 1e-12);
    }
  }

  @Test
  void leadingAxesTogetherAreTheRows() {
    double[] kernel = draw(1, Shape.of(2, 3, 4), 0);
    double[] matrix = draw(1, Shape.of(6, 4), 0);
    for (int i = 0; i < kernel.length; i++) {
      assertEquals(matrix[i], kernel[i]);
    }
  }

  // Of the uniform distribution over orthogonal n x n matrices (Diaconis and Shahshahani 1994): the
  // trace has mean 0 and mean square 1, so its mean over 10,000 has the standard error 0.01; every
  // entry has mean 0 and mean square 1/n; half of the determinants are -1, and their mean has the
  // standard error 0.01. With signs left to chance the mean of the trace would be far from 0.
  @Test
  void itIsUniformAmongAllOrthogonalMatrices() {
    int count = 10_000;
    double trace = 0;
    double traceSquare = 0;
    double corner = 0;
    double cornerSquare = 0;
    double determinant = 0;
    for (int ordinal = 0; ordinal < count; ordinal++) {
      double[] q = draw(1, Shape.of(3, 3), ordinal);
      double sum = q[0] + q[4] + q[8];
      trace += sum / count;
      traceSquare += sum * sum / count;
      corner += q[8] / count;
      cornerSquare += q[8] * q[8] / count;
      determinant += determinant(q) / count;
    }
    assertEquals(0, trace, 0.05);
    // The fourth moment of the trace is 3 for n of 2 or more: standard error √2 / 100.
    assertEquals(1, traceSquare, 0.07);
    assertEquals(0, corner, 0.029);
    // Entries squared are Beta(1/2, 1): mean 1/3, variance 4/45, standard error 0.003.
    assertEquals(1.0 / 3, cornerSquare, 0.015);
    assertEquals(0, determinant, 0.05);
  }

  private static double determinant(double[] q) {
    return q[0] * (q[4] * q[8] - q[5] * q[7])
        - q[1] * (q[3] * q[8] - q[5] * q[6])
        + q[2] * (q[3] * q[7] - q[4] * q[6]);
  }

  @Test
  void itNeedsAMatrixAndAFiniteGain() {
    assertEquals(
        "orthogonal: a matrix is needed, of two axes or more, got [3]",
        assertThrows(IllegalArgumentException.class, () -> draw(1, Shape.of(3), 0)).getMessage());
    assertEquals(
        "orthogonal: gain must be finite, got NaN",
        assertThrows(IllegalArgumentException.class, () -> orthogonal(Double.NaN)).getMessage());
    assertEquals(0, draw(1, Shape.of(0, 3), 0).length);
  }
}

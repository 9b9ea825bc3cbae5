package org.ladera.autograd.nn;

import org.ladera.core.random.PhiloxRandom;
import org.ladera.core.type.Shape;

/**
 * A matrix with orthonormal rows or columns, times a gain: the factor Q of a matrix of normal
 * numbers.
 *
 * <p>Q is uniform among all such matrices if the diagonal of R is positive (Mezzadri 2007, arXiv
 * math-ph/0609050, section 4), which it is by the method of Gram and Schmidt, whose diagonal
 * consists of lengths. A second pass makes it orthogonal to working precision (Giraud, Langou and
 * Rozložník 2005).
 */
record Orthogonal(double gain) implements Initializer {
  private static final int PASSES = 2;

  @Override
  public double[] values(Shape shape, PhiloxRandom random) {
    if (shape.rank() < 2) {
      throw new IllegalArgumentException(
          "orthogonal: a matrix is needed, of two axes or more, got " + shape);
    }
    int columns = shape.last();
    int rows = columns == 0 ? 0 : Math.toIntExact(shape.size() / columns);
    boolean tall = rows >= columns;
    double[][] vectors = orthonormal(Math.min(rows, columns), Math.max(rows, columns), random);
    double[] values = new double[Math.toIntExact(shape.size())];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        double entry = tall ? vectors[column][row] : vectors[row][column];
        values[row * columns + column] = gain * entry;
      }
    }
    return values;
  }

  private static double[][] orthonormal(int count, int length, PhiloxRandom random) {
    double[][] vectors = new double[count][length];
    for (int i = 0; i < count; i++) {
      double[] vector = vectors[i];
      double norm = 0;
      while (norm == 0) {
        for (int entry = 0; entry < length; entry++) {
          vector[entry] = random.nextGaussian();
        }
        for (int pass = 0; pass < PASSES; pass++) {
          for (int before = 0; before < i; before++) {
            subtract(vector, vectors[before], dot(vector, vectors[before]));
          }
        }
        norm = Math.sqrt(dot(vector, vector));
      }
      for (int entry = 0; entry < length; entry++) {
        vector[entry] /= norm;
      }
    }
    return vectors;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static void subtract(double[] from, double[] direction, double factor) {
    for (int i = 0; i < from.length; i++) {
      from[i] -= factor * direction[i];
    }
  }

  @Override
  public String toString() {
    return "orthogonal(" + gain + ")";
  }
}

package org.ladera.core.linalg;

import org.ladera.core.memory.HostArray;

/** Of vectors that a decomposition leaves the sign open of. */
final class Signs {
  private Signs() {}

  /**
   * {@return for each column, whether it is to be turned: its entry of largest absolute value (the
   * first of equal ones) is negative}
   *
   * @param vectors a dense matrix
   */
  static boolean[] turned(HostArray vectors) {
    int rows = vectors.type().shape().get(0);
    int columns = vectors.type().shape().get(1);
    double[] largest = new double[columns];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        double entry = vectors.getDouble((long) row * columns + column);
        if (Math.abs(entry) > Math.abs(largest[column])) {
          largest[column] = entry;
        }
      }
    }
    boolean[] turned = new boolean[columns];
    for (int column = 0; column < columns; column++) {
      turned[column] = largest[column] < 0;
    }
    return turned;
  }
}

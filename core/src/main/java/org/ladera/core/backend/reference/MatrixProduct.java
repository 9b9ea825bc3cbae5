package org.ladera.core.backend.reference;

import org.ladera.core.graph.Node;

/** What the matrix product means. */
final class MatrixProduct {
  private MatrixProduct() {}

  /** Each entry is added up from 0 in the order of the inner axis. */
  static Value of(Node self, Value left, Value right) {
    double[] a = left.reals();
    double[] b = right.reals();
    double[] products = new double[(int) self.shape().size()];
    int columns = self.shape().last();
    int rows = self.shape().get(-2);
    int inner = self.input(0).shape().last();
    int allRows = columns == 0 ? 0 : products.length / columns;
    for (int row = 0; row < allRows; row++) {
      int first = row / rows * inner * columns;
      for (int k = 0; k < inner; k++) {
        double factor = a[row * inner + k];
        int to = row * columns;
        int from = first + k * columns;
        for (int column = 0; column < columns; column++) {
          products[to + column] += factor * b[from + column];
        }
      }
    }
    return new Reals(self.dtype(), products);
  }
}

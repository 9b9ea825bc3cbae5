package org.ladera.core.linalg;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.function.Function;
import org.ladera.core.backend.Backends;
import org.ladera.core.backend.Compiled;
import org.ladera.core.graph.Node;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;

/** Matrices for tests, and what they are held to, computed in plain Java. */
final class Matrices {
  private Matrices() {}

  static HostArray matrix(DType dtype, int rows, int columns, double... values) {
    return HostArray.ofDoubles(dtype, Shape.of(rows, columns), values);
  }

  static HostArray random(DType dtype, int rows, int columns) {
    Random random = new Random(31L * rows + columns);
    return matrix(dtype, rows, columns, random.doubles((long) rows * columns, -1, 1).toArray());
  }

  /** 1 / (i + j + 1), the best known ill-conditioned matrix. */
  static HostArray hilbert(int n) {
    HostArray matrix = matrix(DType.FLOAT64, n, n, new double[n * n]);
    for (int i = 0; i < n * n; i++) {
      matrix.setDouble(i, 1.0 / (i / n + i % n + 1));
    }
    return matrix;
  }

  /** A A' + I of a random matrix A. */
  static HostArray positive(DType dtype, int n) {
    HostArray a = random(dtype, n, n);
    HostArray product = product(a, transposed(a));
    for (int i = 0; i < n; i++) {
      product.setDouble((long) i * n + i, product.getDouble((long) i * n + i) + 1);
    }
    return matrix(dtype, n, n, product.toDoubles());
  }

  /** Summed in float64. */
  static HostArray product(HostArray a, HostArray b) {
    int rows = a.type().shape().get(0);
    int inner = a.type().shape().get(1);
    int columns = b.type().shape().get(1);
    HostArray product = matrix(DType.FLOAT64, rows, columns, new double[rows * columns]);
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        double sum = 0;
        for (int i = 0; i < inner; i++) {
          sum += a.getDouble((long) row * inner + i) * b.getDouble((long) i * columns + column);
        }
        product.setDouble((long) row * columns + column, sum);
      }
    }
    return product;
  }

  static HostArray transposed(HostArray a) {
    int rows = a.type().shape().get(0);
    int columns = a.type().shape().get(1);
    HostArray turned = matrix(a.type().dtype(), columns, rows, new double[rows * columns]);
    for (int i = 0; i < rows * columns; i++) {
      turned.setDouble((long) (i % columns) * rows + i / columns, a.getDouble(i));
    }
    return turned;
  }

  static HostArray identity(int n) {
    HostArray identity = matrix(DType.FLOAT64, n, n, new double[n * n]);
    for (int i = 0; i < n; i++) {
      identity.setDouble((long) i * n + i, 1);
    }
    return identity;
  }

  /** Of Frobenius. */
  static double norm(HostArray a) {
    double sum = 0;
    for (double value : a.toDoubles()) {
      sum += value * value;
    }
    return Math.sqrt(sum);
  }

  static double distance(HostArray a, HostArray b) {
    HostArray difference = HostArray.ofDoubles(DType.FLOAT64, a.type().shape(), a.toDoubles());
    for (int i = 0; i < a.size(); i++) {
      difference.setDouble(i, a.getDouble(i) - b.getDouble(i));
    }
    return norm(difference);
  }

  /** The distance of 1 from the next number of a type. */
  static double epsilon(DType dtype) {
    return dtype == DType.FLOAT32 ? Math.ulp(1f) : Math.ulp(1.0);
  }

  /** Whether two matrices differ by no more than n eps times a norm. */
  static void assertClose(HostArray wanted, HostArray given, double n, DType dtype, double norm) {
    double distance = distance(wanted, given);
    double most = n * epsilon(dtype) * norm;
    assertTrue(distance <= most, () -> "differs by " + distance + ", more than " + most);
  }

  static HostArray run(String backend, Function<Node, Node> function, HostArray x) {
    return Backends.using(
        Backends.named(backend),
        () -> {
          try (Compiled compiled = Compiled.of(function)) {
            return HostArray.copyOf(compiled.run(x.toINDArray()));
          }
        });
  }

  static HostArray run(Function<Node, Node> function, HostArray x) {
    return run("cpu", function, x);
  }
}

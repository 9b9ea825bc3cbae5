package org.ladera.core.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ladera.core.linalg.Matrices.assertClose;
import static org.ladera.core.linalg.Matrices.epsilon;
import static org.ladera.core.linalg.Matrices.hilbert;
import static org.ladera.core.linalg.Matrices.identity;
import static org.ladera.core.linalg.Matrices.matrix;
import static org.ladera.core.linalg.Matrices.norm;
import static org.ladera.core.linalg.Matrices.product;
import static org.ladera.core.linalg.Matrices.random;
import static org.ladera.core.linalg.Matrices.run;
import static org.ladera.core.linalg.Matrices.transposed;

import java.util.Arrays;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;

/** QR, eigenvalues and singular values: identities within a multiple of n eps, and known values. */
class DecompositionsTest {
  @ParameterizedTest
  @CsvSource({"FLOAT32, 6, 6", "FLOAT32, 50, 20", "FLOAT64, 8, 30", "FLOAT64, 90, 40"})
  void qrGivesOrthonormalColumnsAndATriangle(DType dtype, int m, int n) {
    HostArray a = random(dtype, m, n);
    HostArray q = run(x -> Linalg.qr(x).q(), a);
    HostArray r = run(x -> Linalg.qr(x).r(), a);
    int k = Math.min(m, n);

    assertClose(a, product(q, r), m, dtype, norm(a));
    assertOrthonormal(q, k, m, dtype);
    for (int i = 0; i < k * n; i++) {
      double entry = r.getDouble(i);
      assertTrue(i / n == i % n ? entry > 0 : i / n < i % n || entry == 0, "entry " + i);
    }
  }

  /** The example of Householder's reflections in many textbooks. */
  @Test
  void qrOfAKnownMatrixIsInFractions() {
    HostArray a = matrix(DType.FLOAT64, 3, 3, 12, -51, 4, 6, 167, -68, -4, 24, -41);

    assertArrayEquals(
        new double[] {14, 21, -14, 0, 175, -70, 0, 0, 35},
        run(x -> Linalg.qr(x).r(), a).toDoubles(),
        1e-12);
    assertArrayEquals(
        new double[] {
          6 / 7.0,
          -69 / 175.0,
          -58 / 175.0,
          3 / 7.0,
          158 / 175.0,
          6 / 175.0,
          -2 / 7.0,
          6 / 35.0,
          -33 / 35.0
        },
        run(x -> Linalg.qr(x).q(), a).toDoubles(),
        1e-14);
  }

  @ParameterizedTest
  @CsvSource({"FLOAT32, 1", "FLOAT32, 40", "FLOAT64, 7", "FLOAT64, 80"})
  void eighGivesAscendingValuesAndOrthonormalVectors(DType dtype, int n) {
    HostArray square = random(dtype, n, n);
    HostArray a = run(x -> x.plus(x.transpose()), square);
    HostArray values = run(x -> Linalg.eigh(x).values(), a);
    HostArray vectors = run(x -> Linalg.eigh(x).vectors(), a);

    assertOrthonormal(vectors, n, n, dtype);
    assertClose(
        product(a, vectors), product(vectors, diagonal(values.toDoubles())), 4 * n, dtype, norm(a));
    double[] sorted = values.toDoubles();
    Arrays.sort(sorted);
    assertArrayEquals(sorted, values.toDoubles());
    assertLargestIsPositive(vectors);
  }

  /** 2 - 2 cos(kπ / (n + 1)), of the second difference. */
  @Test
  void eigenvaluesOfTheSecondDifferenceAreKnown() {
    int n = 12;
    HostArray a = matrix(DType.FLOAT64, n, n, new double[n * n]);
    double[] known = new double[n];
    for (int i = 0; i < n; i++) {
      a.setDouble((long) i * n + i, 2);
      known[i] = 2 - 2 * Math.cos((i + 1) * Math.PI / (n + 1));
      if (i > 0) {
        a.setDouble((long) i * n + i - 1, -1);
        a.setDouble((long) i * n - n + i, -1);
      }
    }

    // Weyl: no eigenvalue moves further than the error of the matrix, n eps of its norm 4.
    assertArrayEquals(
        known, run(x -> Linalg.eigh(x).values(), a).toDoubles(), n * epsilon(DType.FLOAT64) * 4);
  }

  /** Of -6 it is (1, 2), of 4 it is (2, -1). */
  @Test
  void eighFixesTheSignOfItsVectors() {
    double root = Math.sqrt(0.2);

    assertArrayEquals(
        new double[] {root, 2 * root, 2 * root, -root},
        run(x -> Linalg.eigh(x).vectors(), matrix(DType.FLOAT64, 2, 2, 2, -4, -4, -4)).toDoubles(),
        8 * epsilon(DType.FLOAT64));
    assertArrayEquals(
        new double[] {1, 0, 0, 1},
        run(x -> Linalg.eigh(x).vectors(), matrix(DType.FLOAT64, 2, 2, 3, 0, 0, 5)).toDoubles());
  }

  @ParameterizedTest
  @CsvSource({"FLOAT32, 5, 5", "FLOAT32, 40, 25", "FLOAT64, 8, 30", "FLOAT64, 70, 30"})
  void svdGivesDescendingValuesAndOrthonormalVectors(DType dtype, int m, int n) {
    HostArray a = random(dtype, m, n);
    HostArray u = run(x -> Linalg.svd(x).u(), a);
    HostArray s = run(x -> Linalg.svd(x).s(), a);
    HostArray v = run(x -> Linalg.svd(x).v(), a);
    int k = Math.min(m, n);
    int most = Math.max(m, n);

    assertOrthonormal(u, k, most, dtype);
    assertOrthonormal(v, k, most, dtype);
    assertClose(
        a, product(product(u, diagonal(s.toDoubles())), transposed(v)), most, dtype, norm(a));
    for (int i = 0; i < k; i++) {
      assertTrue(s.getDouble(i) >= (i + 1 < k ? s.getDouble(i + 1) : 0), "value " + i);
    }
    assertLargestIsPositive(u);
  }

  @Test
  void singularValuesOfAShearAreTheGoldenRatioAndItsInverse() {
    double golden = (1 + Math.sqrt(5)) / 2;

    assertArrayEquals(
        new double[] {golden, 1 / golden},
        run(x -> Linalg.svd(x).s(), matrix(DType.FLOAT64, 2, 2, 1, 1, 0, 1)).toDoubles(),
        2 * epsilon(DType.FLOAT64) * golden);
  }

  /** Known to as many digits: Todd, 1954, and every textbook since. */
  @ParameterizedTest
  @CsvSource({"4, 1.5514e4", "5, 4.7661e5", "6, 1.4951e7"})
  void theConditionOfHilbertsMatrixIsKnown(int n, double known) {
    double[] s = run(x -> Linalg.svd(x).s(), hilbert(n)).toDoubles();
    double[] values = run(x -> Linalg.eigh(x).values(), hilbert(n)).toDoubles();

    assertEquals(known, s[0] / s[n - 1], 5e-5 * known);
    assertEquals(known, values[n - 1] / values[0], 5e-5 * known);
  }

  @Test
  void emptyMatricesHaveEmptyParts() {
    HostArray tall = matrix(DType.FLOAT32, 3, 0);
    HostArray wide = matrix(DType.FLOAT64, 0, 2);

    assertEquals(Shape.of(3, 0), shape(x -> Linalg.qr(x).q(), tall));
    assertEquals(Shape.of(0, 0), shape(x -> Linalg.qr(x).r(), tall));
    assertEquals(Shape.of(0, 2), shape(x -> Linalg.qr(x).r(), wide));
    assertEquals(Shape.of(0), shape(x -> Linalg.svd(x).s(), tall));
    assertEquals(Shape.of(2, 0), shape(x -> Linalg.svd(x).v(), wide));
    assertEquals(Shape.of(0), shape(x -> Linalg.eigh(x).values(), matrix(DType.FLOAT64, 0, 0)));
  }

  private static Shape shape(Function<Node, Node> function, HostArray x) {
    return run(function, x).type().shape();
  }

  @ParameterizedTest
  @ValueSource(strings = {"cpu", "nd4j", "reference"})
  void everyBackendAndEveryRunGivesTheSameBits(String backend) {
    HostArray a = random(DType.FLOAT32, 120, 120);
    Function<Node, Node> all =
        x ->
            Ops.concat(
                0,
                Linalg.qr(x).q(),
                Linalg.eigh(x).vectors(),
                Linalg.svd(x).u(),
                Linalg.svd(x).v());
    double[] wanted = run("reference", all, a).toDoubles();

    for (int i = 0; i < 3; i++) {
      assertArrayEquals(wanted, run(backend, all, a).toDoubles());
    }
  }

  @Test
  void aMatrixOfZerosIsDecomposedToo() {
    HostArray zeros = matrix(DType.FLOAT64, 3, 2, new double[6]);

    assertArrayEquals(new double[2], run(x -> Linalg.svd(x).s(), zeros).toDoubles());
    assertOrthonormal(run(x -> Linalg.svd(x).u(), zeros), 2, 3, DType.FLOAT64);
    assertOrthonormal(run(x -> Linalg.qr(x).q(), zeros), 2, 3, DType.FLOAT64);
  }

  @Test
  void whatIsNotFiniteOrNoMatrixIsSaid() {
    HostArray bad = matrix(DType.FLOAT32, 2, 2, 1, Double.POSITIVE_INFINITY, 0, 1);
    Node batch = Ops.input("x", new TensorType(DType.FLOAT32, Shape.of(2, 2, 2)));
    Node wide = Ops.input("x", new TensorType(DType.FLOAT32, Shape.of(2, 3)));

    says(
        "qr: entries must be finite, got Infinity at [0, 1] of f32[2, 2]",
        () -> run(x -> Linalg.qr(x).q(), bad));
    says(
        "eigh: entries must be finite, got Infinity at [0, 1] of f32[2, 2]",
        () -> run(x -> Linalg.eigh(x).values(), bad));
    says(
        "svd: entries must be finite, got Infinity at [0, 1] of f32[2, 2]",
        () -> run(x -> Linalg.svd(x).s(), bad));
    says("qr: a matrix of two axes is needed, got f32[2, 2, 2]", () -> Linalg.qr(batch));
    says("svd: a matrix of two axes is needed, got f32[2, 2, 2]", () -> Linalg.svd(batch));
    says("eigh: the matrix must be square, got f32[2, 3]", () -> Linalg.eigh(wide));
  }

  private static void says(String message, Runnable action) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, action::run).getMessage());
  }

  private static void assertOrthonormal(HostArray q, int k, int m, DType dtype) {
    assertClose(identity(k), product(transposed(q), q), m, dtype, norm(identity(k)));
  }

  private static HostArray diagonal(double[] values) {
    HostArray diagonal = identity(values.length);
    for (int i = 0; i < values.length; i++) {
      diagonal.setDouble((long) i * values.length + i, values[i]);
    }
    return diagonal;
  }

  private static void assertLargestIsPositive(HostArray vectors) {
    HostArray columns = transposed(vectors);
    int rows = columns.type().shape().last();
    double[] entries = columns.toDoubles();
    for (int i = 0; i < entries.length; i += rows) {
      double[] column = Arrays.copyOfRange(entries, i, i + rows);
      double largest = 0;
      for (double entry : column) {
        largest = Math.abs(entry) > Math.abs(largest) ? entry : largest;
      }
      assertTrue(largest > 0, Arrays.toString(column));
    }
  }
}

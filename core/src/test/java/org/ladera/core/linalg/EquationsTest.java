package org.ladera.core.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ladera.core.graph.Ops.constant;
import static org.ladera.core.linalg.Matrices.assertClose;
import static org.ladera.core.linalg.Matrices.epsilon;
import static org.ladera.core.linalg.Matrices.hilbert;
import static org.ladera.core.linalg.Matrices.matrix;
import static org.ladera.core.linalg.Matrices.norm;
import static org.ladera.core.linalg.Matrices.positive;
import static org.ladera.core.linalg.Matrices.product;
import static org.ladera.core.linalg.Matrices.random;
import static org.ladera.core.linalg.Matrices.run;
import static org.ladera.core.linalg.Matrices.transposed;

import java.util.stream.IntStream;
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

/** Linear equations and Cholesky's decomposition, with the bounds of Higham (2002). */
class EquationsTest {
  @ParameterizedTest
  @CsvSource({"FLOAT32, 1, 1", "FLOAT32, 7, 3", "FLOAT64, 40, 5", "FLOAT64, 90, 1"})
  void whatSolveGivesSolvesTheEquations(DType dtype, int n, int columns) {
    HostArray a = random(dtype, n, n);
    HostArray b = random(dtype, n, columns);

    HostArray x = run(node -> Linalg.solve(node, constant(b)), a);

    // The residual of LU with row exchanges is small, whatever the condition of A is.
    assertEquals(b.type(), x.type());
    assertClose(b, product(a, x), 4 * n, dtype, norm(a) * norm(x));
  }

  @Test
  void solveFindsWhatIsKnownInWholeNumbers() {
    HostArray a = matrix(DType.FLOAT64, 3, 3, 0, 2, 1, 4, 0, -2, 1, 1, 1);
    HostArray b = matrix(DType.FLOAT64, 3, 1, 7, -2, 6);

    assertArrayEquals(
        new double[] {1, 2, 3}, run(x -> Linalg.solve(x, constant(b)), a).toDoubles(), 1e-14);
  }

  /** Its entries are integers: Choi, 1983, "Tricks or treats with the Hilbert matrix". */
  @Test
  void theInverseOfHilbertsMatrixIsKnown() {
    double[] known = {
      16, -120, 240, -140, -120, 1200, -2700, 1680, 240, -2700, 6480, -4200, -140, 1680, -4200, 2800
    };
    double condition = 1.5514e4;

    HostArray inverse = run(x -> Linalg.solve(x, constant(Matrices.identity(4))), hilbert(4));

    HostArray wanted = matrix(DType.FLOAT64, 4, 4, known);
    assertClose(wanted, inverse, 4 * condition, DType.FLOAT64, norm(wanted));
  }

  @Test
  void aVectorOnTheRightGivesAVector() {
    Node b = constant(HostArray.ofDoubles(DType.FLOAT64, Shape.of(2), 4, 9));
    HostArray a = matrix(DType.FLOAT64, 2, 2, 2, 0, 0, 3);

    HostArray x = run(node -> Linalg.solve(node, b), a);
    HostArray lower = run(node -> Linalg.solveTriangular(node, b, true, false), a);

    assertEquals(Shape.of(2), x.type().shape());
    assertArrayEquals(new double[] {2, 3}, x.toDoubles());
    assertArrayEquals(new double[] {2, 3}, lower.toDoubles());
  }

  @Test
  void aWeakSideTakesTheTypeOfTheOther() {
    HostArray x = run(a -> Linalg.solve(a, Ops.ones(2)), matrix(DType.FLOAT32, 2, 2, 2, 0, 0, 4));

    assertEquals(DType.FLOAT32, x.type().dtype());
    assertArrayEquals(new double[] {0.5, 0.25}, x.toDoubles());
  }

  @ParameterizedTest
  @CsvSource({"true, true", "true, false", "false, true", "false, false"})
  void oneTriangleIsReadAndSolved(boolean lower, boolean transposed) {
    int n = 9;
    HostArray a = positive(DType.FLOAT64, n);
    HostArray b = random(DType.FLOAT64, n, 4);
    HostArray triangle = matrix(DType.FLOAT64, n, n, a.toDoubles());
    for (int i = 0; i < n * n; i++) {
      if (lower ? i % n > i / n : i % n < i / n) {
        triangle.setDouble(i, 0);
      }
    }

    HostArray x = run(node -> Linalg.solveTriangular(node, constant(b), lower, transposed), a);

    HostArray left = transposed ? transposed(triangle) : triangle;
    assertClose(b, product(left, x), n, DType.FLOAT64, norm(triangle) * norm(x));
  }

  @ParameterizedTest
  @CsvSource({"FLOAT32, 1", "FLOAT32, 30", "FLOAT64, 5", "FLOAT64, 70"})
  void choleskyGivesALowerTriangleWhoseSquareIsTheMatrix(DType dtype, int n) {
    HostArray a = positive(dtype, n);

    HostArray lower = run(Linalg::cholesky, a);

    assertClose(a, product(lower, transposed(lower)), n + 1, dtype, norm(a));
    for (int i = 0; i < n * n; i++) {
      double entry = lower.getDouble(i);
      assertTrue(i / n == i % n ? entry > 0 : i / n > i % n || entry == 0, "entry " + i);
    }
  }

  /** Pascal's symmetric matrix is the square of Pascal's triangle. */
  @Test
  void choleskyOfPascalsMatrixIsPascalsTriangle() {
    HostArray pascal =
        matrix(DType.FLOAT64, 4, 4, 1, 1, 1, 1, 1, 2, 3, 4, 1, 3, 6, 10, 1, 4, 10, 20);

    assertArrayEquals(
        new double[] {1, 0, 0, 0, 1, 1, 0, 0, 1, 2, 1, 0, 1, 3, 3, 1},
        run(Linalg::cholesky, pascal).toDoubles());
  }

  /** L(n, n)² is the quotient of the determinants 1 / 6048000 and 1 / 2160. */
  @Test
  void choleskyOfHilbertsMatrixIsRightInItsLastPivot() {
    double last = run(Linalg::cholesky, hilbert(4)).getDouble(15);

    assertEquals(Math.sqrt(1.0 / 2800), last, 1.5514e4 * epsilon(DType.FLOAT64) * last);
  }

  @Test
  void choleskyTakesTheSymmetricPart() {
    double[] wanted = run(Linalg::cholesky, matrix(DType.FLOAT64, 2, 2, 4, 2, 2, 5)).toDoubles();

    assertArrayEquals(
        wanted, run(Linalg::cholesky, matrix(DType.FLOAT64, 2, 2, 4, 4, 0, 5)).toDoubles());
  }

  @Test
  void emptyEquationsHaveEmptySolutions() {
    HostArray none = matrix(DType.FLOAT32, 0, 0);

    assertEquals(none.type(), run(Linalg::cholesky, none).type());
    assertEquals(
        new TensorType(DType.FLOAT32, Shape.of(0, 3)),
        run(x -> Linalg.solve(x, Ops.zeros(0, 3)), none).type());
    assertEquals(
        Shape.of(2, 0),
        run(x -> Linalg.solve(x, Ops.zeros(2, 0)), random(DType.FLOAT64, 2, 2)).type().shape());
  }

  @ParameterizedTest
  @ValueSource(strings = {"cpu", "nd4j", "reference"})
  void everyBackendAndEveryRunGivesTheSameBits(String backend) {
    HostArray a = positive(DType.FLOAT32, 150);
    double[] solved = run("reference", x -> Linalg.solve(x, x.slice(1, 0, 20)), a).toDoubles();
    double[] lower = run("reference", Linalg::cholesky, a).toDoubles();

    for (int i = 0; i < 3; i++) {
      assertArrayEquals(
          solved, run(backend, x -> Linalg.solve(x, x.slice(1, 0, 20)), a).toDoubles());
      assertArrayEquals(lower, run(backend, Linalg::cholesky, a).toDoubles());
    }
  }

  @Test
  void manyThreadsMayDecomposeAtOnce() {
    HostArray a = positive(DType.FLOAT64, 60);
    double[] wanted = run(Linalg::cholesky, a).toDoubles();

    IntStream.range(0, 16)
        .parallel()
        .forEach(i -> assertArrayEquals(wanted, run(Linalg::cholesky, a).toDoubles()));
  }

  @Test
  void whatTheMatrixDoesNotAllowIsSaid() {
    HostArray singular = matrix(DType.FLOAT64, 3, 3, 1, 2, 3, 2, 4, 6, 1, 0, 1);
    HostArray indefinite = matrix(DType.FLOAT32, 3, 3, 4, 0, 0, 0, -1, 0, 0, 0, 1);
    HostArray unknown = matrix(DType.FLOAT64, 2, 2, 1, 0, Double.NaN, 1);

    says(
        "solve: the matrix must not be singular, got f64[3, 3] whose pivot in row 2 (from 0) is 0;"
            + " add a small multiple of the identity to it",
        () -> run(x -> Linalg.solve(x, Ops.ones(3)), singular));
    says(
        "cholesky: the matrix must be positive definite, got f32[3, 3] whose first 2 rows and"
            + " columns are not: pivot 1 (from 0) is not above 0; add a small multiple of the"
            + " identity to it",
        () -> run(Linalg::cholesky, indefinite));
    says(
        "solveTriangular: no entry of the diagonal may be 0, got f64[2, 2] with 0 in row 1 (from"
            + " 0); the matrix that was decomposed is singular, or nearly so",
        () ->
            run(
                x -> Linalg.solveTriangular(x, Ops.ones(2), true, false),
                matrix(DType.FLOAT64, 2, 2, 1, 0, 1, 0)));
    says(
        "solve: entries must be finite, got NaN at [1, 0] of f64[2, 2]",
        () -> run(x -> Linalg.solve(x, Ops.ones(2)), unknown));
    says(
        "solve: entries must be finite, got -Infinity at [1, 0] of f64[2, 1]",
        () ->
            run(
                b -> Linalg.solve(constant(Matrices.identity(2)), b),
                matrix(DType.FLOAT64, 2, 1, 1, Double.NEGATIVE_INFINITY)));
    says(
        "cholesky: entries must be finite, got NaN at [0, 1] of f64[2, 2]",
        () -> run(Linalg::cholesky, unknown));
  }

  @Test
  void shapesAndTypesThatDoNotFitAreSaidWhereTheyAreWritten() {
    says("cholesky: the matrix must be square, got f64[2, 3]", () -> Linalg.cholesky(x(2, 3)));
    says(
        "cholesky: a matrix of two axes is needed, got f64[2, 3, 3]",
        () -> Linalg.cholesky(x(2, 3, 3)));
    says("solve: the matrix must be square, got f64[2, 3]", () -> Linalg.solve(x(2, 3), x(2)));
    says(
        "solve: the right side must be a vector or a matrix with as many rows as the left, got"
            + " f64[2, 2], f64[3, 1]",
        () -> Linalg.solve(x(2, 2), x(3, 1)));
    says(
        "solve: the right side must be a vector or a matrix with as many rows as the left, got"
            + " f64[2, 2], f64[]",
        () -> Linalg.solve(x(2, 2), x()));
    says(
        "solve: types must agree; use cast, got f64[2, 2], f32[2]",
        () -> Linalg.solve(x(2, 2), Ops.cast(x(2), DType.FLOAT32)));
    says(
        "solve: entries must be of a floating type; use cast(FLOAT64), got i32[2, 2]",
        () -> Linalg.solve(Ops.range(4).reshape(2, 2), x(2)));
  }

  private static Node x(int... sizes) {
    return Ops.input("x", new TensorType(DType.FLOAT64, Shape.of(sizes)));
  }

  private static void says(String message, Runnable action) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, action::run).getMessage());
  }
}

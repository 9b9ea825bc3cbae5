package org.ladera.autograd.linalg;

import static org.ladera.autograd.GradientCheck.random;
import static org.ladera.core.graph.Ops.constant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ladera.autograd.GradientCheck;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.linalg.Eigh;
import org.ladera.core.linalg.Linalg;
import org.ladera.core.linalg.Svd;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/** The gradients of decompositions against central differences, to second order. */
class LinalgGradientTest {
  @Test
  void ofSolve() {
    GradientCheck check =
        GradientCheck.of((Node a, Node b) -> Linalg.solve(shifted(a), b)).order(2);
    check.at(random(4, 4), random(4, 3));
    check.at(random(4, 4), random(4));
    check.at(random(1, 1), random(1, 2));
  }

  @ParameterizedTest
  @CsvSource({"true, true", "true, false", "false, true", "false, false"})
  void ofSolveTriangular(boolean lower, boolean transposed) {
    GradientCheck.of((Node a, Node b) -> Linalg.solveTriangular(shifted(a), b, lower, transposed))
        .order(2)
        .at(random(4, 4), random(4, 2));
  }

  @Test
  void ofCholesky() {
    GradientCheck check = GradientCheck.of((Node x) -> Linalg.cholesky(positive(x))).order(2);
    check.at(random(4, 4));
    check.at(random(1, 1));
  }

  /** Not only for a matrix that is symmetric, and stays so. */
  @Test
  void ofCholeskyForAnyChange() {
    GradientCheck.of((Node x) -> Linalg.cholesky(shifted(x))).order(2).at(random(3, 3));
  }

  @ParameterizedTest
  @CsvSource({"4, 4", "5, 3", "3, 5", "1, 1"})
  void ofQr(int m, int n) {
    GradientCheck.of((Node x) -> Linalg.qr(x).q()).order(2).at(random(m, n));
    GradientCheck.of((Node x) -> Linalg.qr(x).r()).order(2).at(random(m, n));
    GradientCheck.of((Node x) -> Linalg.qr(x).q().matmul(weighted(Linalg.qr(x).r())))
        .at(random(m, n));
  }

  @Test
  void ofEigh() {
    GradientCheck.of((Node x) -> Linalg.eigh(x).values()).order(2).at(random(4, 4));
    GradientCheck.of((Node x) -> Linalg.eigh(x).vectors()).order(2).at(random(4, 4));
    GradientCheck.of((Node x) -> root(Linalg.eigh(positive(x)))).order(2).at(random(4, 4));
  }

  @ParameterizedTest
  @CsvSource({"4, 4", "5, 3", "3, 5", "1, 1"})
  void ofSvd(int m, int n) {
    GradientCheck.of((Node x) -> Linalg.svd(x).u()).order(2).at(random(m, n));
    GradientCheck.of((Node x) -> Linalg.svd(x).s()).order(2).at(random(m, n));
    GradientCheck.of((Node x) -> Linalg.svd(x).v()).order(2).at(random(m, n));
    GradientCheck.of((Node x) -> polar(x)).order(2).at(random(m, n));
  }

  @Test
  void equalEigenvaluesDoNoHarmToTheirSum() {
    GradientCheck.of((Node x) -> Linalg.eigh(x).values().sum())
        .at(Nd4j.eye(3).castTo(DataType.DOUBLE));
  }

  @Test
  void equalSingularValuesDoNoHarmToTheOrthogonalFactor() {
    GradientCheck.of((Node x) -> polar(x)).at(Nd4j.eye(3).castTo(DataType.DOUBLE));
  }

  /** U V'. */
  private static Node polar(Node x) {
    Svd svd = Linalg.svd(x);
    return svd.u().matmul(svd.v().transpose());
  }

  /** A^(-1/4), as Shampoo takes it. */
  private static Node root(Eigh a) {
    return a.vectors().times(a.values().pow(-0.25)).matmul(a.vectors().transpose());
  }

  private static Node weighted(Node x) {
    return x.times(constant(random(x.shape().toArray())));
  }

  /** Far from singular, and from what is not positive definite. */
  private static Node shifted(Node x) {
    return x.times(0.5).plus(identity(x.shape().last()).times(4));
  }

  private static Node positive(Node x) {
    return x.matmul(x.transpose()).plus(identity(x.shape().last()));
  }

  private static Node identity(int n) {
    Node counted = Ops.range(n);
    Node same = Ops.equal(counted.reshape(n, 1), counted.reshape(1, n));
    return Ops.select(same, constant(1), constant(0));
  }
}

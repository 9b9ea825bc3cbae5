package org.ladera.autograd.linalg;

import static org.ladera.autograd.GradientCheck.random;
import static org.ladera.core.graph.Ops.constant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ladera.autograd.GradientCheck;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.linalg.Linalg;

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

package org.ladera.core.linalg;

import org.ladera.core.graph.HostOp;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.type.TensorType;

/**
 * Linear equations and decompositions of single matrices, float32 or float64, over LAPACK. All
 * entries must be finite. Sizes may be 0.
 *
 * <p>What a matrix does not allow (a singular one, one that is not positive definite, NaN) raises
 * an {@link IllegalArgumentException} in the run; a shape that does not fit raises it where the
 * function is called. Without the natives of OpenBLAS a run raises an {@link
 * IllegalStateException}, which says what to install.
 */
public final class Linalg {
  private Linalg() {}

  /**
   * {@return X of A X = B, by LU decomposition with row exchanges; its relative error is about that
   * of the entries times the condition number of A}
   *
   * <p>The gradient: Giles, 2008, "An extended collection of matrix derivative results for forward
   * and reverse mode automatic differentiation", inverse product.
   *
   * @param a A, {@code [n, n]}, not singular
   * @param b B, {@code [n, k]} or a vector {@code [n]}
   */
  public static Node solve(Node a, Node b) {
    return equations(new Solve(), a, b);
  }

  /**
   * {@return X of A X = B, or of A' X = B, where A is triangular}
   *
   * @param a A, {@code [n, n]}, of which one triangle is read, with no 0 on its diagonal
   * @param b B, {@code [n, k]} or a vector {@code [n]}
   * @param lower whether A is lower triangular, else upper
   * @param transposed whether it is A transposed that stands on the left
   */
  public static Node solveTriangular(Node a, Node b, boolean lower, boolean transposed) {
    return equations(new SolveTriangular(lower, transposed), a, b);
  }

  /**
   * {@return the lower triangular L {@code [n, n]} with a positive diagonal of a positive definite
   * matrix A = L L'}
   *
   * <p>The symmetric part of A is what is decomposed, so the gradient is right for any change of A:
   * Murray, 2016, "Differentiation of the Cholesky decomposition", arXiv 1602.07527.
   *
   * @param a A, {@code [n, n]}
   */
  public static Node cholesky(Node a) {
    Rules.square("cholesky", a);
    return Ops.host(new Cholesky(), Triangles.symmetric(a));
  }

  /**
   * {@return Q with orthonormal columns and R upper triangular, A = Q R, by Householder's
   * reflections; unique where A has full rank, as the diagonal of R is not negative}
   *
   * <p>The gradient needs the first min(m, n) columns to be independent, and raises the error of
   * {@link #solveTriangular} where they are not: Seeger et al., 2017, "Auto-differentiating linear
   * algebra", arXiv 1710.08717; for more columns than rows Roberts and Roberts, 2020, "QR and LQ
   * decomposition matrix backpropagation algorithms for square, wide, and deep matrices", arXiv
   * 2009.10071.
   *
   * @param a A, {@code [m, n]}
   */
  public static Qr qr(Node a) {
    Rules.matrix("qr", a);
    return PackedQr.split(Ops.host(new PackedQr(), a), a.shape().get(0));
  }

  /**
   * {@return the eigenvalues and vectors of a symmetric matrix A = V diag(λ) V'}
   *
   * <p>The symmetric part of A is what is decomposed. The gradient (Giles, 2008, eigenvalues and
   * eigenvectors) needs eigenvalues that differ where vectors are used: it divides by their
   * distances, and grows without bound as two come close. Between two that are equal to the bit it
   * counts 1 / 0 as 0, which is right for what treats them alike and uses no vectors, such as the
   * sum of all eigenvalues, and leaves a part out otherwise.
   *
   * @param a A, {@code [n, n]}
   */
  public static Eigh eigh(Node a) {
    Rules.square("eigh", a);
    return PackedEigh.split(Ops.host(new PackedEigh(), Triangles.symmetric(a)));
  }

  /**
   * {@return U, s and V of A = U diag(s) V', by divide and conquer}
   *
   * <p>The gradient (Townsend, 2016, "Differentiating the singular value decomposition") needs
   * singular values that differ where vectors are used, as that of {@link #eigh} does, and for
   * vectors of a matrix that is not square also values above 0. Where a divisor is 0 it counts 1 /
   * 0 as 0. For U V' of a square matrix equal values above 0 do no harm.
   *
   * @param a A, {@code [m, n]}
   */
  public static Svd svd(Node a) {
    Rules.matrix("svd", a);
    return PackedSvd.split(Ops.host(new PackedSvd(), a), a.shape().get(0));
  }

  private static Node equations(HostOp op, Node a, Node b) {
    Node left = beside(a, b);
    Node right = beside(b, a);
    Rules.equations(op.name(), left, right);
    if (right.shape().rank() == 2) {
      return Ops.host(op, left, right);
    }
    int n = right.shape().last();
    return Ops.host(op, left, right.reshape(n, 1)).reshape(n);
  }

  /** A weak node in the type of the one beside it. */
  private static Node beside(Node x, Node other) {
    TensorType type = other.type();
    boolean yields = x.type().weak() && !type.weak() && type.dtype().isFloating();
    return yields ? Ops.cast(x, type.dtype()) : x;
  }
}

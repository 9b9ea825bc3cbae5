package org.ladera.core.backend.cpu.blas;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ladera.core.type.DType;

/**
 * What is needed of LAPACK, which OpenBLAS brings along, for one type: on dense row-major matrices,
 * which are overwritten, and on the calling thread alone. The methods are named as its routines
 * are, without the letter of the type.
 *
 * <p>Each returns what the routine calls {@code info}: 0, or a number from 1 on that says where a
 * matrix does not allow it. No size may be 0.
 */
public final class Lapack {
  /** OpenBLAS has working memory for 64 callers, of which 60 are for products. */
  private static final int CALLERS = 4;

  private static final Semaphore PERMITS = new Semaphore(CALLERS);
  private static final int ROW_MAJOR = 101;

  private final MethodHandle threads;
  private final MethodHandle gesv;
  private final MethodHandle potrf;
  private final MethodHandle trtrs;
  private final MethodHandle geqrf;
  private final MethodHandle orgqr;
  private final MethodHandle syevd;
  private final MethodHandle gesdd;

  private Lapack(Natives natives, char letter) {
    String prefix = "LAPACKE_" + letter;
    threads = natives.slow("openblas_set_num_threads", FunctionDescriptor.ofVoid(JAVA_INT));
    gesv = routine(natives, prefix + "gesv", "iipippi");
    potrf = routine(natives, prefix + "potrf", "cipi");
    trtrs = routine(natives, prefix + "trtrs", "ccciipipi");
    geqrf = routine(natives, prefix + "geqrf", "iipip");
    orgqr = routine(natives, prefix + "orgqr", "iiipip");
    syevd = routine(natives, prefix + "syevd", "ccipip");
    gesdd = routine(natives, prefix + "gesdd", "ciipippipi");
  }

  /** What loading it came to. */
  record Attempt(@Nullable Lapack float32, @Nullable Lapack float64, String missing) {
    static Attempt of(Supplier<Natives> library) {
      try {
        Natives natives = library.get();
        return new Attempt(new Lapack(natives, 's'), new Lapack(natives, 'd'), "");
      } catch (LinkageError | RuntimeException e) {
        return new Attempt(null, null, MatrixLibraries.reason(e));
      }
    }

    Lapack get(String operation, DType dtype) {
      Lapack found =
          switch (dtype) {
            case FLOAT32 -> float32;
            case FLOAT64 -> float64;
            case INT32, INT64, BOOL ->
                throw new IllegalStateException("LAPACK has no routines for " + dtype.label());
          };
      if (found == null) {
        throw new IllegalStateException(
            operation
                + ": the LAPACK of OpenBLAS is needed, which is not there ("
                + missing
                + "); put org.bytedeco:openblas with the natives of this platform on the class"
                + " path, as org.bytedeco:openblas-platform does");
      }
      return found;
    }
  }

  private static final class Loaded {
    static final Attempt ONCE = Attempt.of(() -> OpenBlas.NATIVES);
  }

  /**
   * {@return the routines for a type, loaded by the first call}
   *
   * @param operation who needs them, for the error
   * @param dtype float32 or float64
   * @throws IllegalStateException if OpenBLAS is not there; the message says what to install
   */
  public static Lapack of(String operation, DType dtype) {
    return Loaded.ONCE.get(operation, dtype);
  }

  /**
   * Solves A X = B by LU decomposition with row exchanges.
   *
   * @param n the rows of A, its columns, and the rows of B
   * @param columns the columns of B
   * @param a A, then its factors
   * @param pivots room for n int32
   * @param b B, then X
   * @return 0, or which pivot is 0, counted from 1
   */
  public int gesv(int n, int columns, MemorySegment a, MemorySegment pivots, MemorySegment b) {
    return call(
        "gesv", () -> (int) gesv.invokeExact(ROW_MAJOR, n, columns, a, n, pivots, b, columns));
  }

  /**
   * Decomposes a symmetric matrix by Cholesky's method, reading and writing its lower triangle.
   *
   * @param n its rows
   * @param a the matrix, then L
   * @return 0, or the size of the first leading block that is not positive definite
   */
  public int potrf(int n, MemorySegment a) {
    return call("potrf", () -> (int) potrf.invokeExact(ROW_MAJOR, (byte) 'L', n, a, n));
  }

  /**
   * Solves A X = B or A' X = B where A is triangular.
   *
   * @param lower whether it is the lower triangle that counts
   * @param transposed whether it is A transposed that stands on the left
   * @param n the rows of A
   * @param columns the columns of B
   * @param a A, which stays
   * @param b B, then X
   * @return 0, or which entry of the diagonal is 0, counted from 1
   */
  public int trtrs(
      boolean lower, boolean transposed, int n, int columns, MemorySegment a, MemorySegment b) {
    byte triangle = (byte) (lower ? 'L' : 'U');
    byte side = (byte) (transposed ? 'T' : 'N');
    byte diagonal = 'N';
    return call(
        "trtrs",
        () ->
            (int)
                trtrs.invokeExact(
                    ROW_MAJOR, triangle, side, diagonal, n, columns, a, n, b, columns));
  }

  /**
   * Decomposes a matrix into Q and R by reflections.
   *
   * @param m its rows
   * @param n its columns
   * @param a the matrix, then R in the upper triangle and the reflections below it
   * @param factors room for a number each
   * @return 0
   */
  public int geqrf(int m, int n, MemorySegment a, MemorySegment factors) {
    return call("geqrf", () -> (int) geqrf.invokeExact(ROW_MAJOR, m, n, a, n, factors));
  }

  /**
   * Makes Q of its reflections.
   *
   * @param m its rows
   * @param k its columns, and the reflections
   * @param row from one row in memory to the next, at least k
   * @param a the reflections, then Q
   * @param factors as {@link #geqrf} left them
   * @return 0
   */
  public int orgqr(int m, int k, int row, MemorySegment a, MemorySegment factors) {
    return call("orgqr", () -> (int) orgqr.invokeExact(ROW_MAJOR, m, k, k, a, row, factors));
  }

  /**
   * Finds the eigenvalues, ascending, and eigenvectors of a symmetric matrix, of which it reads the
   * lower triangle.
   *
   * @param n its rows
   * @param a the matrix, then the vectors in its columns
   * @param values room for n numbers
   * @return 0, or a positive number if it did not converge
   */
  public int syevd(int n, MemorySegment a, MemorySegment values) {
    return call(
        "syevd", () -> (int) syevd.invokeExact(ROW_MAJOR, (byte) 'V', (byte) 'L', n, a, n, values));
  }

  /**
   * Finds the singular values, descending, and as many singular vectors.
   *
   * @param m the rows of the matrix
   * @param n its columns
   * @param a the matrix, destroyed
   * @param s room for the values, k = min(m, n)
   * @param u room for {@code [m, k]}
   * @param vt room for {@code [k, n]}
   * @return 0, or a positive number if it did not converge
   */
  public int gesdd(
      int m, int n, MemorySegment a, MemorySegment s, MemorySegment u, MemorySegment vt) {
    int k = Math.min(m, n);
    return call(
        "gesdd", () -> (int) gesdd.invokeExact(ROW_MAJOR, (byte) 'S', m, n, a, n, s, u, k, vt, n));
  }

  private interface Call {
    int run() throws Throwable;
  }

  /** The number of threads is said each time: ND4J, once it starts, sets it to that of cores. */
  private int call(String routine, Call call) {
    PERMITS.acquireUninterruptibly();
    int info;
    try {
      threads.invokeExact(1);
      info = call.run();
    } catch (Throwable t) {
      throw Natives.unexpected(t);
    } finally {
      PERMITS.release();
    }
    if (info < 0) {
      throw new IllegalStateException(
          "LAPACK's %s gave %d; below -1000 it had no memory to work with"
              .formatted(routine, info));
    }
    return info;
  }

  /** The layout comes first; then c is a character, i an int32 and p an address. */
  private static MethodHandle routine(Natives natives, String symbol, String signature) {
    MemoryLayout[] arguments = new MemoryLayout[signature.length() + 1];
    arguments[0] = JAVA_INT;
    for (int i = 0; i < signature.length(); i++) {
      arguments[i + 1] =
          switch (signature.charAt(i)) {
            case 'c' -> JAVA_BYTE;
            case 'i' -> JAVA_INT;
            default -> ADDRESS;
          };
    }
    return natives.slow(symbol, FunctionDescriptor.of(JAVA_INT, arguments));
  }
}

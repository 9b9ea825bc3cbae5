package org.ladera.core.backend.cpu.blas;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.invoke.MethodHandle;
import org.bytedeco.dnnl.presets.dnnl;

/**
 * oneDNN: float32 only, the faster one from medium sizes on, and steady down to tiles of 8 rows.
 *
 * <p>It runs on OpenMP, whose number of threads belongs to the thread that calls: one that was
 * never told takes a team of its own. So every call says 1 before, which costs 5 ns and holds for
 * virtual threads too. It stays said: who uses OpenMP on the same thread otherwise finds it at 1.
 *
 * <p>A signal during a call does harm; see {@code Signals} in the package of the pool.
 */
final class OneDnn implements MatrixLibrary {
  /** Beyond these a call may take milliseconds, for which the collector should not wait. */
  private static final long QUICK = 2_000_000;

  private static final byte PLAIN = 'N';
  private static final byte TRANSPOSED = 'T';

  private static final Natives NATIVES =
      Natives.open(dnnl.class, "/org/bytedeco/dnnl/", "libdnnl.so.3", "libgomp.so.1")
          .orIn("vcomp140", "libiomp5md", "libomp140.x86_64");
  private static final FunctionDescriptor GEMM =
      FunctionDescriptor.of(
          JAVA_INT,
          JAVA_BYTE,
          JAVA_BYTE,
          JAVA_LONG,
          JAVA_LONG,
          JAVA_LONG,
          JAVA_FLOAT,
          JAVA_LONG,
          JAVA_LONG,
          JAVA_LONG,
          JAVA_LONG,
          JAVA_FLOAT,
          JAVA_LONG,
          JAVA_LONG);
  private static final MethodHandle SGEMM_QUICK = NATIVES.quick("dnnl_sgemm", GEMM);
  private static final MethodHandle SGEMM = NATIVES.slow("dnnl_sgemm", GEMM);
  private static final MethodHandle SET_THREADS =
      NATIVES.quick("omp_set_num_threads", FunctionDescriptor.ofVoid(JAVA_INT));

  private OneDnn() {}

  /**
   * Loads the library.
   *
   * @throws LinkageError if it is not there, or its OpenMP cannot be told to stay on one thread
   */
  static OneDnn load() {
    try {
      SET_THREADS.invokeExact(1);
    } catch (Throwable t) {
      throw Natives.unexpected(t);
    }
    return new OneDnn();
  }

  @Override
  public String label() {
    return "oneDNN";
  }

  @Override
  public boolean fearsSignals() {
    return true;
  }

  @Override
  public boolean takes(MatrixProduct product) {
    return product.isFloat32() && product.fitsLibraries();
  }

  @Override
  public void multiply(MatrixProduct p, long a, long b, long c) {
    byte ta = p.transposedA ? TRANSPOSED : PLAIN;
    byte tb = p.transposedB ? TRANSPOSED : PLAIN;
    long m = p.m;
    long n = p.n;
    long k = p.k;
    long la = p.leadingA;
    long lb = p.leadingB;
    long lc = p.leadingC;
    int status;
    try {
      SET_THREADS.invokeExact(1);
      status =
          p.multiplications() <= QUICK
              ? (int) SGEMM_QUICK.invokeExact(ta, tb, m, n, k, 1f, a, la, b, lb, 0f, c, lc)
              : (int) SGEMM.invokeExact(ta, tb, m, n, k, 1f, a, la, b, lb, 0f, c, lc);
    } catch (Throwable t) {
      throw Natives.unexpected(t);
    }
    if (status != 0) {
      throw new IllegalStateException("oneDNN refused the product " + p + ": status " + status);
    }
  }
}

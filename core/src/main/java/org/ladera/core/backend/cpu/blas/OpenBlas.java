package org.ladera.core.backend.cpu.blas;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.bytedeco.openblas.presets.openblas_nolapack;

/** OpenBLAS: both types, and the faster one for small products. */
@SuppressWarnings("restricted")
final class OpenBlas implements MatrixLibrary {
  /** Beyond these a call may take milliseconds, for which the collector should not wait. */
  private static final long QUICK = 2_000_000;

  /** Products so small take no working memory of OpenBLAS, or hold it for a moment only. */
  private static final long WITHOUT_PERMIT = 4_096;

  /** OpenBLAS has working memory for 64 callers; beyond, it complains and takes more for good. */
  private static final int CALLERS = 60;

  /** The processors for which OpenBLAS 0.3.31 has kernels for small products of float32. */
  private static final Set<String> WITH_SMALL_KERNELS =
      Set.of("SkylakeX", "Cooperlake", "SapphireRapids");

  private static final AddressLayout TEXT =
      ADDRESS.withTargetLayout(MemoryLayout.sequenceLayout(64, JAVA_BYTE));

  private static final int ROW_MAJOR = 101;
  private static final int PLAIN = 111;
  private static final int TRANSPOSED = 112;

  static final Natives NATIVES =
      Natives.open(
          openblas_nolapack.class,
          "/org/bytedeco/openblas/",
          "libopenblas.so.0",
          "libgcc_s.so.1",
          "libquadmath.so.0",
          "libgfortran.so.5");
  private static final MethodHandle SGEMM_QUICK = NATIVES.quick("cblas_sgemm", gemm(JAVA_FLOAT));
  private static final MethodHandle SGEMM = NATIVES.slow("cblas_sgemm", gemm(JAVA_FLOAT));
  private static final MethodHandle DGEMM_QUICK = NATIVES.quick("cblas_dgemm", gemm(JAVA_DOUBLE));
  private static final MethodHandle DGEMM = NATIVES.slow("cblas_dgemm", gemm(JAVA_DOUBLE));

  private final Semaphore permits = new Semaphore(CALLERS);
  private final String core;

  private OpenBlas(String core) {
    this.core = core;
  }

  /**
   * Loads the library and sets it to one thread, for the whole process.
   *
   * @throws LinkageError if it is not there
   */
  static OpenBlas load() {
    try {
      NATIVES.slow("openblas_set_num_threads", FunctionDescriptor.ofVoid(JAVA_INT)).invokeExact(1);
      MemorySegment name =
          (MemorySegment)
              NATIVES.slow("openblas_get_corename", FunctionDescriptor.of(TEXT)).invokeExact();
      return new OpenBlas(name.getString(0));
    } catch (Throwable t) {
      throw Natives.unexpected(t);
    }
  }

  /** The processor that OpenBLAS takes this one for, or is told to by {@code OPENBLAS_CORETYPE}. */
  String core() {
    return core;
  }

  boolean hasSmallKernels() {
    return WITH_SMALL_KERNELS.contains(core);
  }

  @Override
  public String label() {
    return "OpenBLAS";
  }

  @Override
  public boolean takes(MatrixProduct product) {
    return product.fitsLibraries();
  }

  @Override
  public void multiply(MatrixProduct p, long a, long b, long c) {
    long work = p.multiplications();
    if (work <= WITHOUT_PERMIT) {
      call(p, a, b, c, work);
      return;
    }
    permits.acquireUninterruptibly();
    try {
      call(p, a, b, c, work);
    } finally {
      permits.release();
    }
  }

  private static void call(MatrixProduct p, long a, long b, long c, long work) {
    int ta = p.transposedA ? TRANSPOSED : PLAIN;
    int tb = p.transposedB ? TRANSPOSED : PLAIN;
    int la = p.leadingA;
    int lb = p.leadingB;
    int lc = p.leadingC;
    try {
      if (p.isFloat32()) {
        if (work <= QUICK) {
          SGEMM_QUICK.invokeExact(ROW_MAJOR, ta, tb, p.m, p.n, p.k, 1f, a, la, b, lb, 0f, c, lc);
        } else {
          SGEMM.invokeExact(ROW_MAJOR, ta, tb, p.m, p.n, p.k, 1f, a, la, b, lb, 0f, c, lc);
        }
      } else if (work <= QUICK) {
        DGEMM_QUICK.invokeExact(ROW_MAJOR, ta, tb, p.m, p.n, p.k, 1d, a, la, b, lb, 0d, c, lc);
      } else {
        DGEMM.invokeExact(ROW_MAJOR, ta, tb, p.m, p.n, p.k, 1d, a, la, b, lb, 0d, c, lc);
      }
    } catch (Throwable t) {
      throw Natives.unexpected(t);
    }
  }

  private static FunctionDescriptor gemm(ValueLayout number) {
    return FunctionDescriptor.ofVoid(
        JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, number, JAVA_LONG, JAVA_INT,
        JAVA_LONG, JAVA_INT, number, JAVA_LONG, JAVA_INT);
  }
}

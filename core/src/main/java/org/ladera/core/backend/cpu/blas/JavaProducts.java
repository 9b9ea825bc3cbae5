package org.ladera.core.backend.cpu.blas;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Products in Java, for any sizes and strides: where no library is, where none takes the strides,
 * and for small products where OpenBLAS has no kernels for them.
 *
 * <p>Each entry of C is added up from 0 in the order of k, each step a fused multiply and add. So
 * the vector code may take over from the scalar code, once it is compiled, without changing a bit.
 */
final class JavaProducts implements MatrixLibrary {
  private final AtomicBoolean started = new AtomicBoolean();
  private volatile boolean vectorized;

  @Override
  public String label() {
    return "Java";
  }

  @Override
  public boolean takes(MatrixProduct product) {
    return true;
  }

  @Override
  public void multiply(MatrixProduct p, long a, long b, long c) {
    if (p.isEmpty()) {
      return;
    }
    if (vectorized && VectorProducts.takes(p)) {
      VectorProducts.multiply(p, a, b, c);
    } else {
      ScalarProducts.multiply(p, a, b, c);
    }
  }

  /** {@return the columns that vectors hold, 0 where the JVM runs without the Vector API} */
  static int lanes() {
    try {
      return VectorProducts.LANES;
    } catch (LinkageError e) {
      return 0;
    }
  }

  /** Gets the vector code compiled in the background, and used from then on. */
  void warmUp() {
    if (lanes() > 0 && started.compareAndSet(false, true)) {
      Thread.ofPlatform()
          .daemon()
          .name("ladera-products-warmup")
          .start(new VectorWarmup(this::vectorize));
    }
  }

  /** From now on vectors are used where they can be. */
  void vectorize() {
    vectorized = true;
  }

  boolean isVectorized() {
    return vectorized;
  }
}

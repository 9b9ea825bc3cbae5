package org.ladera.core.backend.cpu.blas;

/** What computes matrix products, on the calling thread alone. Safe for use by many threads. */
sealed interface MatrixLibrary permits JavaProducts, OneDnn, OpenBlas {
  /** {@return the name it is printed with} */
  String label();

  /** {@return whether it can compute the product as its operands lie} */
  boolean takes(MatrixProduct product);

  /** {@return whether a signal to the thread that computes may do harm} */
  default boolean fearsSignals() {
    return false;
  }

  /**
   * Computes a product that it {@link #takes takes}. Neither operand may overlap C.
   *
   * @param product the shape
   * @param a the address of A's first entry
   * @param b the address of B's first entry
   * @param c the address of C's first entry
   */
  void multiply(MatrixProduct product, long a, long b, long c);
}

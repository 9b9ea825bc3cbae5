package org.ladera.core.program.kernel;

/** Code for a {@link KernelForm}. It keeps no state, and many threads may call it at once. */
public interface Kernel {
  /**
   * Evaluates the body for all rows and columns.
   *
   * @param arguments laid out as {@link Arguments} says; not changed
   * @param scratch the address of memory of the calling thread, 64-byte aligned, for values of a
   *     row that later levels read again: at least {@link #scratchBytes} of the columns
   */
  void run(long[] arguments, long scratch);

  /**
   * {@return how much scratch memory a call needs}
   *
   * @param columns the number of columns
   */
  long scratchBytes(long columns);
}

package org.ladera.core.backend;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A compiled {@link Computation}. It may be called from many threads; calls may wait for each
 * other.
 */
public interface Executable extends AutoCloseable {
  /**
   * Runs once: computes the outputs and the new values of variables, checks, and assigns.
   *
   * @param inputs the values of the inputs in order, of their types and shapes, dense and
   *     row-major; they are not changed and not kept
   * @return the outputs in order, fresh arrays of the caller's
   * @throws NonFiniteException if a check fails
   * @throws IllegalArgumentException if a value is out of range for an op; no variable has changed
   */
  List<INDArray> run(List<INDArray> inputs);

  /** {@return what a run does, as text} */
  String explain();

  /** Frees what the program holds. It cannot run afterwards. */
  @Override
  void close();
}

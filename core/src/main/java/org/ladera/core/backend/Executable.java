package org.ladera.core.backend;

import java.util.Arrays;
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

  /**
   * Runs once, as {@link #run} does, into arrays that there are already.
   *
   * @param outputs where the outputs go, in order: arrays of their types and shapes, dense and
   *     row-major, that share no memory with each other or with an input
   * @param inputs the values of the inputs
   */
  default void runInto(INDArray[] outputs, INDArray... inputs) {
    List<INDArray> results = run(Arrays.asList(inputs));
    for (int i = 0; i < outputs.length; i++) {
      if (!outputs[i].isEmpty()) {
        outputs[i].assign(results.get(i));
      }
    }
  }

  /**
   * Runs once, as {@link #run} does, for the first output alone, which has one entry.
   *
   * @param inputs the values of the inputs
   * @return that entry
   */
  default double runForNumber(INDArray... inputs) {
    return run(Arrays.asList(inputs)).getFirst().getDouble(0);
  }

  /** {@return what a run does, as text} */
  String explain();

  /** Frees what the program holds. It cannot run afterwards. */
  @Override
  void close();
}

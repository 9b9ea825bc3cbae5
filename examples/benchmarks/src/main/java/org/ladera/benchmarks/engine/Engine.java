package org.ladera.benchmarks.engine;

import java.util.List;
import org.ladera.benchmarks.work.KernelWork;
import org.ladera.benchmarks.work.OpWork;
import org.ladera.benchmarks.work.ProductWork;
import org.ladera.benchmarks.work.StepWork;
import org.ladera.benchmarks.work.UpdateWork;

/**
 * A library that can do a step, or other work. The harness asks it for its settings; in a process
 * of its own it opens sessions. To construct it must load no native library.
 */
public interface Engine {
  /** {@return the name, in options and reports} */
  String name();

  /**
   * {@return the settings worth a trial, of which the pilot takes the fastest}
   *
   * @param cores how many cores the machine has
   */
  List<Setting> settings(int cores);

  /**
   * {@return the settings worth a trial at some kind of work}
   *
   * @param kind the name of the kind
   * @param cores how many cores the machine has
   */
  default List<Setting> settings(String kind, int cores) {
    return settings(cores);
  }

  /**
   * {@return what Ladera has to compute for the same losses: the work itself, or the work with this
   * engine's convention where it has but one}
   *
   * @param work the work
   */
  default StepWork counterpart(StepWork work) {
    return work;
  }

  /** {@return whether its steps have losses or results, which are compared first} */
  default boolean hasLosses() {
    return true;
  }

  /**
   * {@return whether its loops are Java's, which the JIT compiles by what its process did before}
   */
  default boolean isOfJava() {
    return true;
  }

  /** {@return the version of the library, asked in the process that runs it} */
  String version();

  /**
   * {@return a session that does steps of some work, with the process's setting}
   *
   * @param work the work
   * @throws LackingException if the library lacks a part of it
   */
  default Session open(StepWork work) throws LackingException {
    throw new LackingException("does no training steps");
  }

  /**
   * {@return a session that does one op into an array that is there, with the process's setting}
   *
   * @param work the work
   * @throws LackingException if the library does not do it
   */
  default Session openOp(OpWork work) throws LackingException {
    throw new LackingException("does no ops");
  }

  /**
   * {@return a session that does a program of small kernels, with the process's setting}
   *
   * @param work the work
   * @throws LackingException if the library has no programs
   */
  default Session openKernels(KernelWork work) throws LackingException {
    throw new LackingException("has no programs of kernels");
  }

  /**
   * {@return a session that does one matrix product, with the process's setting}
   *
   * @param work the work
   * @throws LackingException if the library does not do it
   */
  default Session openProduct(ProductWork work) throws LackingException {
    throw new LackingException("does no products alone");
  }

  /**
   * {@return a session that does updates alone, with the process's setting}
   *
   * @param work the work
   * @throws LackingException if the library does not do it
   */
  default Session openUpdate(UpdateWork work) throws LackingException {
    throw new LackingException("does no updates alone");
  }

  /**
   * {@return a network that is given its batches, with the process's setting}
   *
   * @param work the network, and how it is trained on classes
   * @throws LackingException if the engine is given no batches here
   */
  default Learner learner(StepWork work) throws LackingException {
    throw new LackingException("is given no batches here");
  }
}

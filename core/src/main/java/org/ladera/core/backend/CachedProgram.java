package org.ladera.core.backend;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.ladera.core.graph.VariableLocks;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A compiled program that a {@link ProgramCache} may drop while it runs. */
final class CachedProgram {
  private static final int DROPPED = 1 << 30;

  private final TracedProgram program;
  private final Executable executable;
  private final VariableLocks locks;

  /** How many threads use it, and whether it is dropped. */
  private final AtomicInteger users = new AtomicInteger();

  CachedProgram(TracedProgram program, Executable executable) {
    this.program = program;
    this.executable = executable;
    this.locks = program.computation().locks();
    locks.join();
  }

  /** Whether the caller may use it until it {@link #leave leaves}. */
  boolean enter() {
    int now = users.get();
    while ((now & DROPPED) == 0) {
      if (users.compareAndSet(now, now + 1)) {
        return true;
      }
      now = users.get();
    }
    return false;
  }

  void leave() {
    if (users.decrementAndGet() == DROPPED) {
      executable.close();
    }
  }

  /** Closes it as soon as nobody uses it. */
  void drop() {
    int before = users.getAndUpdate(now -> now | DROPPED);
    if (before == 0) {
      executable.close();
    }
  }

  Computation computation() {
    return program.computation();
  }

  String explain() {
    return executable.explain();
  }

  Results run(List<INDArray> inputs) {
    VariableLocks.Held held = locks.acquire();
    try {
      return new Results(program.names(), executable.run(inputs));
    } catch (NonFiniteException failure) {
      throw Diagnosis.explain(failure, program.computation(), inputs);
    } finally {
      held.release();
    }
  }

  void runInto(INDArray[] outputs, INDArray... inputs) {
    VariableLocks.Held held = locks.acquire();
    try {
      executable.runInto(outputs, inputs);
    } catch (NonFiniteException failure) {
      throw Diagnosis.explain(failure, program.computation(), Arrays.asList(inputs));
    } finally {
      held.release();
    }
  }

  /** Whether the principal result is a number. */
  boolean givesNumber() {
    return program.computation().outputs().getFirst().shape().size() == 1;
  }

  double runForNumber(INDArray... inputs) {
    VariableLocks.Held held = locks.acquire();
    try {
      return executable.runForNumber(inputs);
    } catch (NonFiniteException failure) {
      throw Diagnosis.explain(failure, program.computation(), Arrays.asList(inputs));
    } finally {
      held.release();
    }
  }
}

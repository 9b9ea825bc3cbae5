package org.ladera.core.backend.cpu.tier;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import org.ladera.core.program.kernel.Kernel;

/** Vector code that is being warmed up, until it is measured faster than what runs now. */
final class Candidate implements AutoCloseable {
  private static final double FASTER = 1.2;
  private static final double STABLE = 1.5;
  private static final int CALLS = 32;
  private static final int CALLS_OF_OTHER = 4;

  /** So many visits are enough for the JIT by far, unless it has too much else to do. */
  private static final int VISITS = 400;

  private static final int MOST_FAILURES = 3;

  private final KernelSlot slot;
  private final Kernel kernel;
  private final Kernel other;
  private final Arena arena = Arena.ofConfined();
  private final List<Trial> trials = new ArrayList<>();
  private double best = Double.MAX_VALUE;
  private double bestOfOther = Double.MAX_VALUE;
  private int visits;
  private int failures;

  /** What a visit led to. */
  enum Outcome {
    GOES_ON,
    IS_FASTER,
    FAILED
  }

  /**
   * A candidate.
   *
   * @param kernel the code
   */
  Candidate(KernelSlot slot, Kernel kernel) {
    this.slot = slot;
    this.kernel = kernel;
    this.other = slot.current();
    for (TrialSize size : slot.sizes()) {
      trials.add(new Trial(slot.form(), size, arena, kernel, other));
    }
  }

  KernelSlot slot() {
    return slot;
  }

  Kernel kernel() {
    return kernel;
  }

  /** How many times faster it was at best. */
  double gain() {
    return bestOfOther / best;
  }

  /** Calls it a few times. */
  Outcome visit() {
    double time = 0;
    double timeOfOther = 0;
    for (Trial trial : trials) {
      trial.reset();
      timeOfOther += (double) trial.time(other, CALLS_OF_OTHER) / CALLS_OF_OTHER;
      trial.reset();
      time += (double) trial.time(kernel, CALLS) / CALLS;
    }
    boolean stable = time <= STABLE * best && best < Double.MAX_VALUE;
    best = Math.min(best, time);
    bestOfOther = Math.min(bestOfOther, timeOfOther);
    if (stable && FASTER * time < bestOfOther) {
      return Outcome.IS_FASTER;
    }
    visits++;
    if (visits < VISITS) {
      return Outcome.GOES_ON;
    }
    visits = 0;
    best = Double.MAX_VALUE;
    bestOfOther = Double.MAX_VALUE;
    failures++;
    return failures < MOST_FAILURES ? Outcome.GOES_ON : Outcome.FAILED;
  }

  @Override
  public void close() {
    arena.close();
  }
}

package org.ladera.core.backend.cpu.tier;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import org.ladera.core.program.kernel.Kernel;

/** Vector code that is being warmed up, until it is measured faster than what runs now. */
final class Candidate implements AutoCloseable {
  private static final double FASTER = 1.2;
  private static final double STABLE = 1.5;
  private static final int CALLS = 4;

  /** Calls that do nothing, for the JIT to count, as it is to see many and they are to cost few. */
  private static final int COUNTED_CALLS = 256;

  /** So many calls are enough to have the JIT compile it, if it gets the time to. */
  private static final int ENOUGH = 12_000;

  private static final long[] PATIENCE_NANOS = {3_000_000_000L, 5_000_000_000L, 15_000_000_000L};

  /** How many candidates a slot may have, one after the other. */
  static final int MOST = PATIENCE_NANOS.length;

  private final KernelSlot slot;
  private final Kernel kernel;
  private final Kernel other;
  private final Arena arena = Arena.ofConfined();
  private final List<Trial> trials = new ArrayList<>();
  private double best = Double.MAX_VALUE;
  private double bestOfOther = Double.MAX_VALUE;
  private final int number;
  private long waitingSince;
  private int calls;

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
   * @param number how many candidates the slot had before
   */
  Candidate(KernelSlot slot, Kernel kernel, int number) {
    this.number = number;
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

  /** How many candidates the slot had before. */
  int number() {
    return number;
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
      timeOfOther += trial.time(other, CALLS);
      trial.reset();
      time += trial.time(kernel, CALLS);
      trial.count(kernel, COUNTED_CALLS);
    }
    boolean stable = time <= STABLE * best && best < Double.MAX_VALUE;
    best = Math.min(best, time);
    bestOfOther = Math.min(bestOfOther, timeOfOther);
    if (stable && FASTER * time < bestOfOther) {
      return Outcome.IS_FASTER;
    }
    calls += COUNTED_CALLS;
    if (calls < ENOUGH) {
      return Outcome.GOES_ON;
    }
    long now = System.nanoTime();
    waitingSince = waitingSince == 0 ? now : waitingSince;
    return now - waitingSince < PATIENCE_NANOS[number] ? Outcome.GOES_ON : Outcome.FAILED;
  }

  @Override
  public void close() {
    arena.close();
  }
}

package org.ladera.optim;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ladera.core.backend.ProgramCache;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The programs of a step: one cache for each combination of what is due in it. Optimizers that do
 * the same in every step have one.
 */
final class Phases implements AutoCloseable {
  private final Supplier<ProgramCache> empty;
  private final Supplier<List<Clock.Period>> periods;
  private final List<Phase> phases = new ArrayList<>();

  /** A cache and the steps that it is for: bit i stands for period i. */
  private record Phase(long due, ProgramCache programs) {}

  /**
   * Phases without programs.
   *
   * @param empty makes a cache whose tracer asks the clock
   * @param periods what was asked in all traces so far; it only grows
   */
  Phases(Supplier<ProgramCache> empty, Supplier<List<Clock.Period>> periods) {
    this.empty = empty;
    this.periods = periods;
  }

  /**
   * The programs for a step. They are traced at once where none is, since only a trace can tell
   * what the optimizer does every so many steps.
   */
  synchronized ProgramCache at(long updates, INDArray... inputs) {
    @Nullable ProgramCache known = find(due(updates));
    if (known != null) {
      return known;
    }
    ProgramCache programs = empty.get();
    programs.prepare(inputs);
    phases.add(new Phase(due(updates), programs));
    return programs;
  }

  private @Nullable ProgramCache find(long due) {
    for (int i = 0; i < phases.size(); i++) {
      if (phases.get(i).due == due) {
        return phases.get(i).programs;
      }
    }
    return null;
  }

  private long due(long updates) {
    List<Clock.Period> all = periods.get();
    if (all.size() > Long.SIZE) {
      throw new IllegalStateException(
          "TrainingStep: an optimizer does "
              + all.size()
              + " things at steps of their own, more than "
              + Long.SIZE);
    }
    long due = 0;
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).due(updates)) {
        due |= 1L << i;
      }
    }
    return due;
  }

  /** How often a step was traced. */
  synchronized int traces() {
    return phases.stream().mapToInt(phase -> phase.programs.traces()).sum();
  }

  @Override
  public synchronized void close() {
    phases.forEach(phase -> phase.programs.close());
  }
}

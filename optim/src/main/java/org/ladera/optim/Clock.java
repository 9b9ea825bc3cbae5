package org.ladera.optim;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells a state, while a step is traced, what happens in the step and what does not, and remembers
 * what it was asked: the same program serves every step with the same answers.
 */
final class Clock {
  /**
   * What happens every so many steps.
   *
   * @param length the number of steps from one time to the next
   * @param offset the number of finished updates at the first time
   */
  record Period(long length, long offset) {
    boolean due(long updates) {
      return Math.floorMod(updates - offset, length) == 0;
    }
  }

  private final long updates;
  private final Period own;
  private final @Nullable String unknown;
  private final Set<Period> asked;

  private Clock(long updates, Period own, @Nullable String unknown, Set<Period> asked) {
    this.updates = updates;
    this.own = own;
    this.unknown = unknown;
    this.asked = asked;
  }

  /** The clock of the step after so many updates. */
  static Clock at(long updates) {
    return new Clock(updates, new Period(1, 0), null, new LinkedHashSet<>());
  }

  /** The clock of a state whose steps are not known before the run. */
  static Clock unknown(String state) {
    return new Clock(0, new Period(1, 0), state, new LinkedHashSet<>());
  }

  /** The clock of the next step. */
  Clock following() {
    return at(updates + 1);
  }

  /** The clock of a state that has a step in the last of every so many. */
  Clock every(long period) {
    Period slower = new Period(own.length * period, own.offset + own.length * (period - 1));
    return new Clock(updates, slower, unknown, asked);
  }

  boolean due(long period, long offset) {
    if (unknown != null) {
      throw new IllegalStateException(
          "state: the steps of \""
              + unknown
              + "\" depend on a condition, so which of them are due is not known when the step is"
              + " traced");
    }
    Period all = new Period(own.length * period, own.offset + own.length * offset);
    asked.add(all);
    return all.due(updates);
  }

  /** What the clock, and those made of it for slower states, were asked. */
  Collection<Period> asked() {
    return Collections.unmodifiableSet(asked);
  }
}

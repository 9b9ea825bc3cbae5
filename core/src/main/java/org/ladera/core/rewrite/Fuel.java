package org.ladera.core.rewrite;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many more decisions a compiler may take: with {@code -Dladera.fuel=N} only the first N
 * happen, so that bisecting N finds the one that is wrong. One object counts for all passes of a
 * compilation.
 */
public final class Fuel {
  private static final String PROPERTY = "ladera.fuel";

  private final AtomicLong left;

  private Fuel(long amount) {
    this.left = new AtomicLong(amount);
  }

  /** {@return as much as the system property says, without limit if it says nothing} */
  public static Fuel fromProperty() {
    String text = System.getProperty(PROPERTY, "").strip();
    if (text.isEmpty()) {
      return unlimited();
    }
    try {
      return of(Long.parseLong(text));
    } catch (NumberFormatException failure) {
      throw new IllegalArgumentException(
          "-D" + PROPERTY + ": a whole number is needed, got \"" + text + '"', failure);
    }
  }

  /** {@return fuel without limit} */
  public static Fuel unlimited() {
    return new Fuel(Long.MAX_VALUE);
  }

  /**
   * {@return fuel for some decisions}
   *
   * @param decisions how many, at least 0
   */
  public static Fuel of(long decisions) {
    if (decisions < 0) {
      throw new IllegalArgumentException("Fuel: at least 0 is needed, got " + decisions);
    }
    return new Fuel(decisions);
  }

  /** {@return whether one more decision may be taken, which is counted} */
  public boolean take() {
    return left.getAndUpdate(amount -> Math.max(amount - 1, 0)) > 0;
  }

  /** Takes back decisions that did not stand. */
  void giveBack(long decisions) {
    left.addAndGet(Math.min(decisions, Long.MAX_VALUE - left.get()));
  }
}

package org.ladera.autograd.fuzz;

import java.util.Locale;

/** Counts how sharp the comparisons were. */
final class Tally {
  private long known;
  private long sharp;
  private long loose;
  private long open;

  void count(Bound bound, int entry) {
    if (bound.isKnown(entry)) {
      known++;
    } else if (bound.isOpen(entry)) {
      open++;
    } else if (bound instanceof Bound.Reals reals && isSharp(reals, entry)) {
      sharp++;
    } else {
      loose++;
    }
  }

  private static boolean isSharp(Bound.Reals reals, int entry) {
    double width = reals.high()[entry] - reals.low()[entry];
    return width <= 1e-3 * reals.size(entry);
  }

  @Override
  public String toString() {
    double all = Math.max(1, known + sharp + loose + open) / 100.0;
    return String.format(
        Locale.ROOT,
        "of %.1fM entries compared: %.1f %% exactly, %.1f %% to 1e-3 or better, %.1f %% loosely,"
            + " %.1f %% not at all",
        all / 1e4,
        known / all,
        sharp / all,
        loose / all,
        open / all);
  }
}

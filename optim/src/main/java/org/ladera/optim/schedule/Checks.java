package org.ladera.optim.schedule;

import java.util.List;
import org.ladera.optim.Settings;

/** The checks of schedules' settings. */
final class Checks {
  private Checks() {}

  static void finite(String schedule, String name, double given) {
    Settings.check(Double.isFinite(given), schedule, name + " must be a number", given);
  }

  static void steps(String schedule, String name, int given) {
    Settings.check(given >= 1, schedule, name + " must be at least 1", given);
  }

  static void ascending(String schedule, String name, List<Integer> given) {
    for (int i = 1; i < given.size(); i++) {
      if (given.get(i) <= given.get(i - 1)) {
        throw new IllegalArgumentException(
            schedule
                + ": "
                + name
                + " must ascend, got "
                + given.get(i)
                + " after "
                + given.get(i - 1));
      }
    }
  }
}

package org.ladera.autograd.nn;

import java.util.HashMap;
import java.util.Map;
import org.ladera.core.graph.Trace;
import org.ladera.core.graph.Variable;

/** The random draws of one model in one trace: each has an ordinal in its path. */
final class Draws {
  private final Map<String, Integer> counts = new HashMap<>();
  private boolean advanced;

  int ordinal(String path) {
    return counts.merge(path, 1, Integer::sum) - 1;
  }

  /** Lets the counter move on once in a run, however many draws there are. */
  void advance(Variable counter) {
    if (!advanced) {
      advanced = true;
      Trace.current().ifPresent(trace -> trace.next(counter, old -> old.plus(1)));
    }
  }
}

package org.ladera.core.program;

import java.util.List;

/**
 * The straight-line code of a loop: values in order, and where some of them go. It knows streams by
 * position only, so that equal bodies over different memory are equal.
 *
 * @param values the lines, arguments before their uses
 * @param sinks what is written
 */
public record Body(List<Value> values, List<Sink> sinks) {
  /** Copies the lists. */
  public Body {
    values = List.copyOf(values);
    sinks = List.copyOf(sinks);
  }

  /**
   * {@return for each line the number of row reductions on the way to it: lines of one level can be
   * evaluated in one pass over the row, once those below are finished}
   */
  public int[] levels() {
    int[] levels = new int[values.size()];
    for (int i = 0; i < levels.length; i++) {
      levels[i] =
          switch (values.get(i)) {
            case Value.Const _, Value.Load _ -> 0;
            case Value.Reduce reduce -> levels[reduce.argument()] + 1;
            case Value.Apply apply ->
                apply.arguments().stream().map(a -> levels[a]).max().orElse(0);
          };
    }
    return levels;
  }
}

package org.ladera.benchmarks.ops;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.ladera.benchmarks.work.OpKind;

/**
 * Which ops are timed.
 *
 * @param kinds the ops
 * @param hasOverhead whether that of a kernel is
 */
record OpChoice(Set<OpKind> kinds, boolean hasOverhead) {
  /** The word for what a small kernel costs. */
  static final String OVERHEAD = "overhead";

  static OpChoice all() {
    return new OpChoice(EnumSet.allOf(OpKind.class), true);
  }

  /**
   * {@return the ops of some words}
   *
   * @param words names of ops, of groups, or {@code overhead}
   * @throws IllegalArgumentException if one is none of them
   */
  static OpChoice parse(List<String> words) {
    EnumSet<OpKind> kinds = EnumSet.noneOf(OpKind.class);
    boolean hasOverhead = false;
    for (String word : words) {
      String wanted = word.strip().toLowerCase(Locale.ROOT).replace('_', '-');
      List<OpKind> found =
          Arrays.stream(OpKind.values())
              .filter(kind -> kind.word().equals(wanted) || group(kind).equals(wanted))
              .toList();
      if (found.isEmpty() && !wanted.equals(OVERHEAD)) {
        throw new IllegalArgumentException(
            "--ops: there is no op \"" + word + "\"; known: " + known());
      }
      hasOverhead |= wanted.equals(OVERHEAD);
      kinds.addAll(found);
    }
    return new OpChoice(kinds, hasOverhead);
  }

  private static String group(OpKind kind) {
    return kind.group().name().toLowerCase(Locale.ROOT);
  }

  private static String known() {
    String groups =
        Arrays.stream(OpKind.values())
            .map(OpChoice::group)
            .distinct()
            .collect(Collectors.joining(", "));
    String ops = Arrays.stream(OpKind.values()).map(OpKind::word).collect(Collectors.joining(", "));
    return OVERHEAD + ", the groups " + groups + ", and " + ops;
  }
}

package org.ladera.core.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ladera.core.program.Header;
import org.ladera.core.program.Loop;
import org.ladera.core.program.Panels;
import org.ladera.core.program.Step;

/** Makes a loop that needs totals over the rows before it a part of the step that makes them. */
final class Paneling {
  private Paneling() {}

  /** The step with the loop behind it, panel by panel, or null if it must stay a step. */
  static @Nullable Loop with(Step step, Loop loop) {
    if (!(step instanceof Loop before) || !needsTotals(loop, before)) {
      return null;
    }
    List<Loop> parts = new ArrayList<>(Panels.parts(before));
    parts.addAll(Panels.parts(loop));
    if (Panels.count(parts) < parts.size()) {
      return null;
    }
    Loop first = parts.getFirst();
    return new Loop(
        new Header(labels(before, loop), before.header().apart()),
        first.extents(),
        first.rowAxes(),
        first.totalAxes(),
        first.streams(),
        first.body(),
        parts.subList(1, parts.size()));
  }

  /** Whether a loop reads what there is only once the rows of the other have been passed. */
  private static boolean needsTotals(Loop loop, Loop before) {
    boolean sums = false;
    Set<Integer> made = new HashSet<>();
    for (Loop part : Panels.parts(before)) {
      sums |= part.totalAxes() > 0;
      Touched.writtenBy(part, made::add);
    }
    boolean[] reads = new boolean[1];
    Touched.by(loop, buffer -> reads[0] |= made.contains(buffer));
    return sums && reads[0];
  }

  private static String labels(Loop before, Loop loop) {
    Set<String> labels = new LinkedHashSet<>(List.of(before.header().label().split(", ", -1)));
    labels.addAll(List.of(loop.header().label().split(", ", -1)));
    labels.remove("");
    return String.join(", ", labels);
  }
}

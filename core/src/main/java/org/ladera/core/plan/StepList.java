package org.ladera.core.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ladera.core.program.Check;
import org.ladera.core.program.Loop;
import org.ladera.core.program.MatMul;
import org.ladera.core.program.Step;

/**
 * The steps in order. A small loop becomes a part of the step before it, or, where that is no loop,
 * of the next that it has nothing to do with.
 */
final class StepList {
  private final List<Step> steps;
  private final boolean join;
  private final int first;
  private final List<Loop> waiting = new ArrayList<>();

  StepList(List<Step> steps, boolean join) {
    this.steps = steps;
    this.join = join;
    this.first = steps.size();
  }

  void add(Step step) {
    if (!waiting.isEmpty() && waiting.stream().anyMatch(loop -> meets(loop, step))) {
      settle();
    }
    if (!(join && step instanceof Loop loop && addSmall(loop))) {
      steps.add(step);
      if (!(step instanceof Check)) {
        waiting.removeIf(this::joinLast);
      }
    }
  }

  private boolean addSmall(Loop loop) {
    if (!Finishing.isSmall(loop) || steps.size() == first) {
      return false;
    }
    if (waiting.isEmpty() && joinLast(loop)) {
      return true;
    }
    boolean isOpen =
        steps.getLast() instanceof Loop
            || (steps.getLast() instanceof MatMul product && product.epilogue() != null);
    if (isOpen) {
      return false;
    }
    waiting.add(loop);
    return true;
  }

  private boolean joinLast(Loop loop) {
    @Nullable Step joined = Finishing.with(steps.getLast(), loop);
    if (joined == null) {
      return false;
    }
    steps.set(steps.size() - 1, joined);
    return true;
  }

  private void settle() {
    steps.addAll(waiting);
    waiting.clear();
  }

  List<Step> finished() {
    settle();
    return steps;
  }

  /** Whether one writes what the other touches. */
  private static boolean meets(Step first, Step second) {
    return touchesWritten(first, second) || touchesWritten(second, first);
  }

  private static boolean touchesWritten(Step step, Step writer) {
    Set<Integer> written = new HashSet<>();
    Touched.writtenBy(writer, written::add);
    boolean[] touched = new boolean[1];
    Touched.by(step, buffer -> touched[0] |= written.contains(buffer));
    return touched[0];
  }
}

package org.ladera.core.backend.cpu.vector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ladera.core.program.Reduction;
import org.ladera.core.program.ScalarOp;
import org.ladera.core.program.Sink;
import org.ladera.core.program.Value;
import org.ladera.core.type.DType;

/** Which lines of a body are computed when, and which are kept for later. */
final class Plan {
  /**
   * A line in a pass.
   *
   * @param line the line
   * @param reloaded whether an earlier pass left it in scratch memory; else it is evaluated, and
   *     left there if it has a region
   */
  record Entry(int line, boolean reloaded) {}

  /**
   * One way through the row.
   *
   * @param entries what is evaluated at each point, in order
   * @param reductions the lines that are reductions of it
   * @param sinks what is written at each point; not empty in the last pass alone
   */
  record Pass(List<Entry> entries, List<Integer> reductions, List<Sink> sinks) {}

  final Needs needs;
  final List<Pass> passes = new ArrayList<>();

  /** Sinks of values that are one for the whole row. */
  final List<Sink> rowSinks = new ArrayList<>();

  /** Regions of scratch memory by line, -1 for none. */
  final int[] regions;

  /** The highest level of a line that is needed. */
  final int top;

  private final List<Value> values;
  private int kept;

  Plan(Needs needs) {
    this.needs = needs;
    this.values = needs.values;
    this.regions = new int[values.size()];
    Arrays.fill(regions, -1);
    int highest = 0;
    int last = -1;
    List<Sink> pointSinks = new ArrayList<>();
    for (Sink sink : needs.form.body().sinks()) {
      boolean row = needs.isRow(sink);
      (row ? rowSinks : pointSinks).add(sink);
      last = row ? last : Math.max(last, needs.level(sink.value()));
    }
    for (int i = 0; i < regions.length; i++) {
      if (needs.isNeeded(i)) {
        highest = Math.max(highest, needs.level(i));
        last = values.get(i) instanceof Value.Reduce ? Math.max(last, needs.level(i) - 1) : last;
      }
    }
    top = highest;
    schedule(last, pointSinks);
  }

  /** How many loads and stores of vectors there are. */
  int unitAccesses() {
    long loads =
        passes.stream()
            .flatMap(pass -> pass.entries().stream())
            .map(Entry::line)
            .distinct()
            .filter(line -> values.get(line) instanceof Value.Load)
            .count();
    long sinks = passes.stream().mapToLong(pass -> pass.sinks().size()).sum();
    return (int) (loads + sinks);
  }

  /** How many entries of a row are reduced at once in a pass. */
  long block(Pass pass) {
    return ReductionEmitter.block(hasSum(pass, DType.FLOAT64) ? DType.FLOAT64 : DType.FLOAT32);
  }

  private boolean hasSum(Pass pass, DType dtype) {
    return pass.reductions().stream()
        .map(line -> (Value.Reduce) values.get(line))
        .anyMatch(reduce -> reduce.kind() == Reduction.SUM && reduce.dtype() == dtype);
  }

  /** How many regions of scratch memory there are. */
  int kept() {
    return kept;
  }

  /** The size of the largest entries that are kept, or 0. */
  int keptSize() {
    int size = 0;
    for (int i = 0; i < regions.length; i++) {
      size = regions[i] < 0 ? size : Math.max(size, values.get(i).dtype().size());
    }
    return size;
  }

  private void schedule(int last, List<Sink> pointSinks) {
    boolean[] earlier = new boolean[values.size()];
    for (int pass = 0; pass <= last; pass++) {
      List<Sink> sinks = pass == last ? pointSinks : List.of();
      List<Integer> reductions = new ArrayList<>();
      boolean[] wanted = new boolean[values.size()];
      for (int i = 0; i < values.size(); i++) {
        if (needs.isNeeded(i)
            && needs.level(i) == pass + 1
            && values.get(i) instanceof Value.Reduce reduce) {
          reductions.add(i);
          wanted[reduce.argument()] = true;
        }
      }
      for (Sink sink : sinks) {
        wanted[sink.value()] = true;
      }
      passes.add(new Pass(entries(wanted, earlier), reductions, sinks));
    }
  }

  /** From the last line up, so that what is reloaded asks for nothing above it. */
  private List<Entry> entries(boolean[] wanted, boolean[] earlier) {
    List<Entry> entries = new ArrayList<>();
    for (int i = wanted.length - 1; i >= 0; i--) {
      if (!wanted[i] || needs.rank(i) != Needs.Rank.POINT) {
        continue;
      }
      boolean reloaded = earlier[i] && isWorthKeeping(i);
      if (reloaded) {
        regions[i] = regions[i] < 0 ? kept++ : regions[i];
      } else {
        for (int argument : Needs.arguments(values.get(i))) {
          wanted[argument] = true;
        }
      }
      entries.add(new Entry(i, reloaded));
    }
    for (Entry entry : entries) {
      earlier[entry.line()] = true;
    }
    return entries.reversed();
  }

  /** Loads are loaded again, and what is one cheap op away from loads is computed again. */
  boolean isWorthKeeping(int line) {
    Value value = values.get(line);
    return value instanceof Value.Apply apply
        && apply.dtype() != DType.BOOL
        && !(isCheap(apply.op())
            && apply.arguments().stream()
                .allMatch(
                    a -> needs.rank(a) != Needs.Rank.POINT || values.get(a) instanceof Value.Load));
  }

  private static boolean isCheap(ScalarOp op) {
    return switch (op) {
      case ADD, SUBTRACT, MULTIPLY, NEGATE, ABS, CAST, BITCAST -> true;
      default -> false;
    };
  }
}

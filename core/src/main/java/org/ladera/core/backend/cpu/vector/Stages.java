package org.ladera.core.backend.cpu.vector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ladera.core.program.ScalarOp;
import org.ladera.core.program.Sink;
import org.ladera.core.program.Value;
import org.ladera.core.type.DType;

/**
 * Long passes cut into stages, each a loop of its own over a tile of a row, that leave values to
 * one another in a few kilobytes of scratch memory. A processor sees only some hundred operations
 * ahead: one loop whose body is a long chain leaves it idle. And the JIT compiles several small
 * methods in less time than a large one.
 */
final class Stages {
  /** The columns of a tile: its values stay in the nearest cache. A divisor of all blocks. */
  static final long TILE = 1_024;

  /** What a bool costs that a later stage has to compute again. */
  private static final int BOOL_COST = 3;

  /**
   * A pass in pieces.
   *
   * @param before the stages before the last, each a list of lines
   * @param last the lines of the last stage, which reductions and sinks follow
   */
  record Cut(List<List<Plan.Entry>> before, List<Plan.Entry> last) {}

  final List<Cut> cuts = new ArrayList<>();

  /** Where in the scratch memory of a tile a line is left, or -1. */
  final int[] tiles;

  /** Where a line that is one for a call or row is left for stages, or -1. */
  final int[] numbers;

  final Plan plan;
  private int tileCount;
  private int numberCount;

  /**
   * Cuts where a pass weighs more than a limit.
   *
   * @param limit the most that a stage may weigh, where an addition is 1
   */
  Stages(Plan plan, int limit) {
    this.plan = plan;
    this.tiles = new int[plan.needs.values.size()];
    this.numbers = new int[plan.needs.values.size()];
    Arrays.fill(tiles, -1);
    Arrays.fill(numbers, -1);
    for (Plan.Pass pass : plan.passes) {
      cuts.add(cut(pass, limit));
    }
  }

  /** The bytes of scratch memory that do not depend on the number of columns. */
  long fixedBytes() {
    return VectorKernel.PADS + numberBytes() + tileCount * VectorKernel.region(TILE, size());
  }

  /** Where a tile's memory of a line begins. */
  long tileOffset(int line) {
    return VectorKernel.PADS + numberBytes() + tiles[line] * VectorKernel.region(TILE, size());
  }

  /** Where a line that is one for a row is left. */
  long numberOffset(int line) {
    return VectorKernel.PADS + (long) numbers[line] * Long.BYTES;
  }

  private long numberBytes() {
    return ((long) numberCount * Long.BYTES + 63) & -64;
  }

  private int size() {
    return plan.needs.isWide() ? Long.BYTES : Integer.BYTES;
  }

  private Cut cut(Plan.Pass pass, int limit) {
    List<Integer> ends = ends(pass, limit);
    if (ends.isEmpty()) {
      return new Cut(List.of(), pass.entries());
    }
    int[] stages = new int[plan.needs.values.size()];
    Arrays.fill(stages, -1);
    for (int i = 0; i < pass.entries().size(); i++) {
      Plan.Entry entry = pass.entries().get(i);
      int at = i;
      int stage = (int) ends.stream().filter(end -> end <= at).count();
      stages[entry.line()] = entry.reloaded() ? -1 : stage;
    }
    boolean[] left = new boolean[plan.needs.values.size()];
    List<List<Plan.Entry>> pieces = new ArrayList<>();
    for (int stage = ends.size(); stage >= 0; stage--) {
      boolean[] wanted = new boolean[plan.needs.values.size()];
      if (stage == ends.size()) {
        roots(pass).forEach(line -> wanted[line] = true);
      } else {
        for (int line = 0; line < wanted.length; line++) {
          wanted[line] = left[line] && stages[line] == stage;
        }
      }
      pieces.add(entries(pass, stage, stages, wanted, left));
    }
    List<Plan.Entry> last = pieces.removeFirst();
    pieces.removeIf(List::isEmpty);
    pieces.forEach(this::number);
    return new Cut(List.copyOf(pieces.reversed()), last);
  }

  private List<Integer> roots(Plan.Pass pass) {
    List<Integer> roots = new ArrayList<>();
    for (int reduction : pass.reductions()) {
      roots.add(Needs.arguments(plan.needs.values.get(reduction))[0]);
    }
    for (Sink sink : pass.sinks()) {
      roots.add(sink.value());
    }
    return roots;
  }

  /**
   * How a stage comes to the lines that are wanted of it, from the last line up: what an earlier
   * stage can leave for it, that one leaves.
   */
  private List<Plan.Entry> entries(
      Plan.Pass pass, int stage, int[] stages, boolean[] wanted, boolean[] left) {
    List<Plan.Entry> entries = new ArrayList<>();
    for (Plan.Entry entry : pass.entries().reversed()) {
      int line = entry.line();
      if (!wanted[line]) {
        continue;
      }
      boolean earlier = stages[line] >= 0 && stages[line] < stage && plan.isWorthKeeping(line);
      if (earlier) {
        left[line] = true;
        tiles[line] = plan.regions[line] < 0 && tiles[line] < 0 ? tileCount++ : tiles[line];
      } else if (!entry.reloaded()) {
        for (int argument : Needs.arguments(plan.needs.values.get(line))) {
          wanted[argument] = true;
        }
      }
      entries.add(new Plan.Entry(line, earlier || entry.reloaded()));
    }
    return entries.reversed();
  }

  /** Leaves what a stage needs of numbers. */
  private void number(List<Plan.Entry> stage) {
    for (Plan.Entry entry : stage) {
      if (entry.reloaded()) {
        continue;
      }
      for (int argument : Needs.arguments(plan.needs.values.get(entry.line()))) {
        boolean number =
            plan.needs.rank(argument) != Needs.Rank.POINT
                && !(plan.needs.values.get(argument) instanceof Value.Const);
        if (number && numbers[argument] < 0) {
          numbers[argument] = numberCount++;
        }
      }
    }
  }

  /** Behind which entries to cut: where the fewest values are alive, once there is enough. */
  private List<Integer> ends(Plan.Pass pass, int limit) {
    List<Plan.Entry> entries = pass.entries();
    int total = entries.stream().mapToInt(this::weight).sum();
    List<Integer> ends = new ArrayList<>();
    if (total <= limit + limit / 2) {
      return ends;
    }
    int[] alive = alive(pass);
    int left = total;
    int weight = 0;
    int best = -1;
    int weightAtBest = 0;
    for (int i = 0; i < entries.size() && left > limit; i++) {
      weight += weight(entries.get(i));
      if (2 * weight >= limit && (best < 0 || alive[i + 1] <= alive[best])) {
        best = i + 1;
        weightAtBest = weight;
      }
      if (weight >= limit) {
        ends.add(best);
        left -= weightAtBest;
        i = best - 1;
        best = -1;
        weight = 0;
      }
    }
    return ends;
  }

  /** For each place between entries what it would cost to cut there. */
  private int[] alive(Plan.Pass pass) {
    List<Plan.Entry> entries = pass.entries();
    int[] places = new int[plan.needs.values.size()];
    int[] lastUses = new int[plan.needs.values.size()];
    for (int i = 0; i < entries.size(); i++) {
      places[entries.get(i).line()] = i;
      if (!entries.get(i).reloaded()) {
        for (int argument : Needs.arguments(plan.needs.values.get(entries.get(i).line()))) {
          lastUses[argument] = i;
        }
      }
    }
    roots(pass).forEach(line -> lastUses[line] = entries.size());
    int[] alive = new int[entries.size() + 2];
    for (Plan.Entry entry : entries) {
      int line = entry.line();
      if (!entry.reloaded() && plan.needs.values.get(line) instanceof Value.Apply apply) {
        int cost = apply.dtype() == DType.BOOL ? BOOL_COST : 1;
        alive[places[line] + 1] += cost;
        alive[lastUses[line] + 1] -= cost;
      }
    }
    for (int at = 1; at < alive.length; at++) {
      alive[at] += alive[at - 1];
    }
    return alive;
  }

  private int weight(Plan.Entry entry) {
    if (entry.reloaded() || !(plan.needs.values.get(entry.line()) instanceof Value.Apply apply)) {
      return 0;
    }
    return weight(apply.op());
  }

  private static int weight(ScalarOp op) {
    return switch (op) {
      case DIVIDE, SQRT, MINIMUM, MAXIMUM, FLOOR, ROUND, SIGN -> 4;
      case FAR_SIN, FAR_COS -> 8;
      default -> 1;
    };
  }
}

package org.ladera.core.backend.cpu.vector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.ladera.core.program.Reduction;
import org.ladera.core.program.ScalarOp;
import org.ladera.core.program.Sink;
import org.ladera.core.program.Value;
import org.ladera.core.program.kernel.KernelForm;
import org.ladera.core.program.kernel.KernelForm.Lane;
import org.ladera.core.program.kernel.Movement;
import org.ladera.core.type.DType;

/** Which lines of a body are computed when, and which are kept for later. */
final class Plan {
  /** How often a line has another value. */
  enum Rank {
    SCALAR,
    ROW,
    POINT
  }

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

  final KernelForm form;
  final List<Value> values;
  final List<Pass> passes = new ArrayList<>();

  /** Sinks of values that are one for the whole row. */
  final List<Sink> rowSinks = new ArrayList<>();

  /** Regions of scratch memory by line, -1 for none. */
  final int[] regions;

  /** The highest level of a line that is needed. */
  final int top;

  private final int[] levels;
  private final Rank[] ranks;
  private final boolean[] needed;
  private final boolean[] vectors;
  private int kept;

  Plan(KernelForm form) {
    this.form = form;
    this.values = form.body().values();
    this.levels = form.body().levels();
    this.ranks = new Rank[levels.length];
    this.needed = new boolean[levels.length];
    this.vectors = new boolean[levels.length];
    this.regions = new int[levels.length];
    Arrays.fill(regions, -1);
    rank();
    need();
    int highest = 0;
    int last = -1;
    List<Sink> pointSinks = new ArrayList<>();
    for (Sink sink : form.body().sinks()) {
      boolean row = isRow(sink);
      (row ? rowSinks : pointSinks).add(sink);
      last = row ? last : Math.max(last, levels[sink.value()]);
    }
    for (int i = 0; i < levels.length; i++) {
      if (needed[i]) {
        highest = Math.max(highest, levels[i]);
        last = values.get(i) instanceof Value.Reduce ? Math.max(last, levels[i] - 1) : last;
      }
    }
    top = highest;
    schedule(last, pointSinks);
    vectorize(pointSinks);
  }

  Rank rank(int line) {
    return ranks[line];
  }

  int level(int line) {
    return levels[line];
  }

  boolean isNeeded(int line) {
    return needed[line];
  }

  /** Whether a line is needed as a vector, if only of one value many times. */
  boolean isVector(int line) {
    return vectors[line];
  }

  /** Whether some line is needed as a vector of 8-byte entries. */
  boolean isWide() {
    for (int i = 0; i < vectors.length; i++) {
      if (vectors[i] && values.get(i).dtype().size() == Long.BYTES) {
        return true;
      }
    }
    return false;
  }

  /** The types of lines that are needed as vectors. */
  Set<DType> vectorTypes() {
    Set<DType> types = EnumSet.noneOf(DType.class);
    for (int i = 0; i < vectors.length; i++) {
      if (vectors[i] && (values.get(i).dtype() != DType.BOOL)) {
        types.add(values.get(i).dtype());
      }
    }
    if (streamTypes().contains(DType.BOOL)) {
      types.add(DType.BOOL);
    }
    return types;
  }

  /** The types of streams that move by one entry. */
  Set<DType> streamTypes() {
    Set<DType> types = EnumSet.noneOf(DType.class);
    for (Lane lane : form.streams()) {
      if (lane.movement() == Movement.UNIT) {
        types.add(lane.dtype());
      }
    }
    return types;
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

  /** Whether an argument stays a scalar in code over vectors: a common number of bits to shift. */
  boolean isShiftCount(Value.Apply apply, int position) {
    return position == 1
        && ranks[apply.arguments().get(1)] != Rank.POINT
        && switch (apply.op()) {
          case SHIFT_LEFT, SHIFT_RIGHT, SHIFT_RIGHT_UNSIGNED -> true;
          default -> false;
        };
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

  Lane lane(int stream) {
    return form.streams().get(stream);
  }

  /** The arguments of a line. */
  static int[] arguments(Value value) {
    return switch (value) {
      case Value.Const _, Value.Load _ -> new int[0];
      case Value.Apply apply -> apply.arguments().toArray();
      case Value.Reduce reduce -> new int[] {reduce.argument()};
    };
  }

  private boolean isRow(Sink sink) {
    return switch (sink) {
      case Sink.Store store -> lane(store.stream()).movement() != Movement.UNIT;
      case Sink.Total _ -> false;
      case Sink.Flag flag -> ranks[flag.value()] != Rank.POINT;
    };
  }

  private void rank() {
    for (int i = 0; i < ranks.length; i++) {
      ranks[i] =
          switch (values.get(i)) {
            case Value.Const _ -> Rank.SCALAR;
            case Value.Load load ->
                switch (lane(load.stream()).movement()) {
                  case SCALAR -> Rank.SCALAR;
                  case ROW -> Rank.ROW;
                  case UNIT, STRIDED -> Rank.POINT;
                };
            case Value.Reduce _ -> Rank.ROW;
            case Value.Apply apply -> {
              Rank most = Rank.SCALAR;
              for (int argument : arguments(apply)) {
                most = ranks[argument].compareTo(most) > 0 ? ranks[argument] : most;
              }
              yield most;
            }
          };
    }
  }

  private void need() {
    for (Sink sink : form.body().sinks()) {
      needed[sink.value()] = true;
    }
    for (int i = needed.length - 1; i >= 0; i--) {
      if (needed[i]) {
        for (int argument : arguments(values.get(i))) {
          needed[argument] = true;
        }
      }
    }
  }

  private void vectorize(List<Sink> pointSinks) {
    for (Sink sink : pointSinks) {
      vectors[sink.value()] = true;
    }
    for (int i = 0; i < vectors.length; i++) {
      if (!needed[i]) {
        continue;
      }
      Value value = values.get(i);
      vectors[i] |= ranks[i] == Rank.POINT;
      if (value instanceof Value.Reduce reduce) {
        vectors[reduce.argument()] = true;
      }
      if (value instanceof Value.Apply apply && ranks[i] == Rank.POINT) {
        int[] arguments = arguments(apply);
        for (int j = 0; j < arguments.length; j++) {
          vectors[arguments[j]] |= !isShiftCount(apply, j);
        }
      }
    }
  }

  private void schedule(int last, List<Sink> pointSinks) {
    boolean[] earlier = new boolean[values.size()];
    for (int pass = 0; pass <= last; pass++) {
      List<Sink> sinks = pass == last ? pointSinks : List.of();
      List<Integer> reductions = new ArrayList<>();
      boolean[] wanted = new boolean[values.size()];
      for (int i = 0; i < values.size(); i++) {
        if (needed[i] && levels[i] == pass + 1 && values.get(i) instanceof Value.Reduce reduce) {
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
      if (!wanted[i] || ranks[i] != Rank.POINT) {
        continue;
      }
      boolean reloaded = earlier[i] && isWorthKeeping(i);
      if (reloaded) {
        regions[i] = regions[i] < 0 ? kept++ : regions[i];
      } else {
        for (int argument : arguments(values.get(i))) {
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
                .allMatch(a -> ranks[a] != Rank.POINT || values.get(a) instanceof Value.Load));
  }

  private static boolean isCheap(ScalarOp op) {
    return switch (op) {
      case ADD, SUBTRACT, MULTIPLY, NEGATE, ABS, CAST, BITCAST -> true;
      default -> false;
    };
  }
}

package org.ladera.core.backend.cpu.vector;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.ladera.core.program.Sink;
import org.ladera.core.program.Value;
import org.ladera.core.program.kernel.KernelForm;
import org.ladera.core.program.kernel.KernelForm.Lane;
import org.ladera.core.program.kernel.Movement;
import org.ladera.core.type.DType;

/** Which lines of a body are needed, how often they have another value, and which are vectors. */
final class Needs {
  /** How often a line has another value. */
  enum Rank {
    SCALAR,
    ROW,
    POINT
  }

  final KernelForm form;
  final List<Value> values;

  private final boolean packed;
  private final int[] levels;
  private final Rank[] ranks;
  private final boolean[] needed;
  private final boolean[] vectors;

  /**
   * The needs of a form.
   *
   * @param packed whether the lanes of a vector belong to several rows: a line that is one for a
   *     row is a vector then, like those of points
   */
  Needs(KernelForm form, boolean packed) {
    this.form = form;
    this.packed = packed;
    this.values = form.body().values();
    this.levels = form.body().levels();
    this.ranks = new Rank[levels.length];
    this.needed = new boolean[levels.length];
    this.vectors = new boolean[levels.length];
    rank();
    need();
    vectorize();
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

  /** The types of streams that are loaded and stored as vectors. */
  Set<DType> streamTypes() {
    Set<DType> types = EnumSet.noneOf(DType.class);
    for (Lane lane : form.streams()) {
      if (lane.movement() == Movement.UNIT || (packed && lane.movement() == Movement.ROW)) {
        types.add(lane.dtype());
      }
    }
    return types;
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

  Lane lane(int stream) {
    return form.streams().get(stream);
  }

  /** Whether what is written is one for a row, or for the call. */
  boolean isRow(Sink sink) {
    return switch (sink) {
      case Sink.Store store ->
          switch (lane(store.stream()).movement()) {
            case SCALAR -> true;
            case ROW -> !packed;
            case UNIT -> false;
            case STRIDED -> true;
          };
      case Sink.Total _ -> false;
      case Sink.Flag flag -> ranks[flag.value()] != Rank.POINT;
    };
  }

  /** The arguments of a line. */
  static int[] arguments(Value value) {
    return switch (value) {
      case Value.Const _, Value.Load _ -> new int[0];
      case Value.Apply apply -> apply.arguments().toArray();
      case Value.Reduce reduce -> new int[] {reduce.argument()};
    };
  }

  private void rank() {
    Rank row = packed ? Rank.POINT : Rank.ROW;
    for (int i = 0; i < ranks.length; i++) {
      ranks[i] =
          switch (values.get(i)) {
            case Value.Const _ -> Rank.SCALAR;
            case Value.Load load ->
                switch (lane(load.stream()).movement()) {
                  case SCALAR -> Rank.SCALAR;
                  case ROW -> row;
                  case UNIT, STRIDED -> Rank.POINT;
                };
            case Value.Reduce _ -> row;
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

  private void vectorize() {
    for (Sink sink : form.body().sinks()) {
      vectors[sink.value()] |= !isRow(sink);
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
}

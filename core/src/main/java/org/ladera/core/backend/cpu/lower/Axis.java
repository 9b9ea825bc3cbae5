package org.ladera.core.backend.cpu.lower;

import com.google.common.primitives.ImmutableLongArray;
import java.util.ArrayList;
import java.util.List;
import org.ladera.core.program.Loop;
import org.ladera.core.program.Stream;

/**
 * An axis of a loop.
 *
 * @param extent its size
 * @param strides how far each stream moves along it, in entries
 */
record Axis(long extent, ImmutableLongArray strides) {
  /** The axes of a loop, outermost first. */
  static List<Axis> of(Loop loop) {
    List<Axis> axes = new ArrayList<>();
    for (int i = 0; i < loop.extents().length(); i++) {
      ImmutableLongArray.Builder strides = ImmutableLongArray.builder(loop.streams().size());
      for (Stream stream : loop.streams()) {
        strides.add(stream.strides().get(i));
      }
      axes.add(new Axis(loop.extents().get(i), strides.build()));
    }
    return axes;
  }

  /** As few axes as pass the same memory in the same order; a single one if there is nothing. */
  static List<Axis> collapsed(List<Axis> axes) {
    List<Axis> kept = new ArrayList<>();
    for (Axis axis : axes) {
      if (axis.extent == 0) {
        return List.of(empty(axes));
      }
      if (axis.extent != 1) {
        if (!kept.isEmpty() && kept.getLast().continues(axis)) {
          Axis outer = kept.removeLast();
          kept.add(new Axis(outer.extent * axis.extent, axis.strides));
        } else {
          kept.add(axis);
        }
      }
    }
    return List.copyOf(kept);
  }

  /** An axis of size 0, along which a stream moves if it does so along one of these. */
  private static Axis empty(List<Axis> axes) {
    ImmutableLongArray.Builder strides = ImmutableLongArray.builder();
    for (int i = 0; i < axes.getFirst().strides.length(); i++) {
      int stream = i;
      boolean moves =
          axes.stream().anyMatch(each -> each.extent != 1 && each.strides.get(stream) != 0);
      strides.add(moves ? 1 : 0);
    }
    return new Axis(0, strides.build());
  }

  /** Whether a step along this axis is one past the end of the inner axis, for every stream. */
  private boolean continues(Axis inner) {
    for (int i = 0; i < strides.length(); i++) {
      if (strides.get(i) != inner.strides.get(i) * inner.extent) {
        return false;
      }
    }
    return true;
  }

  /** How many streams move by one entry. */
  int units() {
    int count = 0;
    for (int i = 0; i < strides.length(); i++) {
      count += strides.get(i) == 1 ? 1 : 0;
    }
    return count;
  }

  /** How many streams move by one entry, but further along the columns. */
  int unitsBeside(Axis columns) {
    int count = 0;
    for (int i = 0; i < strides.length(); i++) {
      boolean further = columns.strides.get(i) != 0 && columns.strides.get(i) != 1;
      count += strides.get(i) == 1 && further ? 1 : 0;
    }
    return count;
  }

  static long product(List<Axis> axes) {
    long product = 1;
    for (Axis axis : axes) {
      product *= axis.extent;
    }
    return product;
  }
}

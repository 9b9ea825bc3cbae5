package org.ladera.core.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ladera.core.type.Shape;

/**
 * Where a tensor's entries stand in a loop: for each of its axes how the index follows from the
 * loop's axes. Groups are looked through at every vertex that joins them, so a place remembers its
 * axes.
 */
final class Place {
  private final List<Dim> dims;
  private final List<Axis> axes;
  private final boolean whole;
  private @Nullable Set<Axis> axisSet;

  /**
   * A place.
   *
   * @param dims one for each axis of the tensor
   */
  Place(List<Dim> dims) {
    this.dims = List.copyOf(dims);
    List<Axis> all = new ArrayList<>();
    boolean isWhole = true;
    for (Dim dim : this.dims) {
      all.addAll(dim.axes);
      isWhole &= dim.isWhole();
    }
    this.axes = Collections.unmodifiableList(all);
    this.whole = isWhole;
  }

  List<Dim> dims() {
    return dims;
  }

  /**
   * One index: {@code offset + step · i}, where i counts the points of some axes in row-major
   * order; none for an axis of size 1. It may be whole, or miss entries at the end.
   */
  record Dim(long offset, long step, List<Axis> axes, boolean isPartial) {
    static final Dim SINGLE = new Dim(0, 1, List.of(), false);

    Dim {
      axes = List.copyOf(axes);
    }

    static Dim of(List<Axis> axes) {
      return new Dim(0, 1, axes, false);
    }

    boolean isWhole() {
      return offset == 0 && step == 1 && !isPartial;
    }

    long extent() {
      return Axes.size(axes);
    }
  }

  /** A place of its own for every axis of a shape. */
  static Place fresh(Shape shape) {
    List<Dim> dims = new ArrayList<>(shape.rank());
    for (int axis = 0; axis < shape.rank(); axis++) {
      dims.add(shape.get(axis) == 1 ? Dim.SINGLE : Dim.of(List.of(new Axis(shape.get(axis)))));
    }
    return new Place(dims);
  }

  /** Whether every entry of the tensor is met, each index counting whole axes. */
  boolean isWhole() {
    return whole;
  }

  /** All axes, in the tensor's row-major order. */
  List<Axis> axes() {
    return axes;
  }

  Set<Axis> axisSet() {
    Set<Axis> known = axisSet;
    if (known == null) {
      known = Collections.unmodifiableSet(new LinkedHashSet<>(axes));
      axisSet = known;
    }
    return known;
  }

  /** This place after some axes were replaced by several or by others. */
  Place replaced(Map<Axis, List<Axis>> replacement) {
    if (replacement.isEmpty()) {
      return this;
    }
    List<Dim> changed = new ArrayList<>(dims.size());
    for (Dim dim : dims) {
      changed.add(
          new Dim(dim.offset, dim.step, Axes.replaced(dim.axes, replacement), dim.isPartial));
    }
    return new Place(changed);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Place place && dims.equals(place.dims);
  }

  @Override
  public int hashCode() {
    return dims.hashCode();
  }
}

package org.ladera.core.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ladera.core.graph.Broadcast;
import org.ladera.core.graph.CustomGradient;
import org.ladera.core.graph.InRange;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Op;
import org.ladera.core.graph.Permute;
import org.ladera.core.graph.Reshape;
import org.ladera.core.graph.Slice;
import org.ladera.core.graph.StopGradient;
import org.ladera.core.plan.Place.Dim;
import org.ladera.core.type.Shape;

/** Ops that compute nothing: how the place of their result leads to that of their input. */
final class Views {
  private Views() {}

  static boolean isView(Op op) {
    return op instanceof Broadcast
        || op instanceof Reshape
        || op instanceof Permute
        || op instanceof Slice
        || op instanceof StopGradient
        || op instanceof CustomGradient
        || op instanceof InRange;
  }

  /**
   * The place of a view's input.
   *
   * @param view the view
   * @param place the place of its result
   * @param splits is given the axes that had to be split
   * @return null where the index of the input is no such function of the axes
   */
  static @Nullable Place pull(Node view, Place place, Map<Axis, List<Axis>> splits) {
    return switch (view.op()) {
      case Broadcast _ -> narrowed(view.input(0).shape(), place);
      case Permute permute -> {
        List<Dim> dims = new ArrayList<>(Collections.nCopies(place.dims().size(), Dim.SINGLE));
        for (int axis = 0; axis < dims.size(); axis++) {
          dims.set(permute.order().get(axis), place.dims().get(axis));
        }
        yield new Place(dims);
      }
      case Slice slice -> {
        List<Dim> dims = new ArrayList<>(place.dims().size());
        for (int axis = 0; axis < place.dims().size(); axis++) {
          Dim dim = place.dims().get(axis);
          int step = slice.steps().get(axis);
          boolean isPartial =
              dim.isPartial() || view.shape().get(axis) != view.input(0).shape().get(axis);
          long offset = slice.starts().get(axis) + step * dim.offset();
          dims.add(new Dim(offset, step * dim.step(), dim.axes(), isPartial));
        }
        yield new Place(dims);
      }
      case Reshape _ -> reshaped(view.shape(), view.input(0).shape(), place, splits);
      default -> place;
    };
  }

  private static Place narrowed(Shape from, Place place) {
    int lead = place.dims().size() - from.rank();
    List<Dim> dims = new ArrayList<>(from.rank());
    for (int axis = 0; axis < from.rank(); axis++) {
      dims.add(from.get(axis) == 1 ? Dim.SINGLE : place.dims().get(lead + axis));
    }
    return new Place(dims);
  }

  private static @Nullable Place reshaped(
      Shape to, Shape from, Place place, Map<Axis, List<Axis>> splits) {
    List<Dim> dims = new ArrayList<>(from.rank());
    int next = 0;
    int axis = 0;
    while (axis < from.rank()) {
      if (from.get(axis) == 1) {
        dims.add(Dim.SINGLE);
        axis++;
        continue;
      }
      // The shortest runs of axes on both sides with as many entries.
      int firstAxis = axis;
      long entries = from.get(axis++);
      List<Dim> run = new ArrayList<>();
      long covered = 1;
      while (covered != entries) {
        if (covered < entries) {
          if (next == to.rank()) {
            return null;
          }
          if (to.get(next) != 1) {
            run.add(place.dims().get(next));
            covered *= to.get(next);
          } else if (!place.dims().get(next).isWhole()) {
            return null;
          }
          next++;
        } else {
          if (axis == from.rank()) {
            return null;
          }
          entries *= from.get(axis++);
        }
      }
      if (!addRun(from, firstAxis, axis, run, splits, dims)) {
        return null;
      }
    }
    for (; next < to.rank(); next++) {
      if (!place.dims().get(next).isWhole()) {
        return null;
      }
    }
    return new Place(dims);
  }

  private static boolean addRun(
      Shape from,
      int firstAxis,
      int lastAxis,
      List<Dim> run,
      Map<Axis, List<Axis>> splits,
      List<Dim> dims) {
    long[] sizes = new long[lastAxis - firstAxis];
    int large = 0;
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = from.get(firstAxis + i);
      large += sizes[i] == 1 ? 0 : 1;
    }
    if (large == 1 && run.size() == 1) {
      for (long size : sizes) {
        dims.add(size == 1 ? Dim.SINGLE : run.getFirst());
      }
      return true;
    }
    List<Axis> axes = new ArrayList<>();
    for (Dim dim : run) {
      if (!dim.isWhole()) {
        return false;
      }
      axes.addAll(dim.axes());
    }
    @Nullable List<List<Axis>> pieces = Axes.cut(axes, sizes, splits);
    if (pieces == null) {
      return false;
    }
    pieces.forEach(piece -> dims.add(Dim.of(piece)));
    return true;
  }
}

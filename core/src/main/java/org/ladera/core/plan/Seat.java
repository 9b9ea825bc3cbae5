package org.ladera.core.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ladera.core.plan.Place.Dim;

/**
 * Where a vertex stands in a loop.
 *
 * @param result the place of its entries
 * @param input that of the entries of its input; another than the result's for a reduction only
 */
record Seat(Place result, Place input) {
  /** The seat of something that computes entry by entry. */
  static Seat of(Vertex vertex, Place result) {
    if (vertex.reducedAxes().isEmpty()) {
      return new Seat(result, result);
    }
    List<Dim> dims = new ArrayList<>(result.dims());
    vertex.reducedAxes().forEach(axis -> dims.add(axis, Dim.SINGLE));
    return new Seat(result, new Place(dims));
  }

  /** The seat of a reduction whose input stands at a place. */
  static Seat reducing(Vertex vertex, Place input) {
    List<Dim> dims = new ArrayList<>();
    for (int axis = 0; axis < input.dims().size(); axis++) {
      if (!vertex.reducedAxes().contains(axis)) {
        dims.add(input.dims().get(axis));
      }
    }
    return new Seat(new Place(dims), input);
  }

  /** The axes that disappear, in order. */
  List<Axis> reduced(Vertex vertex) {
    List<Axis> axes = new ArrayList<>();
    vertex.reducedAxes().forEach(axis -> axes.addAll(input.dims().get(axis).axes()));
    return axes;
  }

  Seat replaced(Map<Axis, List<Axis>> replacement) {
    return new Seat(result.replaced(replacement), input.replaced(replacement));
  }
}

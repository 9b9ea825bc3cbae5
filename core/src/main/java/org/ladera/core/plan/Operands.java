package org.ladera.core.plan;

import com.google.common.primitives.ImmutableLongArray;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ladera.core.plan.Place.Dim;
import org.ladera.core.plan.Vertex.Edge;
import org.ladera.core.program.MatMul;

/** How a matrix product finds its operands in memory. */
final class Operands {
  private Operands() {}

  /** See {@link Reading#obstacle}: a matrix needs a distance of 1 along rows or columns. */
  static @Nullable Integer obstacle(Edge edge) {
    if (edge.source().literal() != null) {
      return 0;
    }
    if (edge.views().isEmpty() || operand(edge, 0) != null) {
      return null;
    }
    Map<Axis, List<Axis>> splits = new HashMap<>();
    @Nullable Integer broken = Reading.inLoop(edge, Place.fresh(edge.shape()), splits);
    // At the deepest view that can be shared, where a copy is a matrix.
    return broken != null && broken < edge.views().size() && isMatrixAbove(edge, broken)
        ? broken
        : 0;
  }

  private static boolean isMatrixAbove(Edge edge, int index) {
    Edge above = new Edge(edge.source(), edge.user(), edge.views().subList(0, index));
    Place place = Place.fresh(edge.shape());
    Map<Axis, List<Axis>> splits = new HashMap<>();
    @Nullable Place pulled = Joining.pull(above.views(), place, splits);
    return pulled != null
        && splits.isEmpty()
        && matrix(place, Reading.of(edge.views().get(index).shape(), pulled), 0) != null;
  }

  /** The operand, or null if it is no strided matrix. */
  static MatMul.@Nullable Operand operand(Edge edge, int buffer) {
    Place place = Place.fresh(edge.shape());
    Map<Axis, List<Axis>> splits = new HashMap<>();
    @Nullable Reading reading = Reading.through(edge, place, splits);
    return reading == null || !splits.isEmpty() ? null : matrix(place, reading, buffer);
  }

  private static MatMul.@Nullable Operand matrix(Place place, Reading reading, int buffer) {
    List<Dim> dims = place.dims();
    int rank = dims.size();
    List<Long> strides = new ArrayList<>(rank);
    for (Dim dim : dims) {
      strides.add(dim.axes().isEmpty() ? 0L : reading.stride(dim.axes().getFirst()));
    }
    boolean oneRow = dims.get(rank - 2).axes().isEmpty();
    boolean oneColumn = dims.get(rank - 1).axes().isEmpty();
    long rows = strides.get(rank - 2);
    long columns = strides.get(rank - 1);
    // The distance along an axis of one entry is never used: let it be that of a dense matrix.
    if (oneColumn) {
      columns = 1;
      rows = oneRow ? 1 : rows;
    } else if (oneRow) {
      rows = columns == 1 ? dims.get(rank - 1).extent() : 1;
    }
    boolean fits = rows == 1 || columns == 1;
    boolean repeats = rows == 0 || columns == 0;
    return fits && !repeats
        ? new MatMul.Operand(
            buffer,
            reading.offset(),
            rows,
            columns,
            ImmutableLongArray.copyOf(strides.subList(0, rank - 2)))
        : null;
  }
}

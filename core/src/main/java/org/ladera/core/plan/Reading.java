package org.ladera.core.plan;

import com.google.common.primitives.ImmutableLongArray;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ladera.core.graph.CustomGradient;
import org.ladera.core.graph.HostOp;
import org.ladera.core.graph.InRange;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Op;
import org.ladera.core.graph.Reshape;
import org.ladera.core.graph.StopGradient;
import org.ladera.core.plan.Place.Dim;
import org.ladera.core.plan.Vertex.Edge;
import org.ladera.core.plan.Vertex.Kind;
import org.ladera.core.program.Stream;
import org.ladera.core.type.Shape;

/**
 * The entries of a dense array that a place meets.
 *
 * @param offset the first entry
 * @param strides in entries, along each axis that moves
 */
record Reading(long offset, Map<Axis, Long> strides) {

  /** The entries of an array of a shape, each at its own place. */
  static Reading of(Shape shape, Place place) {
    Map<Axis, Long> strides = new HashMap<>();
    long offset = 0;
    long stride = 1;
    for (int axis = shape.rank() - 1; axis >= 0; axis--) {
      Dim dim = place.dims().get(axis);
      offset += dim.offset() * stride;
      long distance = dim.step() * stride;
      for (Axis each : dim.axes().reversed()) {
        strides.merge(each, distance, Long::sum);
        distance *= each.extent();
      }
      stride *= shape.get(axis);
    }
    return new Reading(offset, strides);
  }

  /** What a user at a place meets behind views; null if no strides can say it. */
  static @Nullable Reading through(Edge edge, Place place, Map<Axis, List<Axis>> splits) {
    int count = viewsBeforeDense(edge);
    List<Node> views = edge.views().subList(0, count);
    @Nullable Place pulled = Joining.pull(views, place, splits);
    return pulled == null ? null : of(denseShape(edge, count), pulled);
  }

  /** The same, so many entries behind. */
  Reading moved(long entries) {
    return new Reading(offset + entries, strides);
  }

  Stream stream(int buffer, List<Axis> axes) {
    ImmutableLongArray.Builder distances = ImmutableLongArray.builder();
    axes.forEach(axis -> distances.add(strides.getOrDefault(axis, 0L)));
    return new Stream(buffer, offset, distances.build());
  }

  /** A dense array may be read in any shape: the views that only reshape it are no views. */
  private static int viewsBeforeDense(Edge edge) {
    int count = edge.views().size();
    while (count > 0 && keepsOrder(edge.views().get(count - 1).op())) {
      count--;
    }
    return count;
  }

  private static boolean keepsOrder(Op op) {
    return op instanceof Reshape
        || op instanceof StopGradient
        || op instanceof CustomGradient
        || op instanceof InRange;
  }

  private static Shape denseShape(Edge edge, int count) {
    return count < edge.views().size() ? edge.views().get(count).shape() : edge.source().shape();
  }

  /** Whether the user sees just the entries of the source's memory in order. */
  static boolean isDense(Edge edge) {
    return viewsBeforeDense(edge) == 0;
  }

  /**
   * The view from which on a copy is needed before the user can read the source from memory, or
   * null if it can. Axes of the user's loop may be split on the way.
   */
  static @Nullable Integer obstacle(Edge edge) {
    Vertex user = edge.user();
    if (edge.source().kind() == Kind.EMPTY || edge.source().shape().size() == 0) {
      return null;
    }
    return switch (user.kind()) {
      case MAP, ROW_REDUCE, TOTAL_REDUCE -> inLoops(edge);
      case PRODUCT -> Operands.obstacle(edge);
      case JOIN -> inLoop(edge, Place.fresh(edge.shape()), new HashMap<>());
      case BARRIER -> isReadable(edge) ? null : 0;
      case LEAF, SCALAR, EMPTY -> null;
    };
  }

  /** Whether a step of its own finds the source's memory as it must be. */
  private static boolean isReadable(Edge edge) {
    boolean sameShape = edge.shape().equals(edge.source().shape());
    return isDense(edge)
        && edge.source().literal() == null
        && (sameShape || !(edge.user().node().op() instanceof HostOp));
  }

  private static @Nullable Integer inLoops(Edge edge) {
    for (Group group : edge.user().groups()) {
      Map<Axis, List<Axis>> splits = new HashMap<>();
      @Nullable Integer broken = inLoop(edge, group.seat(edge.user()).input(), splits);
      if (broken != null) {
        return broken;
      }
      if (!splits.isEmpty() && group.product() != null) {
        return firstReshape(edge) + 1;
      }
      group.replace(splits);
    }
    return null;
  }

  private static int firstReshape(Edge edge) {
    for (int i = 0; i < edge.views().size(); i++) {
      if (edge.views().get(i).op() instanceof Reshape) {
        return i;
      }
    }
    return 0;
  }

  /** The view under the first that cannot be pulled through. */
  static @Nullable Integer inLoop(Edge edge, Place place, Map<Axis, List<Axis>> splits) {
    int count = viewsBeforeDense(edge);
    Place next = place;
    for (int i = 0; i < count; i++) {
      @Nullable Place pulled = Views.pull(edge.views().get(i), next, splits);
      if (pulled == null) {
        return i + 1;
      }
      next = pulled;
    }
    return null;
  }

  /** The distance along an axis; 0 if it does not move. */
  long stride(Axis axis) {
    return strides.getOrDefault(axis, 0L);
  }

  /** The distances of no movement. */
  static Reading still() {
    return new Reading(0, Collections.emptyMap());
  }
}

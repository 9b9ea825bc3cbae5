package org.ladera.core.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ladera.core.graph.Concat;
import org.ladera.core.plan.Place.Dim;
import org.ladera.core.plan.Vertex.Edge;
import org.ladera.core.plan.Vertex.Kind;
import org.ladera.core.program.Stream;

/**
 * Values that the loops which compute them store where a concat wants them, so that nothing is left
 * for the concat to do. All parts of it are such values, or it is a step of its own.
 */
final class Parts {
  private final Map<Vertex, List<Part>> parts = new HashMap<>();

  /** Concats without a step; those that are a part of another one's block with that part. */
  private final Map<Vertex, @Nullable Part> filled = new HashMap<>();

  /**
   * A value's place in a concat.
   *
   * @param whole the concat
   * @param axis along which its parts follow each other
   * @param from the position of the first entry along the axis
   */
  private record Part(Vertex whole, int axis, long from) {
    /** Whether a part is a block of neighboring entries, in the order of any dense array. */
    boolean isBlock() {
      for (int i = 0; i < axis; i++) {
        if (whole.shape().get(i) != 1) {
          return false;
        }
      }
      return true;
    }

    long first() {
      return from * whole.shape().size() / whole.shape().get(axis);
    }
  }

  private Parts() {}

  static Parts none() {
    return new Parts();
  }

  /** The parts of a graph whose vertices have groups. */
  static Parts of(List<Vertex> vertices) {
    Parts all = new Parts();
    for (Vertex vertex : vertices) {
      if (vertex.kind() == Kind.JOIN && vertex.node().op() instanceof Concat concat) {
        all.tryFill(vertex, concat.axis());
      }
    }
    return all;
  }

  private void tryFill(Vertex join, int axis) {
    if (join.isWanted()) {
      return;
    }
    List<Part> places = new ArrayList<>();
    long from = 0;
    for (Edge edge : join.edges()) {
      Part part = new Part(join, axis, from);
      if (!fits(edge, part)) {
        return;
      }
      places.add(part);
      from += edge.shape().get(axis);
    }
    filled.put(join, null);
    for (int i = 0; i < places.size(); i++) {
      Vertex source = join.edges().get(i).source();
      if (source.kind() == Kind.JOIN) {
        filled.put(source, places.get(i));
      } else {
        parts.computeIfAbsent(source, _ -> new ArrayList<>(1)).add(places.get(i));
      }
    }
  }

  private boolean fits(Edge edge, Part part) {
    Vertex source = edge.source();
    boolean isPlaced = edge.views().isEmpty() || (part.isBlock() && Reading.isDense(edge));
    if (!isPlaced || edge.shape().size() == 0) {
      return false;
    }
    if (source.kind() == Kind.JOIN) {
      return isFilled(source) && part.isBlock() && source.users().size() == 1;
    }
    @Nullable Group group = source.group();
    return source.kind() == Kind.MAP
        && group != null
        && source.groups().size() == 1
        && !source.isRepeated()
        && (group.product() == null
            || ProductAxes.runs(group).stream().allMatch(run -> run.size() == 1));
  }

  /** Whether a concat is no step. */
  boolean isFilled(Vertex vertex) {
    return filled.containsKey(vertex);
  }

  /** Whether a member of a group is stored in concats, and nobody reads it from elsewhere. */
  boolean isOnlyPart(Vertex vertex, Group group) {
    if (!parts.containsKey(vertex) || vertex.isWanted()) {
      return false;
    }
    for (Edge edge : vertex.users()) {
      boolean inside = group.contains(edge.user()) && edge.user() != group.product();
      if (!inside && edge.user().kind() != Kind.EMPTY && !isFilled(edge.user())) {
        return false;
      }
    }
    return true;
  }

  /** Where a loop with some axes stores a value at a place, for each concat it is a part of. */
  List<Stream> streams(Vertex vertex, Place place, List<Axis> axes, Targets targets) {
    List<Stream> streams = new ArrayList<>();
    for (Part part : parts.getOrDefault(vertex, List.of())) {
      Reading reading =
          part.isBlock()
              ? Reading.of(vertex.shape(), place).moved(part.first())
              : Reading.of(part.whole.shape(), shifted(place, part));
      Vertex root = part.whole;
      for (@Nullable Part up = filled.get(root); up != null; up = filled.get(root)) {
        reading = reading.moved(up.first());
        root = up.whole;
      }
      streams.add(reading.stream(targets.of(root), axes));
    }
    return streams;
  }

  private static Place shifted(Place place, Part part) {
    List<Dim> dims = new ArrayList<>(place.dims());
    Dim dim = dims.get(part.axis);
    dims.set(part.axis, new Dim(part.from, 1, dim.axes(), true));
    return new Place(dims);
  }
}

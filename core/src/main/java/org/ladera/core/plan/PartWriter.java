package org.ladera.core.plan;

import com.google.common.primitives.ImmutableLongArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ladera.core.graph.Concat;
import org.ladera.core.graph.Literal;
import org.ladera.core.graph.Pad;
import org.ladera.core.plan.Place.Dim;
import org.ladera.core.plan.Vertex.Edge;
import org.ladera.core.program.BodyBuilder;
import org.ladera.core.program.Header;
import org.ladera.core.program.Loop;
import org.ladera.core.program.Sink;
import org.ladera.core.program.Stream;
import org.ladera.core.program.Value;

/** Writes what is filled part by part as one step: the first loop, and the others behind it. */
final class PartWriter {
  private PartWriter() {}

  static Loop write(Vertex vertex, Targets targets, Header header) {
    List<Loop> loops = new ArrayList<>();
    switch (vertex.node().op()) {
      case Concat concat -> {
        long from = 0;
        for (Edge edge : vertex.edges()) {
          int[] sizes = edge.shape().toArray();
          if (edge.shape().size() > 0) {
            long[] offsets = new long[sizes.length];
            offsets[concat.axis()] = from;
            long[] steps = new long[sizes.length];
            Arrays.fill(steps, 1);
            loops.add(part(vertex, edge, offsets, steps, targets, header));
          }
          from += sizes[concat.axis()];
        }
      }
      case Pad pad -> {
        loops.add(zeros(vertex, targets, header));
        Edge edge = vertex.edges().getFirst();
        if (edge.shape().size() > 0) {
          int rank = edge.shape().rank();
          long[] offsets = new long[rank];
          long[] steps = new long[rank];
          for (int axis = 0; axis < rank; axis++) {
            offsets[axis] = pad.low().get(axis);
            steps[axis] = pad.interior().get(axis) + 1L;
          }
          loops.add(part(vertex, edge, offsets, steps, targets, header));
        }
      }
      default -> throw new IllegalStateException("plan: " + vertex + " has no parts");
    }
    Loop first = loops.removeFirst();
    return new Loop(
        header,
        first.extents(),
        first.rowAxes(),
        first.totalAxes(),
        first.streams(),
        first.body(),
        loops);
  }

  private static Loop zeros(Vertex vertex, Targets targets, Header header) {
    BodyBuilder body = new BodyBuilder();
    int zero = body.add(new Value.Const(vertex.dtype(), 0));
    List<Stream> streams = new ArrayList<>();
    for (int buffer : targets.all(vertex)) {
      streams.add(new Stream(buffer, 0, ImmutableLongArray.of(1)));
      body.sink(new Sink.Store(streams.size() - 1, zero));
    }
    ImmutableLongArray extents = ImmutableLongArray.of(vertex.shape().size());
    return new Loop(header, extents, 1, 0, streams, body.body(), List.of());
  }

  private static Loop part(
      Vertex vertex, Edge edge, long[] offsets, long[] steps, Targets targets, Header header) {
    Place place = Place.fresh(edge.shape());
    Map<Axis, List<Axis>> splits = new HashMap<>();
    @Nullable Reading load = Reading.through(edge, place, splits);
    if (load == null) {
      throw new IllegalStateException("plan: " + vertex + " cannot read " + edge.source());
    }
    List<Dim> dims = new ArrayList<>();
    for (int axis = 0; axis < offsets.length; axis++) {
      dims.add(new Dim(offsets[axis], steps[axis], place.dims().get(axis).axes(), true));
    }
    Place target = new Place(dims).replaced(splits);
    List<Axis> axes = target.axes();
    BodyBuilder body = new BodyBuilder();
    List<Stream> streams = new ArrayList<>();
    int line;
    @Nullable Literal literal = edge.source().literal();
    if (literal != null) {
      line = Numbers.of(body, literal);
    } else {
      streams.add(load.stream(targets.of(edge.source()), axes));
      line = body.load(vertex.dtype(), 0);
    }
    for (int buffer : targets.all(vertex)) {
      streams.add(Reading.of(vertex.shape(), target).stream(buffer, axes));
      body.sink(new Sink.Store(streams.size() - 1, line));
    }
    ImmutableLongArray.Builder extents = ImmutableLongArray.builder();
    axes.forEach(axis -> extents.add(axis.extent()));
    int rowAxes = Math.min(1, axes.size());
    return new Loop(header, extents.build(), rowAxes, 0, streams, body.body(), List.of());
  }
}

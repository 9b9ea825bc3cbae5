package org.ladera.core.plan;

import com.google.common.primitives.ImmutableIntArray;
import java.util.List;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.RandomBits;
import org.ladera.core.plan.Vertex.Edge;
import org.ladera.core.program.ArgMax;
import org.ladera.core.program.Gather;
import org.ladera.core.program.Header;
import org.ladera.core.program.HostCall;
import org.ladera.core.program.Random;
import org.ladera.core.program.ScatterAdd;
import org.ladera.core.program.Step;
import org.ladera.core.type.Shape;

/** Writes what is a step of its own. */
final class BarrierWriter {
  private BarrierWriter() {}

  static Step write(Vertex vertex, Targets targets, List<Node> calls, Header header) {
    int target = targets.of(vertex);
    List<Edge> edges = vertex.edges();
    return switch (vertex.node().op()) {
      case org.ladera.core.graph.Gather gather -> {
        Shape source = edges.get(0).shape();
        yield new Gather(
            header,
            read(edges.get(0), targets),
            read(edges.get(1), targets),
            target,
            size(source, 0, gather.axis()),
            source.get(gather.axis()),
            size(source, gather.axis() + 1, source.rank()));
      }
      case org.ladera.core.graph.ScatterAdd scatter -> {
        Shape updates = edges.get(0).shape();
        int indices = edges.get(1).shape().rank();
        yield new ScatterAdd(
            header,
            read(edges.get(0), targets),
            read(edges.get(1), targets),
            target,
            size(updates, 0, scatter.axis()),
            scatter.size(),
            size(updates, scatter.axis() + indices, updates.rank()));
      }
      case org.ladera.core.graph.ArgMax argMax -> {
        Shape shape = edges.get(0).shape();
        yield new ArgMax(
            header,
            read(edges.get(0), targets),
            target,
            size(shape, 0, argMax.axis()),
            shape.get(argMax.axis()),
            size(shape, argMax.axis() + 1, shape.rank()));
      }
      case RandomBits bits ->
          new Random(
              header,
              bits.seed(),
              bits.stream(),
              bits.bits(),
              read(edges.getFirst(), targets),
              target);
      default -> {
        calls.add(vertex.node());
        ImmutableIntArray.Builder arguments = ImmutableIntArray.builder();
        edges.forEach(edge -> arguments.add(read(edge, targets)));
        yield new HostCall(header, calls.size() - 1, arguments.build(), target);
      }
    };
  }

  private static int read(Edge edge, Targets targets) {
    return targets.of(edge.source());
  }

  private static long size(Shape shape, int from, int to) {
    long size = 1;
    for (int axis = from; axis < to; axis++) {
      size *= shape.get(axis);
    }
    return size;
  }
}

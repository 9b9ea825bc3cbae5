package org.ladera.core.plan;

import com.google.common.primitives.ImmutableLongArray;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ladera.core.graph.Elementwise;
import org.ladera.core.graph.Literal;
import org.ladera.core.plan.Vertex.Edge;
import org.ladera.core.plan.Vertex.Kind;
import org.ladera.core.program.BodyBuilder;
import org.ladera.core.program.Header;
import org.ladera.core.program.Loop;
import org.ladera.core.program.Sink;
import org.ladera.core.program.Stream;

/** Writes what follows from scalars alone as one loop without axes, which runs first. */
final class ScalarWriter {
  private ScalarWriter() {}

  static @Nullable Loop write(VertexGraph graph, Targets targets) {
    BodyBuilder body = new BodyBuilder();
    List<Stream> streams = new ArrayList<>();
    Map<Integer, Integer> known = new HashMap<>();
    Map<Vertex, Integer> lines = new HashMap<>();
    for (Vertex vertex : graph.vertices()) {
      if (vertex.kind() != Kind.SCALAR) {
        continue;
      }
      int[] arguments = new int[vertex.edges().size()];
      for (int i = 0; i < arguments.length; i++) {
        Vertex source = vertex.edges().get(i).source();
        Integer line = lines.get(source);
        @Nullable Literal literal = source.literal();
        if (line != null) {
          arguments[i] = line;
        } else if (literal != null) {
          arguments[i] = Numbers.of(body, literal);
        } else {
          int stream = stream(targets.of(source), streams, known);
          arguments[i] = body.load(source.dtype(), stream);
        }
      }
      Elementwise op = (Elementwise) vertex.node().op();
      lines.put(vertex, Spelling.of(op, body, vertex.dtype(), arguments));
    }
    for (Map.Entry<Vertex, Integer> entry : inOrder(graph, lines)) {
      Vertex vertex = entry.getKey();
      if (vertex.isWanted() || isUsedElsewhere(vertex)) {
        for (int buffer : targets.all(vertex)) {
          body.sink(new Sink.Store(stream(buffer, streams, known), entry.getValue()));
        }
      }
    }
    Header header = new Header("scalars", List.of());
    return lines.isEmpty()
        ? null
        : new Loop(header, ImmutableLongArray.of(), 0, 0, streams, body.body(), List.of());
  }

  private static List<Map.Entry<Vertex, Integer>> inOrder(
      VertexGraph graph, Map<Vertex, Integer> lines) {
    List<Map.Entry<Vertex, Integer>> entries = new ArrayList<>();
    for (Vertex vertex : graph.vertices()) {
      Integer line = lines.get(vertex);
      if (line != null) {
        entries.add(Map.entry(vertex, line));
      }
    }
    return entries;
  }

  private static boolean isUsedElsewhere(Vertex vertex) {
    for (Edge edge : vertex.users()) {
      if (edge.user().kind() != Kind.SCALAR && edge.user().kind() != Kind.EMPTY) {
        return true;
      }
    }
    return false;
  }

  private static int stream(int buffer, List<Stream> streams, Map<Integer, Integer> known) {
    return known.computeIfAbsent(
        buffer,
        added -> {
          streams.add(new Stream(added, 0, ImmutableLongArray.of()));
          return streams.size() - 1;
        });
  }
}

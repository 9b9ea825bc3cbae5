package org.ladera.core.plan;

import com.google.common.primitives.ImmutableLongArray;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ladera.core.graph.Elementwise;
import org.ladera.core.graph.Literal;
import org.ladera.core.plan.Vertex.Edge;
import org.ladera.core.program.BodyBuilder;
import org.ladera.core.program.Header;
import org.ladera.core.program.Loop;
import org.ladera.core.program.Sink;
import org.ladera.core.program.Stream;
import org.ladera.core.program.Value;

/** Writes a group as a loop. */
final class LoopWriter {
  private final Group group;
  private final Targets targets;
  private final Map<Vertex, Integer> flags;
  private final LoopOrder order;

  /** The axes of the group for each axis of the loop, and the innermost of each. */
  private final List<List<Axis>> runs;

  private final List<Axis> axes;
  private final BodyBuilder body = new BodyBuilder();
  private final List<Stream> streams = new ArrayList<>();
  private final Map<Stream, Integer> known = new HashMap<>();
  private final Map<Vertex, Integer> lines = new HashMap<>();

  /**
   * A writer.
   *
   * @param flags for values that must be finite the scalar that says whether they are not
   */
  LoopWriter(Group group, Targets targets, Map<Vertex, Integer> flags) {
    this.group = group;
    this.targets = targets;
    this.flags = flags;
    this.order = Objects.requireNonNull(LoopOrder.of(group));
    this.runs =
        group.product() == null
            ? order.axes().stream().map(List::of).toList()
            : ProductAxes.runs(group);
    this.axes = runs.stream().map(List::getLast).toList();
  }

  /**
   * The loop.
   *
   * @param product the buffer that a product is read from; unused if there is none
   */
  Loop write(int product, Header header) {
    List<Vertex> members = group.ordered();
    for (Vertex member : members) {
      lines.put(member, line(member, product));
    }
    for (Vertex member : members) {
      sink(member, product);
    }
    return new Loop(header, extents(), rowAxes(), totalAxes(), streams, body.body(), List.of());
  }

  private int rowAxes() {
    return group.product() == null ? order.rowAxes() : 1;
  }

  /** Axes of one entry may stand among those of the totals, which are then counted with them. */
  private int totalAxes() {
    @Nullable Axis first = order.firstTotal();
    int place = 0;
    while (first != null && !runs.get(place).contains(first)) {
      place++;
    }
    return first == null ? 0 : axes.size() - rowAxes() - place;
  }

  private ImmutableLongArray extents() {
    ImmutableLongArray.Builder extents = ImmutableLongArray.builder();
    runs.forEach(run -> extents.add(Axes.size(run)));
    return extents.build();
  }

  private int line(Vertex vertex, int product) {
    return switch (vertex.kind()) {
      case PRODUCT -> {
        Reading reading = Reading.of(vertex.shape(), group.seat(vertex).result());
        yield body.load(vertex.dtype(), stream(reading.stream(product, axes)));
      }
      case ROW_REDUCE ->
          body.reduce(VertexGraph.reduction(vertex), argument(vertex, vertex.edges().getFirst()));
      case TOTAL_REDUCE -> argument(vertex, vertex.edges().getFirst());
      default -> {
        int[] arguments = new int[vertex.edges().size()];
        for (int i = 0; i < arguments.length; i++) {
          arguments[i] = argument(vertex, vertex.edges().get(i));
        }
        if (arguments.length == 0) {
          yield body.add(new Value.Const(vertex.dtype(), 0));
        }
        yield vertex.node().op() instanceof Elementwise op && !vertex.isCopy()
            ? Spelling.of(op, body, vertex.dtype(), arguments)
            : arguments[0];
      }
    };
  }

  private int argument(Vertex vertex, Edge edge) {
    Vertex source = edge.source();
    Integer line = lines.get(source);
    if (line != null && group.contains(source)) {
      return line;
    }
    @Nullable Literal literal = source.literal();
    if (literal != null) {
      return Numbers.of(body, literal);
    }
    Map<Axis, List<Axis>> splits = new HashMap<>();
    @Nullable Reading reading = Reading.through(edge, group.seat(vertex).input(), splits);
    if (reading == null || !splits.isEmpty()) {
      throw new IllegalStateException("plan: " + vertex + " cannot read " + source);
    }
    Stream stream = reading.stream(targets.of(source), axes);
    return body.load(source.dtype(), stream(stream));
  }

  private int stream(Stream stream) {
    return known.computeIfAbsent(
        stream,
        added -> {
          streams.add(added);
          return streams.size() - 1;
        });
  }

  private void sink(Vertex vertex, int product) {
    int line = Objects.requireNonNull(lines.get(vertex));
    Seat seat = group.seat(vertex);
    if (group.isStored(vertex)) {
      Reading reading = Reading.of(vertex.shape(), seat.result());
      boolean isTotal = vertex.kind() == Vertex.Kind.TOTAL_REDUCE;
      boolean isPart = targets.parts().isOnlyPart(vertex, group);
      List<Integer> buffers = isPart ? List.of() : targets.all(vertex);
      for (int buffer : buffers) {
        if (vertex.kind() == Vertex.Kind.PRODUCT && buffer == product) {
          continue;
        }
        int stream = stream(reading.stream(buffer, axes));
        body.sink(
            isTotal
                ? new Sink.Total(stream, VertexGraph.reduction(vertex), line)
                : new Sink.Store(stream, line));
      }
      for (Stream part : targets.parts().streams(vertex, seat.result(), axes, targets)) {
        body.sink(new Sink.Store(stream(part), line));
      }
    }
    Integer flag = flags.get(vertex);
    if (flag != null && vertex.kind() != Vertex.Kind.TOTAL_REDUCE) {
      Stream stream = Reading.still().stream(flag, axes);
      body.sink(new Sink.Flag(stream(stream), Spelling.nonFinite(body, line)));
    }
  }

  /** Whether the loop would store to the place where it loads, whatever the place. */
  static boolean storesWhereItLoads(Group group, Vertex stored, Vertex loaded) {
    Reading store = Reading.of(stored.shape(), group.seat(stored).result());
    for (Edge edge : loaded.users()) {
      if (!group.contains(edge.user())) {
        continue;
      }
      if (edge.user().kind() == Vertex.Kind.PRODUCT) {
        return false;
      }
      Map<Axis, List<Axis>> splits = new HashMap<>();
      @Nullable Reading load = Reading.through(edge, group.seat(edge.user()).input(), splits);
      if (load == null || !splits.isEmpty() || !load.equals(store)) {
        return false;
      }
    }
    return true;
  }

  /** What a loop is for, in few words: the layers and compositions its members come from. */
  static String label(Group group) {
    Set<String> regions = new LinkedHashSet<>();
    Set<String> ops = new LinkedHashSet<>();
    for (Vertex member : group.ordered()) {
      String region = member.node().origin().region();
      if (!region.isEmpty()) {
        regions.add(region);
      } else if (regions.isEmpty()) {
        ops.add(member.node().op().name());
      }
    }
    return String.join(", ", regions.isEmpty() ? ops : regions);
  }
}

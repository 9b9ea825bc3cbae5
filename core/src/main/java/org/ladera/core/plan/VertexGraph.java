package org.ladera.core.plan;

import com.google.common.primitives.ImmutableIntArray;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ladera.core.backend.Assignment;
import org.ladera.core.backend.Computation;
import org.ladera.core.backend.FiniteCheck;
import org.ladera.core.graph.ArgMax;
import org.ladera.core.graph.Concat;
import org.ladera.core.graph.Constant;
import org.ladera.core.graph.Elementwise;
import org.ladera.core.graph.Gather;
import org.ladera.core.graph.HostOp;
import org.ladera.core.graph.InRange;
import org.ladera.core.graph.Input;
import org.ladera.core.graph.Literal;
import org.ladera.core.graph.Matmul;
import org.ladera.core.graph.Max;
import org.ladera.core.graph.Min;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Pad;
import org.ladera.core.graph.Permute;
import org.ladera.core.graph.RandomBits;
import org.ladera.core.graph.ReadVariable;
import org.ladera.core.graph.Reshape;
import org.ladera.core.graph.ScatterAdd;
import org.ladera.core.graph.Sum;
import org.ladera.core.plan.Vertex.Edge;
import org.ladera.core.plan.Vertex.Kind;
import org.ladera.core.program.Reduction;
import org.ladera.core.type.Shape;
import org.ladera.core.type.Shapes;

/**
 * A computation as vertices: what is computed, without the views, each reduction over one run of
 * axes. Results, next values and checked values lead to vertices that have memory.
 */
final class VertexGraph {
  private final List<Vertex> vertices = new ArrayList<>();
  private final Map<Node, Vertex> byNode = new IdentityHashMap<>();
  private final List<Wanted> outputs = new ArrayList<>();
  private final List<Wanted> assignments = new ArrayList<>();
  private final List<Wanted> checks = new ArrayList<>();
  private final List<RangeCheck> ranges = new ArrayList<>();

  /** A node that must have a value in memory, and the vertex that gives it. */
  record Wanted(Node node, Vertex vertex) {}

  /** Integers that must be in range: the vertex whose entries are looked at. */
  record RangeCheck(InRange op, Vertex vertex) {}

  VertexGraph(Computation computation) {
    for (Node node : computation.order()) {
      if (!Views.isView(node.op())) {
        byNode.put(node, vertexOf(node));
      } else if (node.op() instanceof InRange range) {
        addRange(range, node);
      }
    }
    Map<Vertex, Boolean> taken = new IdentityHashMap<>();
    for (Node output : computation.outputs()) {
      outputs.add(new Wanted(output, own(output, taken)));
    }
    taken.clear();
    for (Assignment assignment : computation.assignments()) {
      assignments.add(new Wanted(assignment.variable(), own(assignment.value(), taken)));
    }
    for (FiniteCheck check : computation.checks()) {
      checks.add(new Wanted(check.node(), materialized(check.node())));
    }
    number();
  }

  List<Vertex> vertices() {
    return vertices;
  }

  /** The vertex of a variable that is read, or null if it is not. */
  @Nullable Vertex leaf(Node variable) {
    return byNode.get(variable);
  }

  /** The results, in order; each has a vertex of its own. */
  List<Wanted> outputs() {
    return outputs;
  }

  /** The variables and what gives their next values; each has a vertex of its own. */
  List<Wanted> assignments() {
    return assignments;
  }

  List<Wanted> checks() {
    return checks;
  }

  List<RangeCheck> ranges() {
    return ranges;
  }

  /** A vertex that computes the node and that no other of the taken ones is. */
  private Vertex own(Node node, Map<Vertex, Boolean> taken) {
    @Nullable Vertex vertex = byNode.get(node);
    Vertex result =
        vertex != null && vertex.kind() != Kind.LEAF && taken.putIfAbsent(vertex, true) == null
            ? vertex
            : copyOf(node);
    result.setWanted();
    return result;
  }

  /** A vertex whose memory holds just the node's entries. */
  private Vertex materialized(Node node) {
    @Nullable Vertex vertex = byNode.get(node);
    Vertex result = vertex != null && vertex.literal() == null ? vertex : copyOf(node);
    if (result.kind() != Kind.LEAF) {
      result.setWanted();
    }
    return result;
  }

  private void addRange(InRange range, Node node) {
    List<Node> views = new ArrayList<>();
    Vertex source = source(node.input(0), views);
    if (source.shape().size() == 0) {
      return;
    }
    boolean isDense = source.literal() == null && onlyReshapes(views);
    Vertex checked = isDense ? source : copyOf(node.input(0));
    if (checked.kind() != Kind.LEAF) {
      checked.setWanted();
    }
    if (ranges.stream().noneMatch(each -> each.vertex == checked && each.op.equals(range))) {
      ranges.add(new RangeCheck(range, checked));
    }
  }

  private static boolean onlyReshapes(List<Node> views) {
    return views.stream().allMatch(view -> view.op() instanceof Reshape || keepsAll(view));
  }

  private static boolean keepsAll(Node view) {
    return view.shape().equals(view.input(0).shape()) && !(view.op() instanceof Permute);
  }

  /** The vertex under the views on the way to a node. */
  private Vertex source(Node node, List<Node> views) {
    Node next = node;
    while (Views.isView(next.op())) {
      views.add(next);
      next = next.input(0);
    }
    return Objects.requireNonNull(byNode.get(next));
  }

  private Vertex copyOf(Node node) {
    List<Node> views = new ArrayList<>();
    Vertex source = source(node, views);
    Vertex copy = Vertex.copyOf(node);
    copy.connect(source, views);
    vertices.add(copy);
    return copy;
  }

  /**
   * Puts a copy of what a view shows under the views of an edge.
   *
   * @param edge the edge
   * @param index the view among those of the edge; behind the last for the source itself
   * @return the copy, which stands right before the user
   */
  Vertex insertCopy(Edge edge, int index) {
    List<Node> views = edge.views();
    Node shown = index < views.size() ? views.get(index) : edge.source().node();
    Vertex copy = Vertex.copyOf(shown);
    copy.connect(edge.source(), views.subList(index, views.size()));
    copy.setDepth(edge.source().depth());
    copy.setPosition((edge.source().position() + edge.user().position()) / 2);
    edge.redirect(copy, views.subList(0, index));
    return copy;
  }

  private Vertex vertexOf(Node node) {
    return switch (node.op()) {
      case Sum sum -> reduced(node, sum.axes().asList());
      case Max max -> reduced(node, max.axes().asList());
      case Min min -> reduced(node, min.axes().asList());
      case Input _, Constant _, Literal _, ReadVariable _ -> made(Kind.LEAF, node);
      case Elementwise _ -> made(isOfScalars(node) ? Kind.SCALAR : Kind.MAP, node);
      case Matmul _ -> node.input(0).shape().size() == 0 ? filled(node) : made(Kind.PRODUCT, node);
      case Concat _, Pad _ -> made(Kind.JOIN, node);
      case Gather _, ScatterAdd _, ArgMax _, RandomBits _, HostOp _ -> made(Kind.BARRIER, node);
      default -> throw new IllegalStateException("plan: " + node.op().name() + " is a view");
    };
  }

  private boolean isOfScalars(Node node) {
    if (!node.shape().isScalar()) {
      return false;
    }
    for (Node input : node.inputs()) {
      List<Node> views = new ArrayList<>();
      Vertex source = source(input, views);
      if (!source.isThere() || source.shape().size() != 1) {
        return false;
      }
    }
    return true;
  }

  private Vertex made(Kind kind, Node node) {
    boolean nothing =
        node.shape().size() == 0 && kind != Kind.LEAF && !(node.op() instanceof HostOp);
    Vertex vertex = new Vertex(nothing ? Kind.EMPTY : kind, node, node.shape(), List.of());
    for (Node input : node.inputs()) {
      List<Node> views = new ArrayList<>();
      Vertex source = source(input, views);
      if (input.shape().size() == 0 && !views.isEmpty()) {
        // Nothing to read, but it is shown in this shape.
        source = Vertex.copyOf(input);
        vertices.add(source);
        views.clear();
      }
      vertex.connect(source, views);
    }
    vertices.add(vertex);
    return vertex;
  }

  /** What follows from nothing: zeros, if anything. */
  private Vertex filled(Node node) {
    Kind kind = node.shape().size() == 0 ? Kind.EMPTY : Kind.MAP;
    Vertex vertex = new Vertex(kind, node, node.shape(), List.of());
    vertices.add(vertex);
    return vertex;
  }

  /** A reduction as reductions over one run of axes each: the last axes first. */
  private Vertex reduced(Node node, List<Integer> axes) {
    Shape shape = node.input(0).shape();
    if (shape.size() == 0) {
      return filled(node);
    }
    List<Node> views = new ArrayList<>();
    Vertex source = source(node.input(0), views);
    List<Integer> rest = new ArrayList<>(axes);
    while (true) {
      List<Integer> run = Runs.last(shape, rest);
      Kind kind = Runs.kind(shape, run);
      Shape left = Shapes.without(shape, ImmutableIntArray.copyOf(run));
      Vertex vertex = new Vertex(kind, node, left, run);
      vertex.connect(source, views);
      vertices.add(vertex);
      rest.removeAll(run);
      if (rest.isEmpty()) {
        return vertex;
      }
      rest = Runs.without(rest, run);
      shape = left;
      source = vertex;
      views = List.of();
    }
  }

  static Reduction reduction(Vertex vertex) {
    return switch (vertex.node().op()) {
      case Max _ -> Reduction.MAX;
      case Min _ -> Reduction.MIN;
      default -> Reduction.SUM;
    };
  }

  private void number() {
    for (int i = 0; i < vertices.size(); i++) {
      Vertex vertex = vertices.get(i);
      vertex.setPosition(i);
      int depth = 0;
      for (Edge edge : vertex.edges()) {
        Vertex source = edge.source();
        boolean ends =
            source.kind() == Kind.PRODUCT
                || source.kind() == Kind.BARRIER
                || source.kind() == Kind.JOIN
                || source.kind() == Kind.TOTAL_REDUCE;
        depth = Math.max(depth, source.depth() + (ends ? 1 : 0));
      }
      vertex.setDepth(depth);
    }
  }
}

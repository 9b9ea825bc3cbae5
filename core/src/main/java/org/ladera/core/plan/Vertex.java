package org.ladera.core.plan;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ladera.core.graph.Literal;
import org.ladera.core.graph.Node;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;

/** Something that is computed, or is there from the start; views are on the edges between. */
final class Vertex {
  /** What the planner may do with it. */
  enum Kind {
    /** There from the start: an input, a variable, a constant, a number. */
    LEAF,
    /** A scalar that follows from scalars alone: computed once, before everything else. */
    SCALAR,
    /** Entry by entry; also a copy of what a node shows. */
    MAP,
    /** A reduction over the last axes. */
    ROW_REDUCE,
    /** A reduction over axes before the last. */
    TOTAL_REDUCE,
    /** A matrix product. */
    PRODUCT,
    /** Filled part by part: concat and pad. */
    JOIN,
    /** A step of its own. */
    BARRIER,
    /** Without entries, or reduced from nothing: no loop reads or makes it. */
    EMPTY
  }

  private final Kind kind;
  private final Node node;
  private final Shape shape;
  private final List<Edge> edges = new ArrayList<>();
  private final List<Edge> users = new ArrayList<>();
  private final List<Group> groups = new ArrayList<>(1);
  private final List<Integer> reducedAxes;
  private final boolean copy;
  private double position;
  private int depth;
  private boolean wanted;
  private boolean repeated;
  private int units = -1;

  Vertex(Kind kind, Node node, Shape shape, List<Integer> reducedAxes) {
    this(kind, node, shape, reducedAxes, false);
  }

  private Vertex(Kind kind, Node node, Shape shape, List<Integer> reducedAxes, boolean copy) {
    this.copy = copy;
    this.kind = kind;
    this.node = node;
    this.shape = shape;
    this.reducedAxes = List.copyOf(reducedAxes);
  }

  /** A vertex that holds again what a node shows. */
  static Vertex copyOf(Node node) {
    Kind kind = node.shape().size() == 0 ? Kind.EMPTY : Kind.MAP;
    return new Vertex(kind, node, node.shape(), List.of(), true);
  }

  Kind kind() {
    return kind;
  }

  boolean isCopy() {
    return copy;
  }

  /** The number of a formula that this is, if it is one. */
  @Nullable Literal literal() {
    return kind == Kind.LEAF && node.op() instanceof Literal literal ? literal : null;
  }

  /** The node whose value, or a part of whose value, this is. */
  Node node() {
    return node;
  }

  Shape shape() {
    return shape;
  }

  DType dtype() {
    return node.dtype();
  }

  long bytes() {
    return shape.size() * dtype().size();
  }

  /** The axes of the input that a reduction is over. */
  List<Integer> reducedAxes() {
    return reducedAxes;
  }

  List<Edge> edges() {
    return edges;
  }

  List<Edge> users() {
    return users;
  }

  /** The groups it is computed in: several where it is cheaper to repeat than to store. */
  List<Group> groups() {
    return groups;
  }

  /** Its place in the order of computation: above those of its sources. */
  double position() {
    return position;
  }

  void setPosition(double position) {
    this.position = position;
  }

  /** How many steps of their own must end before this can begin. */
  int depth() {
    return depth;
  }

  void setDepth(int depth) {
    this.depth = depth;
  }

  /** Whether it must have memory whatever becomes of its users: a result, or a variable's next. */
  boolean isWanted() {
    return wanted;
  }

  void setWanted() {
    wanted = true;
  }

  /** Whether every group that uses it computes it for itself, so that it is never stored. */
  boolean isRepeated() {
    return repeated;
  }

  void setRepeated(boolean repeated) {
    this.repeated = repeated;
  }

  boolean isReduce() {
    return kind == Kind.ROW_REDUCE || kind == Kind.TOTAL_REDUCE;
  }

  /** Whether it can be computed within a loop. */
  boolean isLoop() {
    return kind == Kind.MAP || isReduce() || kind == Kind.PRODUCT;
  }

  /** What it costs at a point. */
  int units() {
    if (units < 0) {
      units = Costs.units(this);
    }
    return units;
  }

  boolean isThere() {
    return kind == Kind.LEAF || kind == Kind.SCALAR;
  }

  /** A value on its way to a user. */
  static final class Edge {
    private Vertex source;
    private final Vertex user;
    private List<Node> views;

    Edge(Vertex source, Vertex user, List<Node> views) {
      this.source = source;
      this.user = user;
      this.views = List.copyOf(views);
    }

    Vertex source() {
      return source;
    }

    Vertex user() {
      return user;
    }

    /** The views from the user back to the source. */
    List<Node> views() {
      return views;
    }

    /** The shape that the user sees. */
    Shape shape() {
      return views.isEmpty() ? source.shape : views.getFirst().shape();
    }

    void redirect(Vertex newSource, List<Node> newViews) {
      source.users.remove(this);
      source = newSource;
      views = List.copyOf(newViews);
      newSource.users.add(this);
    }
  }

  Edge connect(Vertex source, List<Node> views) {
    Edge edge = new Edge(source, this, views);
    edges.add(edge);
    source.users.add(edge);
    return edge;
  }

  @Nullable Group group() {
    return groups.isEmpty() ? null : groups.getFirst();
  }

  @Override
  public String toString() {
    return node.op().name() + shape;
  }
}

package org.ladera.core.graph;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A value in the graph: an op, the nodes that it is applied to, and the type of the result.
 * Immutable; equality is identity. There is no graph object: the graph is what a node reaches.
 *
 * <p>The methods here are the everyday vocabulary of formulas; {@link Ops} has the rest. Operands
 * broadcast by NumPy's rule. Every method throws {@link IllegalArgumentException}, at the line that
 * calls it, if types or shapes do not fit.
 */
public sealed class Node implements Outputs permits Variable {
  private final Op op;
  private final List<Node> inputs;
  private final TensorType type;
  private final Origin origin;

  Node(Op op, List<Node> inputs) {
    this(op, inputs, Origin.current());
  }

  Node(Op op, List<Node> inputs, Origin origin) {
    this(op, inputs, op.type(inputs), origin);
  }

  private Node(Op op, List<Node> inputs, TensorType type, Origin origin) {
    this.op = op;
    this.inputs = List.copyOf(inputs);
    this.type = type;
    this.origin = origin;
  }

  /** {@return what this node does to its inputs} */
  public final Op op() {
    return op;
  }

  /** {@return the nodes that the op is applied to} */
  public final List<Node> inputs() {
    return inputs;
  }

  /**
   * {@return one of the nodes that the op is applied to}
   *
   * @param index its position
   */
  public final Node input(int index) {
    return inputs.get(index);
  }

  /** {@return the type of the value} */
  public final TensorType type() {
    return type;
  }

  /** {@return the shape of the value} */
  public final Shape shape() {
    return type.shape();
  }

  /** {@return the type of the entries} */
  public final DType dtype() {
    return type.dtype();
  }

  /** {@return where the node was built} */
  public final Origin origin() {
    return origin;
  }

  /** {@return the name that the user knows the node by, or null: that of an input or a variable} */
  public @Nullable String name() {
    return op instanceof Input input ? input.label() : null;
  }

  /** The same op on other inputs of the same types, from the same place. */
  final Node on(List<Node> others) {
    return new Node(op, others, origin);
  }

  @Override
  public final Node first() {
    return this;
  }

  @Override
  public final Map<String, Node> others() {
    return Map.of();
  }

  /**
   * {@return this + other}
   *
   * @param other the other operand
   */
  public final Node plus(Node other) {
    return Ops.plus(this, other);
  }

  /**
   * {@return this + other}
   *
   * @param other a number, rounded to this type
   */
  public final Node plus(double other) {
    return plus(Ops.number(other, this));
  }

  /**
   * {@return this - other}
   *
   * @param other the other operand
   */
  public final Node minus(Node other) {
    return Ops.minus(this, other);
  }

  /**
   * {@return this - other}
   *
   * @param other a number, rounded to this type
   */
  public final Node minus(double other) {
    return minus(Ops.number(other, this));
  }

  /**
   * {@return this · other, entry by entry}
   *
   * @param other the other operand
   */
  public final Node times(Node other) {
    return Ops.times(this, other);
  }

  /**
   * {@return this · other, entry by entry}
   *
   * @param other a number, rounded to this type
   */
  public final Node times(double other) {
    return times(Ops.number(other, this));
  }

  /**
   * {@return this / other, entry by entry; floating types only}
   *
   * @param other the other operand
   */
  public final Node dividedBy(Node other) {
    return Ops.dividedBy(this, other);
  }

  /**
   * {@return this / other, entry by entry; floating types only}
   *
   * @param other a number, rounded to this type
   */
  public final Node dividedBy(double other) {
    return dividedBy(Ops.number(other, this));
  }

  /** {@return -this} */
  public final Node negate() {
    return Ops.negate(this);
  }

  /** {@return this · this} */
  public final Node square() {
    return Ops.times(this, this);
  }

  /**
   * {@return this to a power, entry by entry}
   *
   * @param exponent the exponent
   */
  public final Node pow(double exponent) {
    return Ops.pow(this, Ops.number(exponent, this));
  }

  /**
   * {@return the matrix product, as {@link Ops#matmul}}
   *
   * @param other the right operand
   */
  public final Node matmul(Node other) {
    return Ops.matmul(this, other);
  }

  /**
   * {@return the product of this with a vector, over the last axis of both: {@code [..., k]} with
   * {@code [k]} gives {@code [...]}}
   *
   * @param vector a vector {@code [k]}
   */
  public final Node dot(Node vector) {
    return Ops.dot(this, vector);
  }

  /**
   * {@return the sum along axes, which disappear; of all entries if none is given}
   *
   * @param axes axes, from the end when negative
   */
  public final Node sum(int... axes) {
    return Ops.sum(this, axes);
  }

  /**
   * {@return the mean along axes, which disappear; of all entries if none is given}
   *
   * @param axes axes, from the end when negative
   */
  public final Node mean(int... axes) {
    return Ops.mean(this, axes);
  }

  /**
   * {@return the largest entry along axes, which disappear; of all entries if none is given. NaN
   * wins}
   *
   * @param axes axes, from the end when negative
   */
  public final Node max(int... axes) {
    return Ops.max(this, axes);
  }

  /**
   * {@return the same entries, row-major, in another shape}
   *
   * @param sizes the sizes; at most one is -1 and follows from the others
   */
  public final Node reshape(int... sizes) {
    return Ops.reshape(this, sizes);
  }

  /** {@return this with its last two axes swapped} */
  public final Node transpose() {
    return Ops.transpose(this);
  }

  /**
   * {@return one position along an axis, which disappears}
   *
   * @param axis the axis, from the end when negative
   * @param index the position, from the end when negative
   */
  public final Node at(int axis, int index) {
    return Ops.at(this, axis, index);
  }

  /**
   * {@return a range along an axis}
   *
   * @param axis the axis, from the end when negative
   * @param from the first position
   * @param to the position after the last
   */
  public final Node slice(int axis, int from, int to) {
    return Ops.slice(this, axis, from, to);
  }

  /**
   * {@return this with entries of another type}
   *
   * @param dtype the new type
   */
  public final Node cast(DType dtype) {
    return Ops.cast(this, dtype);
  }

  /**
   * {@return this repeated to a larger shape}
   *
   * @param shape a shape that this one broadcasts to
   */
  public final Node broadcastTo(Shape shape) {
    return Ops.broadcast(this, shape);
  }

  /**
   * Computes this node on the default backend.
   *
   * @return the value as a fresh array
   * @throws IllegalArgumentException if the node depends on an input, whose value is not known here
   */
  public final INDArray eval() {
    return Evaluator.Holder.INSTANCE.evaluate(this);
  }

  /** {@return the whole graph that this node reaches, one line a node} */
  public final String graph() {
    return GraphText.of(this);
  }

  /** {@return this node alone, bounded in length} */
  @Override
  public String toString() {
    return GraphText.line(this);
  }
}

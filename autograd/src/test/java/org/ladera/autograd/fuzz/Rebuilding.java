package org.ladera.autograd.fuzz;

import com.google.common.primitives.ImmutableIntArray;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntUnaryOperator;
import org.ladera.core.graph.Abs;
import org.ladera.core.graph.Add;
import org.ladera.core.graph.And;
import org.ladera.core.graph.ArgMax;
import org.ladera.core.graph.Broadcast;
import org.ladera.core.graph.Cast;
import org.ladera.core.graph.Concat;
import org.ladera.core.graph.Constant;
import org.ladera.core.graph.Cos;
import org.ladera.core.graph.CustomGradient;
import org.ladera.core.graph.Divide;
import org.ladera.core.graph.Elementwise;
import org.ladera.core.graph.Equal;
import org.ladera.core.graph.Erf;
import org.ladera.core.graph.Exp;
import org.ladera.core.graph.Expm1;
import org.ladera.core.graph.Floor;
import org.ladera.core.graph.Gather;
import org.ladera.core.graph.Graphs;
import org.ladera.core.graph.HostOp;
import org.ladera.core.graph.InRange;
import org.ladera.core.graph.Input;
import org.ladera.core.graph.Less;
import org.ladera.core.graph.LessEqual;
import org.ladera.core.graph.Literal;
import org.ladera.core.graph.Log;
import org.ladera.core.graph.Log1p;
import org.ladera.core.graph.Matmul;
import org.ladera.core.graph.Max;
import org.ladera.core.graph.Maximum;
import org.ladera.core.graph.Min;
import org.ladera.core.graph.Minimum;
import org.ladera.core.graph.Multiply;
import org.ladera.core.graph.Negate;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Not;
import org.ladera.core.graph.Ops;
import org.ladera.core.graph.Or;
import org.ladera.core.graph.Pad;
import org.ladera.core.graph.Permute;
import org.ladera.core.graph.Power;
import org.ladera.core.graph.RandomBits;
import org.ladera.core.graph.ReadVariable;
import org.ladera.core.graph.Reshape;
import org.ladera.core.graph.Round;
import org.ladera.core.graph.ScatterAdd;
import org.ladera.core.graph.Select;
import org.ladera.core.graph.Sigmoid;
import org.ladera.core.graph.Sign;
import org.ladera.core.graph.Sin;
import org.ladera.core.graph.Slice;
import org.ladera.core.graph.Sqrt;
import org.ladera.core.graph.StopGradient;
import org.ladera.core.graph.Subtract;
import org.ladera.core.graph.Sum;
import org.ladera.core.graph.Tanh;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;

/**
 * Builds an op once more on other inputs, whose axes may have other sizes. Only what {@link Ops}
 * builds can be built.
 */
final class Rebuilding {
  private final IntUnaryOperator sizes;

  /**
   * @param sizes from the size of an axis to the new one
   */
  Rebuilding(IntUnaryOperator sizes) {
    this.sizes = sizes;
  }

  /** Nothing changes its size. */
  static Rebuilding same() {
    return new Rebuilding(size -> size);
  }

  int size(int old) {
    return sizes.applyAsInt(old);
  }

  Shape shape(Shape old) {
    return Shape.of(Arrays.stream(old.toArray()).map(sizes).toArray());
  }

  /**
   * The op of a node that has inputs.
   *
   * @throws IllegalArgumentException if it does not take the inputs
   */
  Node of(Node old, List<Node> inputs) {
    Node x = inputs.getFirst();
    return switch (old.op()) {
      case Elementwise op -> elementwise(old, op, inputs);
      case Broadcast op -> Ops.broadcast(x, shape(op.shape()));
      case Reshape op -> Ops.reshape(x, shape(op.shape()).toArray());
      case Permute op -> Ops.permute(x, op.order().toArray());
      case Slice op -> sliced(op, old.input(0).shape(), x);
      case Pad op -> padded(op, old, x);
      case Concat op -> Ops.concat(op.axis(), inputs.toArray(Node[]::new));
      case Gather op -> Ops.gather(x, inputs.get(1), op.axis());
      case ScatterAdd op -> Ops.scatterAdd(x, inputs.get(1), op.axis(), size(op.size()));
      case Sum op -> Ops.sum(x, axes(op.axes()));
      case Max op -> Ops.max(x, axes(op.axes()));
      case Min op -> Ops.min(x, axes(op.axes()));
      case ArgMax op -> Ops.argMax(x, op.axis());
      case Matmul _ -> Ops.matmul(x, inputs.get(1));
      case RandomBits op -> Ops.randomBits(op.seed(), op.stream(), op.bits(), shape(op.shape()), x);
      case StopGradient _ -> Ops.stopGradient(x);
      case CustomGradient op ->
          Ops.customGradient(
              x, op.pullback(), inputs.subList(1, inputs.size()).toArray(Node[]::new));
      case InRange op -> Ops.inRange(x, size(op.size()), op.subject());
      case HostOp op -> Ops.host(op, inputs.toArray(Node[]::new));
      case Input _, Constant _, Literal _, ReadVariable _ ->
          throw new IllegalStateException("a leaf has no inputs: " + old);
    };
  }

  private static int[] axes(ImmutableIntArray axes) {
    return axes.toArray();
  }

  /** As it is: what a function would build in its place is not what is to be tested. */
  private Node elementwise(Node old, Elementwise op, List<Node> inputs) {
    List<Node> leaves =
        inputs.stream().map(input -> Ops.input("leaf", input.type().strong())).toList();
    Node x = leaves.getFirst();
    Node y = leaves.getLast();
    Node made =
        switch (op) {
          case Add _ -> Ops.plus(x, y);
          case Subtract _ -> Ops.minus(x, y);
          case Multiply _ -> Ops.times(x, y);
          case Divide _ -> Ops.dividedBy(x, y);
          case Power _ -> Ops.pow(x, y);
          case Maximum _ -> Ops.max(x, y);
          case Minimum _ -> Ops.min(x, y);
          case Negate _ -> Ops.negate(x);
          case Abs _ -> Ops.abs(x);
          case Sign _ -> Ops.sign(x);
          case Floor _ -> Ops.floor(x);
          case Round _ -> Ops.round(x);
          case Exp _ -> Ops.exp(x);
          case Expm1 _ -> Ops.expm1(x);
          case Log _ -> Ops.log(x);
          case Log1p _ -> Ops.log1p(x);
          case Sqrt _ -> Ops.sqrt(x);
          case Sin _ -> Ops.sin(x);
          case Cos _ -> Ops.cos(x);
          case Tanh _ -> Ops.tanh(x);
          case Sigmoid _ -> Ops.sigmoid(x);
          case Erf _ -> Ops.erf(x);
          case Less _ -> Ops.less(x, y);
          case LessEqual _ -> Ops.lessOrEqual(x, y);
          case Equal _ -> Ops.equal(x, y);
          case And _ -> Ops.and(x, y);
          case Or _ -> Ops.or(x, y);
          case Not _ -> Ops.not(x);
          case Select _ -> Ops.select(x, leaves.get(1), y);
          case Cast cast ->
              x.dtype() == cast.dtype()
                  ? Ops.cast(inputs.getFirst(), cast.dtype())
                  : Ops.cast(x, cast.dtype());
        };
    if (made.op().getClass() != old.op().getClass()) {
      return made == x ? inputs.getFirst() : made;
    }
    return onto(made, leaves, inputs);
  }

  /** The same node on other inputs. */
  private static Node onto(Node made, List<Node> leaves, List<Node> inputs) {
    Map<Node, Node> places = new IdentityHashMap<>();
    for (int i = 0; i < leaves.size(); i++) {
      places.put(leaves.get(i), inputs.get(i));
    }
    return Graphs.replace(List.of(made), places).getFirst();
  }

  private Node sliced(Slice op, Shape from, Node x) {
    Node result = x;
    for (int axis = 0; axis < from.rank(); axis++) {
      int old = from.get(axis);
      int now = x.shape().get(axis);
      int start = Math.min(op.starts().get(axis), now);
      int limit = op.limits().get(axis) == old ? now : Math.min(op.limits().get(axis), now);
      int step = op.steps().get(axis);
      if (start != 0 || limit != now || step != 1) {
        result = Ops.slice(result, axis, start, Math.max(start, limit), step);
      }
    }
    return result;
  }

  private Node padded(Pad op, Node old, Node x) {
    Node result = x;
    for (int axis = 0; axis < x.shape().rank(); axis++) {
      int low = op.low().get(axis);
      int high = op.high().get(axis);
      int step = op.interior().get(axis) + 1;
      // Most pads are the gradients of slices: what they make has the size of what was sliced.
      int goal = size(old.shape().get(axis));
      int covered = x.shape().get(axis) == 0 ? 0 : (x.shape().get(axis) - 1) * step + 1;
      if (low + high + step == 1) {
        continue;
      }
      if (goal != old.shape().get(axis) || x.shape().get(axis) != old.input(0).shape().get(axis)) {
        low = Math.min(low, Math.max(0, goal - covered));
        high = Math.max(0, goal - covered - low);
      }
      result = padded(result, axis, low, high, step);
    }
    return result;
  }

  /** Zeros before, after, and between neighbors. */
  static Node padded(Node x, int axis, int low, int high, int step) {
    if (step == 1 || x.shape().get(axis) == 0) {
      return Ops.pad(x, axis, low, high);
    }
    int covered = (x.shape().get(axis) - 1) * step + 1;
    int[] sizes = x.shape().toArray();
    sizes[axis] = low + covered + high;
    Node larger = Ops.input("larger", new TensorType(x.dtype(), Shape.of(sizes)));
    Node slice = Ops.slice(larger, axis, low, low + covered, step);
    return Objects.requireNonNull(slice.op().gradient(slice, x).getFirst());
  }
}

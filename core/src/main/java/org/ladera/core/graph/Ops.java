package org.ladera.core.graph;

import com.google.common.primitives.ImmutableIntArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.ShapeException;
import org.ladera.core.type.Shapes;
import org.ladera.core.type.TensorType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The vocabulary: every primitive as a static function, and the only way to build a node. Functions
 * of two operands broadcast them by NumPy's rule and let weak values take the type of the other
 * operand. Compositions stand in {@code org.ladera.core.fn}.
 */
public final class Ops {
  private static final List<String> PAIR = List.of("left", "right");

  private Ops() {}

  /** An op applied to inputs that already fit it. */
  static Node build(Op op, Node... inputs) {
    List<Node> all = List.of(inputs);
    return isConstant(op, all) ? Origin.constant(op, all) : new Node(op, all);
  }

  /** Whether it is a number of a formula, also in another type or repeated. */
  private static boolean isConstant(Op op, List<Node> inputs) {
    return op instanceof Literal
        || ((op instanceof Broadcast || op instanceof Cast) && isConstant(inputs.getFirst()));
  }

  private static boolean isConstant(Node x) {
    return isConstant(x.op(), x.inputs());
  }

  // ---- leaves -----------------------------------------------------------------------------------

  /**
   * {@return a weak number: beside a tensor it takes its type}
   *
   * @param value the number
   */
  public static Node constant(double value) {
    return build(new Literal(value));
  }

  /**
   * A number in the type of the node beside it, rounded at once; whole numbers only for integers.
   */
  static Node number(double value, Node beside) {
    TensorType type = new TensorType(beside.dtype(), Shape.scalar(), beside.type().weak());
    return switch (beside.dtype()) {
      case FLOAT64 -> build(new Literal(value, type));
      case FLOAT32 -> build(new Literal((float) value, type));
      case INT32, INT64 -> value == (int) value ? build(new Literal(value, type)) : constant(value);
      case BOOL -> constant(value);
    };
  }

  /**
   * {@return an array that never changes, of the array's own type}
   *
   * @param value the array, which is copied
   */
  public static Node constant(INDArray value) {
    return build(new Constant(HostArray.copyOf(value)));
  }

  /**
   * {@return an array that never changes}
   *
   * @param value the array, which nobody may write to again
   */
  public static Node constant(HostArray value) {
    return build(new Constant(value));
  }

  /**
   * {@return an input, whose value comes with each run}
   *
   * @param name what the user calls it
   * @param type its type
   */
  public static Node input(String name, TensorType type) {
    return build(new Input(name, type.strong()));
  }

  /**
   * {@return weak zeros}
   *
   * @param sizes the shape
   */
  public static Node zeros(int... sizes) {
    return broadcast(constant(0), Shape.of(sizes));
  }

  /**
   * {@return weak ones}
   *
   * @param sizes the shape
   */
  public static Node ones(int... sizes) {
    return broadcast(constant(1), Shape.of(sizes));
  }

  /**
   * {@return zeros of a node's type and shape}
   *
   * @param like the node
   */
  public static Node zerosLike(Node like) {
    return broadcast(number(0, like), like.shape());
  }

  /**
   * {@return ones of a node's type and shape}
   *
   * @param like the node
   */
  public static Node onesLike(Node like) {
    return broadcast(number(1, like), like.shape());
  }

  /**
   * {@return the int32 vector 0, 1, ..., size - 1}
   *
   * @param size how many
   */
  public static Node range(int size) {
    long[] values = new long[size];
    Arrays.setAll(values, i -> i);
    return constant(HostArray.ofLongs(DType.INT32, Shape.of(size), values));
  }

  // ---- arithmetic -------------------------------------------------------------------------------

  /**
   * {@return a + b}
   *
   * @param a left
   * @param b right
   */
  public static Node plus(Node a, Node b) {
    return binary(new Add(), " + ", a, b);
  }

  /**
   * {@return a - b}
   *
   * @param a left
   * @param b right
   */
  public static Node minus(Node a, Node b) {
    return binary(new Subtract(), " - ", a, b);
  }

  /**
   * {@return a · b, entry by entry}
   *
   * @param a left
   * @param b right
   */
  public static Node times(Node a, Node b) {
    return binary(new Multiply(), " * ", a, b);
  }

  /**
   * {@return a / b, entry by entry; floating types only}
   *
   * @param a left
   * @param b right
   */
  public static Node dividedBy(Node a, Node b) {
    return binary(new Divide(), " / ", a, b);
  }

  /**
   * {@return a^b, entry by entry}
   *
   * @param a base
   * @param b exponent
   */
  public static Node pow(Node a, Node b) {
    return binary(new Power(), " ^ ", a, b);
  }

  /**
   * {@return the larger of a and b; NaN wins}
   *
   * @param a left
   * @param b right
   */
  public static Node max(Node a, Node b) {
    return binary(new Maximum(), ", ", a, b);
  }

  /**
   * {@return the smaller of a and b; NaN wins}
   *
   * @param a left
   * @param b right
   */
  public static Node min(Node a, Node b) {
    return binary(new Minimum(), ", ", a, b);
  }

  /**
   * {@return -x}
   *
   * @param x numbers
   */
  public static Node negate(Node x) {
    return build(new Negate(), x);
  }

  /**
   * {@return |x|}
   *
   * @param x numbers
   */
  public static Node abs(Node x) {
    return build(new Abs(), x);
  }

  /**
   * {@return -1, 0 or 1; NaN stays NaN}
   *
   * @param x numbers
   */
  public static Node sign(Node x) {
    return build(new Sign(), x);
  }

  /**
   * {@return the largest whole number not above x}
   *
   * @param x floating numbers
   */
  public static Node floor(Node x) {
    return build(new Floor(), x);
  }

  /**
   * {@return the nearest whole number, ties to the even one}
   *
   * @param x floating numbers
   */
  public static Node round(Node x) {
    return build(new Round(), x);
  }

  // ---- functions --------------------------------------------------------------------------------

  /**
   * {@return e^x}
   *
   * @param x floating numbers
   */
  public static Node exp(Node x) {
    return build(new Exp(), x);
  }

  /**
   * {@return e^x - 1, accurate near 0}
   *
   * @param x floating numbers
   */
  public static Node expm1(Node x) {
    return build(new Expm1(), x);
  }

  /**
   * {@return the natural logarithm; of a sigmoid, a softmax, 1 + e^x, e^a + e^b, Σ e^x, e^x / Σ e^x
   * and the like it is built from what they were given, so that it neither overflows nor cancels}
   *
   * @param x floating numbers
   */
  public static Node log(Node x) {
    Node stable = Logarithm.stable(x);
    return stable != null ? stable : build(new Log(), x);
  }

  /**
   * {@return log(1 + x), accurate near 0; of e^z it is {@link #softplus}, and it looks through what
   * is negative like {@link #log}}
   *
   * @param x floating numbers
   */
  public static Node log1p(Node x) {
    Node stable = Logarithm.stableOfOnePlus(x);
    return stable != null ? stable : build(new Log1p(), x);
  }

  /**
   * {@return log(1 + e^x), without overflow}
   *
   * @param x floating numbers
   */
  public static Node softplus(Node x) {
    return Softplus.of(x);
  }

  /**
   * {@return the square root}
   *
   * @param x floating numbers
   */
  public static Node sqrt(Node x) {
    return build(new Sqrt(), x);
  }

  /**
   * {@return the sine}
   *
   * @param x radians
   */
  public static Node sin(Node x) {
    return build(new Sin(), x);
  }

  /**
   * {@return the cosine}
   *
   * @param x radians
   */
  public static Node cos(Node x) {
    return build(new Cos(), x);
  }

  /**
   * {@return the hyperbolic tangent}
   *
   * @param x floating numbers
   */
  public static Node tanh(Node x) {
    return build(new Tanh(), x);
  }

  /**
   * {@return the logistic function 1 / (1 + e^-x)}
   *
   * @param x floating numbers
   */
  public static Node sigmoid(Node x) {
    return build(new Sigmoid(), x);
  }

  /**
   * {@return the error function}
   *
   * @param x floating numbers
   */
  public static Node erf(Node x) {
    return build(new Erf(), x);
  }

  // ---- comparison and choice --------------------------------------------------------------------

  /**
   * {@return whether {@code a < b}, entry by entry}
   *
   * @param a left
   * @param b right
   */
  public static Node less(Node a, Node b) {
    return binary(new Less(), " < ", a, b);
  }

  /**
   * {@return whether a ≤ b, entry by entry}
   *
   * @param a left
   * @param b right
   */
  public static Node lessOrEqual(Node a, Node b) {
    return binary(new LessEqual(), " <= ", a, b);
  }

  /**
   * {@return whether {@code a > b}, entry by entry}
   *
   * @param a left
   * @param b right
   */
  public static Node greater(Node a, Node b) {
    return binary(new Less(), " < ", b, a);
  }

  /**
   * {@return whether a = b, entry by entry}
   *
   * @param a left
   * @param b right
   */
  public static Node equal(Node a, Node b) {
    return binary(new Equal(), " = ", a, b);
  }

  /**
   * {@return a and b}
   *
   * @param a bool
   * @param b bool
   */
  public static Node and(Node a, Node b) {
    return binary(new And(), " and ", a, b);
  }

  /**
   * {@return a or b}
   *
   * @param a bool
   * @param b bool
   */
  public static Node or(Node a, Node b) {
    return binary(new Or(), " or ", a, b);
  }

  /**
   * {@return not x}
   *
   * @param x bool
   */
  public static Node not(Node x) {
    return build(new Not(), x);
  }

  /**
   * {@return a where the condition holds, b elsewhere; all three broadcast}
   *
   * @param condition bool
   * @param a taken where true
   * @param b taken where false
   */
  public static Node select(Node condition, Node a, Node b) {
    List<Node> pair = unified(() -> "select", ", ", a, b);
    Shape shape = common(() -> "select", ", ", List.of(condition, pair.get(0), pair.get(1)));
    return build(
        new Select(),
        broadcast(condition, shape),
        broadcast(pair.get(0), shape),
        broadcast(pair.get(1), shape));
  }

  /**
   * {@return x in another type}
   *
   * @param x any
   * @param dtype the type
   */
  public static Node cast(Node x, DType dtype) {
    if (x.dtype() == dtype && !x.type().weak()) {
      return x;
    }
    return build(new Cast(dtype), x);
  }

  // ---- reductions -------------------------------------------------------------------------------

  /**
   * {@return the sum along axes, which disappear; of all entries if none is given}
   *
   * @param x numbers
   * @param axes axes, from the end when negative
   */
  public static Node sum(Node x, int... axes) {
    return sumOf(x, Shapes.axes("sum", x.shape(), axes));
  }

  /** The sum along exactly these axes; none means none. */
  static Node sumOf(Node x, ImmutableIntArray axes) {
    return axes.isEmpty() ? x : build(new Sum(axes), x);
  }

  /**
   * {@return the mean along axes, which disappear; of all entries if none is given}
   *
   * @param x floating numbers
   * @param axes axes, from the end when negative; none of them empty
   */
  public static Node mean(Node x, int... axes) {
    ImmutableIntArray chosen = Shapes.axes("mean", x.shape(), axes);
    long count = Shapes.count(x.shape(), chosen);
    if (!x.dtype().isFloating()) {
      String rule = "entries must be of a floating type; use cast(FLOAT32)";
      throw Names.error("mean", rule, ", ", List.of("x"), List.of(x));
    }
    if (count == 0) {
      throw Names.error("mean", "no axis may be empty", ", ", List.of("x"), List.of(x));
    }
    return count == 1 ? sumOf(x, chosen) : sumOf(x, chosen).dividedBy((double) count);
  }

  /**
   * {@return the largest entry along axes, which disappear; of all entries if none is given}
   *
   * @param x numbers
   * @param axes axes, from the end when negative; none of them empty
   */
  public static Node max(Node x, int... axes) {
    ImmutableIntArray chosen = Shapes.axes("max", x.shape(), axes);
    return chosen.isEmpty() ? x : build(new Max(chosen), x);
  }

  /**
   * {@return the smallest entry along axes, which disappear; of all entries if none is given}
   *
   * @param x numbers
   * @param axes axes, from the end when negative; none of them empty
   */
  public static Node min(Node x, int... axes) {
    ImmutableIntArray chosen = Shapes.axes("min", x.shape(), axes);
    return chosen.isEmpty() ? x : build(new Min(chosen), x);
  }

  /**
   * {@return the int32 position of the first NaN, else of the first largest entry, along an axis}
   *
   * @param x numbers
   * @param axis the axis, from the end when negative, not empty
   */
  public static Node argMax(Node x, int axis) {
    return build(new ArgMax(Shapes.axis("argMax", axis, x.shape())), x);
  }

  /**
   * {@return the int32 position of the first NaN, else of the first smallest entry, along an axis}
   *
   * @param x floating numbers
   * @param axis the axis, from the end when negative, not empty
   */
  public static Node argMin(Node x, int axis) {
    return argMax(negate(x), axis);
  }

  /** A result of a reduction, repeated along the axes that disappeared. */
  static Node repeated(Node reduced, Shape shape, ImmutableIntArray axes) {
    return broadcast(reshape(reduced, Shapes.kept(shape, axes).toArray()), shape);
  }

  // ---- products ---------------------------------------------------------------------------------

  /**
   * {@return the matrix product by NumPy's rule: {@code [..., m, k] · [..., k, n]}, batch axes
   * broadcast, a vector on the left is a row, on the right a column, and its axis disappears}
   *
   * @param a left
   * @param b right
   */
  public static Node matmul(Node a, Node b) {
    return Products.matmul(a, b);
  }

  /**
   * {@return {@code [..., k]} with a vector {@code [k]}, to {@code [...]}}
   *
   * @param x left
   * @param vector right
   */
  public static Node dot(Node x, Node vector) {
    return Products.dot(x, vector);
  }

  // ---- movement ---------------------------------------------------------------------------------

  /**
   * {@return x repeated to a larger shape}
   *
   * @param x any
   * @param shape a shape that x broadcasts to
   */
  public static Node broadcast(Node x, Shape shape) {
    return x.shape().equals(shape) ? x : build(new Broadcast(shape), x);
  }

  /**
   * {@return the same entries, row-major, in another shape}
   *
   * @param x any
   * @param sizes the sizes; at most one is -1 and follows from the others
   */
  public static Node reshape(Node x, int... sizes) {
    Shape shape = Shapes.reshape(x.shape(), sizes);
    return shape.equals(x.shape()) ? x : build(new Reshape(shape), x);
  }

  /**
   * {@return x with its axes in another order}
   *
   * @param x any
   * @param order for each axis of the result, the axis of x
   */
  public static Node permute(Node x, int... order) {
    return build(new Permute(ImmutableIntArray.copyOf(order)), x);
  }

  /**
   * {@return x with its last two axes swapped}
   *
   * @param x at least a matrix
   */
  public static Node transpose(Node x) {
    int rank = x.shape().rank();
    if (rank < 2) {
      throw Names.error("transpose", "two axes are needed", ", ", List.of("x"), List.of(x));
    }
    int[] order = new int[rank];
    Arrays.setAll(order, axis -> axis);
    order[rank - 1] = rank - 2;
    order[rank - 2] = rank - 1;
    return permute(x, order);
  }

  /**
   * {@return a range along an axis}
   *
   * @param x any
   * @param axis the axis, from the end when negative
   * @param from the first position
   * @param to the position after the last
   */
  public static Node slice(Node x, int axis, int from, int to) {
    return slice(x, axis, from, to, 1);
  }

  /**
   * {@return every step-th position of a range along an axis}
   *
   * @param x any
   * @param axis the axis, from the end when negative
   * @param from the first position
   * @param to the position after the last
   * @param step the distance between positions, at least 1
   */
  public static Node slice(Node x, int axis, int from, int to, int step) {
    int counted = Shapes.axis("slice", axis, x.shape());
    int[] starts = new int[x.shape().rank()];
    int[] limits = x.shape().toArray();
    int[] steps = new int[starts.length];
    Arrays.fill(steps, 1);
    starts[counted] = from;
    limits[counted] = to;
    steps[counted] = step;
    return build(
        new Slice(
            ImmutableIntArray.copyOf(starts),
            ImmutableIntArray.copyOf(limits),
            ImmutableIntArray.copyOf(steps)),
        x);
  }

  /**
   * {@return one position along an axis, which disappears}
   *
   * @param x any
   * @param axis the axis, from the end when negative
   * @param index the position, from the end when negative
   */
  public static Node at(Node x, int axis, int index) {
    int counted = Shapes.axis("at", axis, x.shape());
    int size = x.shape().get(counted);
    int position = index < 0 ? index + size : index;
    if (position < 0 || position >= size) {
      throw new ShapeException(
          "at",
          "the index must be inside the axis",
          index + " on axis " + axis + " of " + x.type());
    }
    int[] sizes = Shapes.without(x.shape(), ImmutableIntArray.of(counted)).toArray();
    return reshape(slice(x, counted, position, position + 1), sizes);
  }

  /**
   * {@return x with zeros before and after it along an axis}
   *
   * @param x any
   * @param axis the axis, from the end when negative
   * @param low the number of zeros before
   * @param high the number of zeros after
   */
  public static Node pad(Node x, int axis, int low, int high) {
    int counted = Shapes.axis("pad", axis, x.shape());
    int[] before = new int[x.shape().rank()];
    int[] after = new int[before.length];
    before[counted] = low;
    after[counted] = high;
    return build(
        new Pad(
            ImmutableIntArray.copyOf(before),
            ImmutableIntArray.copyOf(after),
            ImmutableIntArray.copyOf(new int[before.length])),
        x);
  }

  /**
   * {@return the parts one after another along an axis}
   *
   * @param axis the axis, from the end when negative
   * @param parts at least one; equal but for that axis
   */
  public static Node concat(int axis, Node... parts) {
    if (parts.length == 0) {
      throw new IllegalArgumentException("concat: at least one part is needed");
    }
    List<Node> unified = unifiedAll(parts);
    int counted = Shapes.axis("concat", axis, unified.getFirst().shape());
    return parts.length == 1 ? unified.getFirst() : new Node(new Concat(counted), unified);
  }

  /**
   * {@return the positions that indices name along an axis, as {@link Gather}}
   *
   * @param source any
   * @param indices integers, each a position of the axis
   * @param axis the axis of the source, from the end when negative
   */
  public static Node gather(Node source, Node indices, int axis) {
    return build(new Gather(Shapes.axis("gather", axis, source.shape())), source, indices);
  }

  /**
   * {@return updates added up at the positions that indices name, as {@link ScatterAdd}}
   *
   * @param updates numbers
   * @param indices integers, each a position of the axis of the result
   * @param axis the axis of the result, counted from 0
   * @param size its size
   */
  public static Node scatterAdd(Node updates, Node indices, int axis, int size) {
    return build(new ScatterAdd(axis, size), updates, indices);
  }

  // ---- the rest ---------------------------------------------------------------------------------

  /**
   * {@return uniform random integers, as {@link RandomBits}}
   *
   * @param seed the seed
   * @param stream which draw this is
   * @param bits the number of random bits of each
   * @param shape the shape
   * @param counter an int64 scalar that differs from run to run
   */
  public static Node randomBits(long seed, long stream, int bits, Shape shape, Node counter) {
    return build(new RandomBits(seed, stream, bits, shape), counter);
  }

  /**
   * {@return x, to which no gradient flows}
   *
   * @param x any
   */
  public static Node stopGradient(Node x) {
    return build(new StopGradient(), x);
  }

  /**
   * {@return a composition with a gradient of its own}
   *
   * @param result the composition, built from the arguments
   * @param pullback its gradient with respect to each of them
   * @param arguments what it was made of
   */
  public static Node customGradient(Node result, Pullback pullback, Node... arguments) {
    List<Node> inputs = new ArrayList<>(arguments.length + 1);
    inputs.add(result);
    Collections.addAll(inputs, arguments);
    return new Node(new CustomGradient(pullback), inputs);
  }

  /**
   * {@return integers, after a check of each run that all are in {@code 0..size-1}}
   *
   * @param x integers
   * @param size the number of permitted values
   * @param subject who asks and what for, such as {@code softmaxCrossEntropy: label}
   */
  public static Node inRange(Node x, int size, String subject) {
    return build(new InRange(size, subject), x);
  }

  /**
   * {@return a user's own op, applied}
   *
   * @param op the op
   * @param inputs what it is applied to
   */
  public static Node host(HostOp op, Node... inputs) {
    return build(op, inputs);
  }

  // ---- how operands meet ------------------------------------------------------------------------

  private static Node binary(Elementwise op, String sign, Node a, Node b) {
    List<Node> pair = unified(op::name, sign, a, b);
    Shape shape = common(op::name, sign, pair);
    return build(op, broadcast(pair.get(0), shape), broadcast(pair.get(1), shape));
  }

  private static Shape common(Supplier<String> operation, String sign, List<Node> operands) {
    Shape shape = Shape.scalar();
    for (Node operand : operands) {
      @Nullable Shape both = Shapes.broadcast(shape, operand.shape());
      if (both == null) {
        throw Names.error(operation.get(), "shapes must broadcast", sign, PAIR, operands);
      }
      shape = both;
    }
    return shape;
  }

  /** Both operands in one type: a weak one takes that of the other. */
  static List<Node> unified(Supplier<String> operation, String sign, Node a, Node b) {
    TensorType left = a.type();
    TensorType right = b.type();
    if (left.weak() && !right.weak() && yields(a, right.dtype())) {
      return List.of(cast(a, right.dtype()), b);
    }
    if (right.weak() && !left.weak() && yields(b, left.dtype())) {
      return List.of(a, cast(b, left.dtype()));
    }
    if (left.dtype() != right.dtype()) {
      throw Names.error(operation.get(), "types must agree; use cast", sign, PAIR, List.of(a, b));
    }
    return List.of(a, b);
  }

  private static List<Node> unifiedAll(Node... parts) {
    for (Node part : parts) {
      if (!part.type().weak()) {
        return Arrays.stream(parts).map(each -> typed(each, part.dtype())).toList();
      }
    }
    return List.of(parts);
  }

  /** A weak value in another type, where it yields to that; anything else as it is. */
  static Node typed(Node x, DType dtype) {
    return x.type().weak() && yields(x, dtype) ? cast(x, dtype) : x;
  }

  /** A weak value takes a floating type; a whole number written in a formula an integer one too. */
  private static boolean yields(Node weak, DType dtype) {
    Node source = weak;
    while (source.op() instanceof Broadcast || source.op() instanceof Reshape) {
      source = source.input(0);
    }
    return dtype.isFloating()
        || (dtype.isInteger()
            && source.op() instanceof Literal literal
            && literal.value() == (int) literal.value());
  }
}

package org.ladera.autograd;

import static org.ladera.autograd.Domain.BOOL;
import static org.ladera.autograd.Domain.DISTINCT;
import static org.ladera.autograd.Domain.INT32;
import static org.ladera.autograd.Domain.INT64;
import static org.ladera.autograd.Domain.NORMAL;
import static org.ladera.autograd.Domain.indices;
import static org.ladera.autograd.Row.Slope.BLOCKED;
import static org.ladera.autograd.Row.Slope.FLAT;
import static org.ladera.autograd.Row.binary;
import static org.ladera.autograd.Row.ternary;
import static org.ladera.autograd.Row.unary;
import static org.ladera.autograd.Samples.AXES;
import static org.ladera.autograd.Samples.FULL;
import static org.ladera.autograd.Samples.MATRICES;
import static org.ladera.autograd.Samples.ONE;
import static org.ladera.autograd.Samples.each;
import static org.ladera.autograd.Samples.shape;

import java.util.List;
import java.util.stream.Stream;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.NodeFunction;
import org.ladera.core.graph.Ops;
import org.ladera.core.graph.Variable;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;

/** One row or more for every primitive of {@link org.ladera.core.graph.Op}. */
final class OpTable {
  private static final HostArray NUMBERS =
      HostArray.ofDoubles(DType.FLOAT32, shape(2, 2), 1.5, -2, 0, 4);

  static final List<Row> LEAVES =
      List.of(
          unary("Input", "x", x -> x, NORMAL, ONE),
          leaf("Constant", Ops.constant(NUMBERS)),
          leaf("Literal", Ops.constant(2.5)),
          leaf("ReadVariable", Variable.of("v", NUMBERS)));

  static final List<Row> REDUCTIONS =
      List.of(
          unary("Sum", "over all axes", x -> Ops.sum(x), NORMAL, AXES),
          unary("Sum", "over the last axis", x -> x.sum(-1), NORMAL, AXES),
          unary("Sum", "over the first and last axis", x -> x.sum(0, -1), NORMAL, MATRICES),
          unary("Sum", "i32, over the first axis", x -> x.sum(0), INT32, AXES).with(FLAT),
          unary("Max", "over all axes", x -> Ops.max(x), DISTINCT, FULL),
          unary("Max", "over the last axis", x -> x.max(-1), DISTINCT, FULL),
          unary("Max", "over an axis beside an empty one", x -> x.max(1), DISTINCT, besideEmpty()),
          unary("Max", "i64, over the first axis", x -> x.max(0), INT64, FULL).with(FLAT),
          unary("Min", "over all axes", x -> Ops.min(x), DISTINCT, FULL),
          unary("Min", "over the first axis", x -> Ops.min(x, 0), DISTINCT, FULL),
          unary("Min", "i32, over the last axis", x -> Ops.min(x, -1), INT32, FULL).with(FLAT),
          unary("ArgMax", "over the first axis", x -> Ops.argMax(x, 0), DISTINCT, FULL).with(FLAT),
          unary("ArgMax", "smallest of the last", x -> Ops.argMin(x, -1), DISTINCT, FULL)
              .with(FLAT),
          unary("ArgMax", "i32, over the last axis", x -> Ops.argMax(x, -1), INT32, FULL)
              .with(FLAT));

  static final List<Row> PRODUCTS =
      List.of(
          binary("Matmul", "a . b", Ops::matmul, NORMAL, NORMAL, products()),
          unary("Matmul", "x . x'", x -> x.matmul(x.transpose()), NORMAL, MATRICES));

  static final List<Row> MOVEMENT =
      List.of(
          unary("Broadcast", "new axes", x -> Ops.broadcast(x, front(x)), NORMAL, ONE),
          unary(
              "Broadcast",
              "axes of size 1",
              x -> x.broadcastTo(shape(2, 3, 2)),
              NORMAL,
              repeated()),
          unary("Broadcast", "bool", x -> Ops.broadcast(x, front(x)), BOOL, ONE).with(FLAT),
          unary("Reshape", "one more axis", x -> Ops.reshape(x, column(x)), NORMAL, ONE),
          unary("Reshape", "flat", x -> x.reshape(size(x)), NORMAL, MATRICES),
          unary("Reshape", "i64", x -> x.reshape(size(x)), INT64, MATRICES).with(FLAT),
          unary("Permute", "last axes swapped", Ops::transpose, NORMAL, MATRICES),
          unary("Permute", "turned around", x -> Ops.permute(x, 2, 0, 1), NORMAL, cubes()),
          unary("Permute", "i32", Ops::transpose, INT32, MATRICES).with(FLAT),
          unary("Slice", "all but the first", x -> x.slice(-1, 1, x.shape().last()), NORMAL, FULL),
          unary("Slice", "every second", x -> Ops.slice(x, 0, 1, 6, 2), NORMAL, long7()),
          unary("Slice", "nothing", x -> x.slice(0, 0, 0), NORMAL, AXES),
          unary("Slice", "every third, bool", x -> Ops.slice(x, 0, 0, 7, 3), BOOL, long7())
              .with(FLAT),
          unary("Pad", "before and after", x -> Ops.pad(x, -1, 1, 2), NORMAL, AXES),
          unary(
              "Pad", "between", OpTable::spread, NORMAL, each(shape(3), shape(3, 2), shape(3, 0))),
          unary("Pad", "i32", x -> Ops.pad(x, 0, 2, 0), INT32, AXES).with(FLAT),
          ternary("Concat", "three", (a, b, c) -> Ops.concat(0, a, b, c), normal3(), parts()),
          unary("Concat", "with itself", x -> Ops.concat(-1, x, x), NORMAL, AXES),
          unary("Concat", "i64", x -> Ops.concat(0, x, x), INT64, AXES).with(FLAT));

  static final List<Row> INDEXING =
      List.of(
          binary("Gather", "axis 0", (x, i) -> Ops.gather(x, i, 0), NORMAL, indices(4), gathers()),
          binary(
              "Gather",
              "axis 1",
              (x, i) -> Ops.gather(x, i, 1),
              NORMAL,
              indices(3),
              List.of(
                  List.of(shape(2, 3, 2), shape(4)),
                  List.of(shape(2, 3), shape()),
                  List.of(shape(0, 3), shape(2, 1)))),
          binary("Gather", "i32", (x, i) -> Ops.gather(x, i, 0), INT32, indices(4), gathers())
              .with(FLAT),
          binary(
              "ScatterAdd",
              "axis 0",
              (x, i) -> Ops.scatterAdd(x, i, 0, 3),
              NORMAL,
              indices(3),
              List.of(
                  List.of(shape(5, 2), shape(5)),
                  List.of(shape(), shape()),
                  List.of(shape(2, 2, 3), shape(2, 2)),
                  List.of(shape(4, 0), shape(4)),
                  List.of(shape(0, 2), shape(0)))),
          binary(
              "ScatterAdd",
              "axis 1, size 1",
              (x, i) -> Ops.scatterAdd(x, i, 1, 1),
              NORMAL,
              indices(1),
              List.of(
                  List.of(shape(2, 3, 2), shape(3)),
                  List.of(shape(2, 3), shape()),
                  List.of(shape(2, 1), shape(1)))),
          binary(
                  "ScatterAdd",
                  "i64",
                  (x, i) -> Ops.scatterAdd(x, i, 0, 3),
                  INT64,
                  indices(3),
                  List.of(List.of(shape(5, 2), shape(5))))
              .with(FLAT),
          unary("InRange", "labels", x -> Ops.inRange(x, 4, "label"), indices(4), ONE).with(FLAT));

  static final List<Row> SPECIAL =
      List.of(
          unary("StopGradient", "x", Ops::stopGradient, NORMAL, ONE).with(BLOCKED),
          unary("CustomGradient", "x x", OpTable::squared, NORMAL, ONE),
          unary("HostOp", "a user's cube", x -> Ops.host(new Cube(), x), NORMAL, ONE),
          unary(
                  "RandomBits",
                  "24 bits",
                  c -> Ops.randomBits(1, 2, 24, shape(3, 5), c),
                  INT64,
                  one())
              .with(FLAT),
          unary("RandomBits", "53 bits", c -> Ops.randomBits(3, 4, 53, shape(7), c), INT64, one())
              .with(FLAT));

  static final List<Row> ROWS =
      Stream.of(
              LEAVES,
              ElementwiseRows.ARITHMETIC,
              ElementwiseRows.FUNCTIONS,
              ElementwiseRows.CHOICE,
              ElementwiseRows.CASTS,
              REDUCTIONS,
              PRODUCTS,
              MOVEMENT,
              INDEXING,
              SPECIAL)
          .flatMap(List::stream)
          .toList();

  private OpTable() {}

  private static Row leaf(String subject, Node leaf) {
    NodeFunction function = new NodeFunction(List.of(), inputs -> leaf);
    return new Row(subject, "alone", function, List.of(), List.of(List.of()), FLAT);
  }

  private static List<List<Shape>> besideEmpty() {
    return each(shape(2, 3), shape(0, 3), shape(0, 1), shape(2, 3, 0));
  }

  private static List<List<Shape>> products() {
    return List.of(
        List.of(shape(2, 3), shape(3, 2)),
        List.of(shape(1, 1), shape(1, 1)),
        List.of(shape(2, 0), shape(0, 3)),
        List.of(shape(0, 3), shape(3, 2)),
        List.of(shape(3), shape(3)),
        List.of(shape(2, 3), shape(3)),
        List.of(shape(3), shape(3, 2)),
        List.of(shape(2, 2, 3), shape(3, 4)),
        List.of(shape(2, 3), shape(4, 3, 2)),
        List.of(shape(2, 2, 3), shape(2, 3, 2)),
        List.of(shape(2, 1, 2, 3), shape(3, 3, 1)),
        List.of(shape(0, 2, 3), shape(1, 3, 2)));
  }

  private static List<List<Shape>> repeated() {
    return each(shape(2, 1, 2), shape(1, 3, 1), shape(3, 1), shape(1), shape());
  }

  private static List<List<Shape>> cubes() {
    return each(shape(2, 3, 4), shape(1, 3, 1), shape(2, 0, 1));
  }

  private static List<List<Shape>> long7() {
    return each(shape(7), shape(7, 2), shape(7, 0));
  }

  private static List<List<Shape>> one() {
    return each(shape());
  }

  private static List<Domain> normal3() {
    return List.of(NORMAL, NORMAL, NORMAL);
  }

  private static List<List<Shape>> parts() {
    return List.of(
        List.of(shape(2, 3), shape(1, 3), shape(3, 3)),
        List.of(shape(1), shape(3), shape(1)),
        List.of(shape(2), shape(0), shape(1)),
        List.of(shape(1, 0), shape(2, 0), shape(1, 0)));
  }

  private static List<List<Shape>> gathers() {
    return List.of(
        List.of(shape(4, 3), shape(2)),
        List.of(shape(4), shape()),
        List.of(shape(4, 2), shape(2, 3)),
        List.of(shape(4, 0), shape(3)),
        List.of(shape(4, 2), shape(0)));
  }

  private static Shape front(Node x) {
    int[] sizes = x.shape().toArray();
    int[] more = new int[sizes.length + 1];
    more[0] = 3;
    System.arraycopy(sizes, 0, more, 1, sizes.length);
    return Shape.of(more);
  }

  private static int[] column(Node x) {
    int[] sizes = java.util.Arrays.copyOf(x.shape().toArray(), x.shape().rank() + 1);
    sizes[sizes.length - 1] = 1;
    return sizes;
  }

  private static int size(Node x) {
    return Math.toIntExact(x.shape().size());
  }

  /** Entries with a zero between: how a slice with steps sends its gradient back. */
  private static Node spread(Node gradient) {
    int[] sizes = gradient.shape().toArray();
    sizes[0] = 2 * sizes[0];
    Node source = Ops.zeros(sizes).cast(gradient.dtype());
    Node slice = Ops.slice(source, 0, 1, sizes[0], 2);
    return Gradient.vjp(slice, gradient, List.of(source)).getFirst();
  }

  private static Node squared(Node x) {
    return Gradient.customGradient(x, Node::square, (result, g) -> g.times(x).times(2));
  }
}

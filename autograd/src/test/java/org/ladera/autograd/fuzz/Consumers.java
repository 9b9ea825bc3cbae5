package org.ladera.autograd.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;

/** Makes a new node of one that there is: forward insertion. */
final class Consumers {
  private final Chance chance;
  private final Leaves leaves;
  private final Views views;
  private final Scalars scalars;
  private final Function<TensorType, Node> operands;

  /**
   * @param operands another node of a type, old or new
   */
  Consumers(Chance chance, Leaves leaves, Function<TensorType, Node> operands) {
    this.chance = chance;
    this.leaves = leaves;
    this.views = new Views(chance, leaves, operands);
    this.scalars = new Scalars(chance, leaves);
    this.operands = operands;
  }

  /** The mix: in hundredths, as the parts of a program are wanted. */
  Node next(Node x) {
    return switch (chance.weighted(35, 15, 12, 15, 8, 5, 5, 3, 2)) {
      case 0 -> elementwise(x);
      case 1 -> views.of(x);
      case 2 -> broadcast(x);
      case 3 -> reduction(x);
      case 4 -> product(x);
      case 5 -> indexed(x);
      case 6 -> choice(x);
      case 7 -> random(x);
      default -> rest(x);
    };
  }

  /** An op that seldom meets a leaf, on a leaf. */
  Node direct(Node leaf) {
    return switch (chance.below(4)) {
      case 0 -> leaf.dtype().isFloating() ? scalars.function(leaf, false) : scalars.unary(leaf);
      case 1 -> leaf.cast(chance.dtype());
      case 2 -> rest(leaf);
      default -> leaf.shape().rank() > 0 ? reduction(leaf) : scalars.compared(leaf, leaf);
    };
  }

  private Node elementwise(Node x) {
    return chance.happens(0.5) ? scalars.unary(x) : scalars.binary(x, operands.apply(strong(x)));
  }

  private static TensorType strong(Node x) {
    return x.type().strong();
  }

  /** Repeated on its own, or met by an operand of another shape. */
  private Node broadcast(Node x) {
    if (chance.happens(0.4)) {
      Shape larger = larger(x.shape());
      return Ops.broadcast(x, larger);
    }
    int rank = x.shape().rank();
    int[] sizes = x.shape().toArray();
    for (int axis = 0; axis < rank; axis++) {
      sizes[axis] = chance.happens(0.5) ? 1 : sizes[axis];
    }
    int[] fewer = Arrays.copyOfRange(sizes, chance.below(rank + 1), rank);
    return scalars.binary(x, operands.apply(new TensorType(x.dtype(), Shape.of(fewer))));
  }

  private Shape larger(Shape shape) {
    List<Integer> sizes = new ArrayList<>();
    long entries = shape.size();
    if (shape.rank() < Chance.MAX_RANK && chance.happens(0.6)) {
      sizes.add(chance.sizeBeside(entries));
      entries *= sizes.getFirst();
    }
    for (int size : shape.toArray()) {
      int wider = size == 1 && chance.happens(0.7) ? chance.sizeBeside(entries) : size;
      entries *= size == 1 ? wider : 1;
      sizes.add(wider);
    }
    return Shape.of(sizes.stream().mapToInt(size -> size).toArray());
  }

  private Node reduction(Node x) {
    Node numbers = x.dtype() == DType.BOOL ? x.cast(chance.floating()) : x;
    int rank = x.shape().rank();
    if (rank == 0) {
      return scalars.unary(x);
    }
    int[] axes = chance.axes(rank);
    boolean isEmpty = Arrays.stream(axes).anyMatch(axis -> x.shape().get(axis) == 0);
    if (isEmpty || chance.happens(0.55)) {
      return Ops.sum(numbers, axes);
    }
    return switch (chance.weighted(35, 25, 25, 15)) {
      case 0 -> Ops.max(numbers, axes);
      case 1 -> Ops.min(numbers, axes);
      case 2 -> Ops.argMax(numbers, axes[0]);
      default -> numbers.dtype().isFloating() ? numbers.mean(axes) : Ops.max(numbers, axes);
    };
  }

  private Node product(Node x) {
    if (x.shape().rank() == 0) {
      return scalars.unary(x);
    }
    Node a = x.dtype().isFloating() ? x : x.cast(chance.floating());
    int[] sizes = a.shape().toArray();
    int inner = sizes[sizes.length - 1];
    if (sizes.length == 1) {
      TensorType other = new TensorType(a.dtype(), matrix(inner, a.shape().size()));
      return Ops.matmul(a, operands.apply(other));
    }
    if (sizes.length > 2 && chance.happens(0.6)) {
      int[] batched = sizes.clone();
      batched[sizes.length - 2] = inner;
      batched[sizes.length - 1] = chance.sizeBeside(a.shape().size());
      long entries = Shape.of(batched).size();
      if (entries <= chance.cap()) {
        return Ops.matmul(a, operands.apply(new TensorType(a.dtype(), Shape.of(batched))));
      }
    }
    long rows = inner == 0 ? 1 : a.shape().size() / inner;
    if (chance.happens(0.15) && rows * sizes[sizes.length - 2] <= chance.cap()) {
      return Ops.matmul(a, a.transpose());
    }
    TensorType other = new TensorType(a.dtype(), matrix(inner, Math.max(rows, inner)));
    return Ops.matmul(a, operands.apply(other));
  }

  private Shape matrix(int inner, long beside) {
    return chance.happens(0.2)
        ? Shape.of(inner)
        : Shape.of(inner, chance.sizeBeside(Math.max(beside, inner)));
  }

  private Node indexed(Node x) {
    int rank = x.shape().rank();
    if (x.dtype().isInteger() && chance.happens(0.3)) {
      int size = 1 + chance.below(20);
      return Ops.inRange(scalars.clamped(x, size), size, "fuzz: number");
    }
    if (x.dtype() != DType.BOOL && chance.happens(0.4)) {
      return scattered(x);
    }
    if (rank == 0) {
      return scattered(x.dtype() == DType.BOOL ? x.cast(DType.INT32) : x);
    }
    int axis = chance.below(rank);
    int size = x.shape().get(axis);
    if (size == 0) {
      return views.of(x);
    }
    long beside = x.shape().size() / size;
    Shape shape = indices(rank, beside);
    return Ops.gather(x, positions(shape, size), axis);
  }

  /** The shape of indices into one axis. */
  private Shape indices(int rank, long beside) {
    if (chance.happens(0.2)) {
      return Shape.scalar();
    }
    int first = chance.sizeBeside(beside);
    return rank < Chance.MAX_RANK && chance.happens(0.2)
        ? Shape.of(first, chance.sizeBeside(beside * first))
        : Shape.of(first);
  }

  /** Positions: leaves, or any integers held inside. */
  private Node positions(Shape shape, int size) {
    Node positions = anyPositions(shape, size);
    return chance.happens(0.3) ? Ops.inRange(positions, size, "fuzz: number") : positions;
  }

  private Node anyPositions(Shape shape, int size) {
    if (chance.happens(0.7)) {
      return leaves.positions(shape, size);
    }
    DType dtype = chance.happens(0.5) ? DType.INT32 : DType.INT64;
    return scalars.clamped(operands.apply(new TensorType(dtype, shape)), size);
  }

  private Node scattered(Node updates) {
    int rank = updates.shape().rank();
    int axis = chance.below(rank + 1);
    int count = chance.below(Math.min(rank - axis, 2) + 1);
    if (rank - count + 1 > Chance.MAX_RANK) {
      count = 1;
      axis = chance.below(rank);
    }
    int[] sizes = Arrays.copyOfRange(updates.shape().toArray(), axis, axis + count);
    Shape indices = Shape.of(sizes);
    long beside = updates.shape().size() / Math.max(indices.size(), 1);
    int size = chance.sizeBeside(beside);
    return Ops.scatterAdd(updates, positions(indices, size), axis, size);
  }

  private Node choice(Node x) {
    return switch (chance.weighted(3, 4, 3)) {
      case 0 -> scalars.compared(x, operands.apply(strong(x)));
      case 1 -> x.cast(chance.dtype());
      default -> {
        Node condition = operands.apply(new TensorType(DType.BOOL, x.shape()));
        yield x.dtype() == DType.BOOL && chance.happens(0.5)
            ? selected(x)
            : Ops.select(condition, x, operands.apply(strong(x)));
      }
    };
  }

  private Node selected(Node condition) {
    TensorType type = new TensorType(chance.dtype(), condition.shape());
    return Ops.select(condition, operands.apply(type), operands.apply(type));
  }

  private Node random(Node x) {
    Node counter = x;
    if (x.dtype() != DType.INT64 || x.shape().rank() > 0) {
      counter = operands.apply(new TensorType(DType.INT64, Shape.scalar()));
    }
    int bits = 1 + chance.below(63);
    long stream = chance.random().nextLong();
    return Ops.randomBits(chance.below(100), stream, bits, chance.shape(), counter);
  }

  private Node rest(Node x) {
    return switch (chance.below(3)) {
      case 0 -> Ops.host(new Reversed(), x);
      case 1 -> Ops.stopGradient(x);
      default ->
          x.dtype().isFloating()
              ? Ops.customGradient(
                  Ops.tanh(x),
                  (_, _, gradient) ->
                      Collections.<@Nullable Node>singletonList(gradient.times(0.5)),
                  x)
              : Ops.customGradient(x, (_, _, _) -> Collections.singletonList(null), x);
    };
  }
}

package org.ladera.autograd.fuzz;

import java.util.Arrays;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;

/** Makes a node of a given type of fresh leaves, to stand for an input: backward insertion. */
final class Producers {
  private final Chance chance;
  private final Leaves leaves;
  private final Scalars scalars;

  Producers(Chance chance, Leaves leaves) {
    this.chance = chance;
    this.leaves = leaves;
    this.scalars = new Scalars(chance, leaves);
  }

  /** The mix is that of {@link Consumers}. */
  Node of(TensorType type) {
    return switch (chance.weighted(35, 15, 12, 15, 8, 5, 5, 3, 2)) {
      case 0 -> elementwise(type);
      case 1 -> view(type);
      case 2 -> broadcast(type);
      case 3 -> reduction(type);
      case 4 -> product(type);
      case 5 -> indexed(type);
      case 6 -> choice(type);
      case 7 -> random(type);
      default -> Ops.host(new Reversed(), leaves.leaf(type));
    };
  }

  private Node elementwise(TensorType type) {
    Node x = leaves.leaf(type);
    return chance.happens(0.5) ? scalars.unary(x) : scalars.binary(x, leaves.leaf(type));
  }

  private Node view(TensorType type) {
    int rank = type.shape().rank();
    if (rank == 0) {
      return Ops.reshape(leaves.leaf(type.withShape(Shape.of(1))), new int[0]);
    }
    int axis = chance.below(rank);
    return switch (chance.below(5)) {
      case 0 -> sliced(type, axis);
      case 1 -> permuted(type);
      case 2 -> {
        int size = Math.toIntExact(type.shape().size());
        yield Ops.reshape(leaves.leaf(type.withShape(Shape.of(size))), type.shape().toArray());
      }
      case 3 -> padded(type, axis);
      default -> concatenated(type, axis);
    };
  }

  private Node sliced(TensorType type, int axis) {
    int size = type.shape().get(axis);
    int step = chance.happens(0.6) ? 1 : 2 + chance.below(2);
    int from = chance.below(4);
    int to = size == 0 ? from : from + (size - 1) * step + 1;
    Shape larger = with(type.shape(), axis, to + chance.below(4));
    if (larger.size() > chance.cap()) {
      return elementwise(type);
    }
    return Ops.slice(leaves.leaf(type.withShape(larger)), axis, from, to, step);
  }

  private Node permuted(TensorType type) {
    int[] order = chance.order(type.shape().rank());
    int[] sizes = new int[order.length];
    for (int axis = 0; axis < order.length; axis++) {
      sizes[order[axis]] = type.shape().get(axis);
    }
    return Ops.permute(leaves.leaf(type.withShape(Shape.of(sizes))), order);
  }

  private Node padded(TensorType type, int axis) {
    int size = type.shape().get(axis);
    int low = chance.below(size + 1);
    int high = chance.below(size - low + 1);
    Shape smaller = with(type.shape(), axis, size - low - high);
    return Ops.pad(leaves.leaf(type.withShape(smaller)), axis, low, high);
  }

  private Node concatenated(TensorType type, int axis) {
    int size = type.shape().get(axis);
    int cut = chance.below(size + 1);
    return Ops.concat(
        axis,
        leaves.leaf(type.withShape(with(type.shape(), axis, cut))),
        leaves.leaf(type.withShape(with(type.shape(), axis, size - cut))));
  }

  private static Shape with(Shape shape, int axis, int size) {
    int[] sizes = shape.toArray();
    sizes[axis] = size;
    return Shape.of(sizes);
  }

  private Node broadcast(TensorType type) {
    int[] sizes = type.shape().toArray();
    for (int axis = 0; axis < sizes.length; axis++) {
      sizes[axis] = chance.happens(0.4) ? 1 : sizes[axis];
    }
    int dropped = chance.below(sizes.length + 1);
    int[] kept = Arrays.copyOfRange(sizes, dropped, sizes.length);
    Node x = leaves.leaf(type.withShape(Shape.of(kept)));
    return chance.happens(0.5)
        ? Ops.broadcast(x, type.shape())
        : scalars.binary(leaves.leaf(type), x);
  }

  private Node reduction(TensorType type) {
    int rank = type.shape().rank();
    if (rank == Chance.MAX_RANK || type.dtype() == DType.BOOL) {
      return elementwise(type);
    }
    int axis = chance.below(rank + 1);
    int size = chance.sizeBeside(type.shape().size());
    Shape larger = inserted(type.shape(), axis, size);
    if (type.dtype() == DType.INT32 && chance.happens(0.5)) {
      DType dtype = chance.happens(0.7) ? chance.floating() : DType.INT64;
      return Ops.argMax(leaves.leaf(new TensorType(dtype, larger)), axis);
    }
    Node x = leaves.leaf(type.withShape(larger));
    return switch (chance.weighted(2, 1, 1)) {
      case 0 -> Ops.sum(x, axis);
      case 1 -> Ops.max(x, axis);
      default -> Ops.min(x, axis);
    };
  }

  private static Shape inserted(Shape shape, int axis, int size) {
    int[] sizes = new int[shape.rank() + 1];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = i == axis ? size : shape.get(i < axis ? i : i - 1);
    }
    return Shape.of(sizes);
  }

  private Node product(TensorType type) {
    int rank = type.shape().rank();
    if (rank < 2 || !type.dtype().isFloating()) {
      return reduction(type);
    }
    int rows = type.shape().get(-2);
    int columns = type.shape().get(-1);
    long batch = type.shape().size() / Math.max(1, (long) rows * columns);
    int inner = chance.happens(0.05) ? 0 : chance.sizeBeside(batch * Math.max(rows, columns));
    Shape left = with(type.shape(), rank - 1, inner);
    Shape right = with(type.shape(), rank - 2, inner);
    boolean folds = rank > 2 && chance.happens(0.4);
    return Ops.matmul(
        leaves.leaf(type.withShape(left)),
        leaves.leaf(type.withShape(folds ? Shape.of(inner, columns) : right)));
  }

  private Node indexed(TensorType type) {
    int rank = type.shape().rank();
    if (rank == 0) {
      int size = chance.sizeBeside(1);
      Node source = leaves.leaf(type.withShape(Shape.of(size)));
      return Ops.gather(source, leaves.positions(Shape.scalar(), size), 0);
    }
    int axis = chance.below(rank);
    int size = type.shape().get(axis);
    long beside = size == 0 ? 1 : type.shape().size() / size;
    int other = chance.sizeBeside(beside);
    TensorType source = type.withShape(with(type.shape(), axis, other));
    if (type.dtype() == DType.BOOL || size == 0 || chance.happens(0.5)) {
      return Ops.gather(leaves.leaf(source), leaves.positions(Shape.of(size), other), axis);
    }
    Node positions = leaves.positions(Shape.of(other), size);
    return Ops.scatterAdd(leaves.leaf(source), positions, axis, size);
  }

  private Node choice(TensorType type) {
    if (type.dtype() == DType.BOOL && chance.happens(0.6)) {
      TensorType compared = new TensorType(chance.dtype(), type.shape());
      return scalars.compared(leaves.leaf(compared), leaves.leaf(compared));
    }
    if (chance.happens(0.5)) {
      Node x = leaves.leaf(new TensorType(chance.dtype(), type.shape()));
      return x.dtype() == type.dtype() ? scalars.unary(x) : x.cast(type.dtype());
    }
    Node condition = leaves.leaf(new TensorType(DType.BOOL, type.shape()));
    return Ops.select(condition, leaves.leaf(type), leaves.leaf(type));
  }

  private Node random(TensorType type) {
    if (!type.dtype().isInteger()) {
      return choice(type);
    }
    int bits = type.dtype() == DType.INT32 ? 1 + chance.below(31) : 32 + chance.below(32);
    Node counter = leaves.leaf(new TensorType(DType.INT64, Shape.scalar()));
    long stream = chance.random().nextLong();
    return Ops.randomBits(chance.below(100), stream, bits, type.shape(), counter);
  }
}

package org.ladera.autograd.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;

/** Puts the entries of a node in other places. */
final class Views {
  private final Chance chance;
  private final Leaves leaves;
  private final Function<TensorType, Node> operands;

  Views(Chance chance, Leaves leaves, Function<TensorType, Node> operands) {
    this.chance = chance;
    this.leaves = leaves;
    this.operands = operands;
  }

  Node of(Node x) {
    if (x.shape().rank() == 0) {
      return chance.happens(0.5) ? Ops.permute(x) : Ops.reshape(x, ones());
    }
    int axis = chance.below(x.shape().rank());
    return switch (chance.weighted(25, 20, 20, 15, 15, 5)) {
      case 0 -> sliced(x, axis);
      case 1 -> Ops.permute(x, chance.order(x.shape().rank()));
      case 2 -> Ops.reshape(x, reshaped(x.shape()));
      case 3 -> padded(x, axis);
      case 4 -> concatenated(x, axis);
      default -> reversed(x, axis);
    };
  }

  private int[] ones() {
    int[] sizes = new int[1 + chance.below(Chance.MAX_RANK)];
    Arrays.fill(sizes, 1);
    return sizes;
  }

  private Node sliced(Node x, int axis) {
    int size = x.shape().get(axis);
    int from = chance.below(size + 1);
    int to = from + chance.below(size - from + 1);
    if (chance.happens(0.3)) {
      from = 0;
      to = size;
    }
    int step = chance.happens(0.6) ? 1 : 1 + chance.below(4);
    return Ops.slice(x, axis, from, to, step);
  }

  /** Neighboring axes joined, sizes split in two, axes of size 1 put in or taken out. */
  private int[] reshaped(Shape shape) {
    List<Integer> sizes = new ArrayList<>();
    for (int size : shape.toArray()) {
      if (!sizes.isEmpty() && chance.happens(0.4)) {
        sizes.set(sizes.size() - 1, sizes.getLast() * size);
      } else if (size != 1 || chance.happens(0.5)) {
        sizes.add(size);
      }
    }
    if (sizes.size() < Chance.MAX_RANK && !sizes.isEmpty() && chance.happens(0.4)) {
      int axis = chance.below(sizes.size());
      int size = sizes.get(axis);
      int factor = size % 2 == 0 ? 2 : size % 3 == 0 ? 3 : 1;
      sizes.set(axis, size / factor);
      sizes.add(axis, factor);
    }
    if (shape.size() == 1 && chance.happens(0.5)) {
      return new int[0];
    }
    return sizes.stream().mapToInt(size -> size).toArray();
  }

  private Node padded(Node x, int axis) {
    int size = x.shape().get(axis);
    long beside = size == 0 ? 1 : x.shape().size() / size;
    int room = (int) Math.min(chance.cap() / Math.max(beside, 1), 4_097) - size;
    if (room <= 1) {
      return sliced(x, axis);
    }
    int low = chance.below(Math.min(room, 5));
    int high = chance.below(Math.min(room - low, 5));
    if (size > 0 && 3 * size < room && chance.happens(0.4)) {
      return spread(x, axis, low, high);
    }
    return Ops.pad(x, axis, low, high);
  }

  /** Zeros between neighbors too: what the gradient of a slice by steps is made of. */
  private Node spread(Node x, int axis, int low, int high) {
    int step = 2 + chance.below(2);
    int covered = (x.shape().get(axis) - 1) * step + 1;
    int[] sizes = x.shape().toArray();
    sizes[axis] = low + covered + high;
    Node larger = Ops.input("larger", new TensorType(x.dtype(), Shape.of(sizes)));
    Node slice = Ops.slice(larger, axis, low, low + covered, step);
    return Objects.requireNonNull(slice.op().gradient(slice, x).getFirst());
  }

  private Node concatenated(Node x, int axis) {
    int size = x.shape().get(axis);
    long beside = size == 0 ? 1 : x.shape().size() / size;
    List<Node> parts = new ArrayList<>(List.of(x));
    long total = size;
    for (int part = 1 + chance.below(3); part > 0; part--) {
      boolean itself = chance.happens(0.2);
      int[] sizes = x.shape().toArray();
      sizes[axis] = itself ? size : chance.sizeBeside((total + 1) * beside);
      total += sizes[axis];
      if (total * beside > chance.cap()) {
        break;
      }
      parts.add(itself ? x : operands.apply(new TensorType(x.dtype(), Shape.of(sizes))));
    }
    Collections.swap(parts, 0, chance.below(parts.size()));
    return parts.size() == 1 ? sliced(x, axis) : Ops.concat(axis, parts.toArray(Node[]::new));
  }

  /** From the last position to the first, along an axis. */
  Node reversed(Node x, int axis) {
    int size = x.shape().get(axis);
    long[] positions = new long[size];
    Arrays.setAll(positions, i -> size - 1 - i);
    HostArray indices = HostArray.ofLongs(DType.INT32, Shape.of(size), positions);
    return Ops.gather(x, Ops.constant(indices), axis);
  }

  /** A value of x's own type that reads it in another order. */
  Node rearranged(Node x) {
    int rank = x.shape().rank();
    if (rank == 0) {
      return x;
    }
    int axis = chance.below(rank);
    int size = x.shape().get(axis);
    boolean isSquare = rank >= 2 && x.shape().get(-1) == x.shape().get(-2);
    if (isSquare && chance.happens(0.6)) {
      return x.transpose();
    }
    if (size < 2 || chance.happens(0.4)) {
      return reversed(x, axis);
    }
    int cut = 1 + chance.below(size - 1);
    Node tail = x.slice(axis, cut, size);
    if (chance.happens(0.5)) {
      return Ops.concat(axis, tail, x.slice(axis, 0, cut));
    }
    int[] sizes = x.shape().toArray();
    sizes[axis] = cut;
    return Ops.concat(axis, tail, leaves.leaf(new TensorType(x.dtype(), Shape.of(sizes))));
  }
}

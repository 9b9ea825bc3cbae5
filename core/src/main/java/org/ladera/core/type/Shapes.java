package org.ladera.core.type;

import com.google.common.primitives.ImmutableIntArray;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Every rule by which shapes combine: broadcasting, reduction, reshaping, products. */
public final class Shapes {
  private Shapes() {}

  /**
   * {@return an axis counted from 0}
   *
   * @param operation who asks, for the error
   * @param axis the axis, from the end when negative
   * @param shape the shape that must have it
   * @throws ShapeException if there is no such axis
   */
  public static int axis(String operation, int axis, Shape shape) {
    int counted = axis < 0 ? axis + shape.rank() : axis;
    if (counted < 0 || counted >= shape.rank()) {
      throw new ShapeException(
          operation,
          "an axis must be one of the " + shape.rank() + " of the shape",
          axis + " of " + shape);
    }
    return counted;
  }

  /**
   * {@return axes counted from 0, ascending; all of them if none is given}
   *
   * @param operation who asks, for the error
   * @param shape the shape that must have them
   * @param axes the axes, from the end when negative, none twice
   * @throws ShapeException if an axis does not exist or is given twice
   */
  public static ImmutableIntArray axes(String operation, Shape shape, int... axes) {
    boolean[] chosen = new boolean[shape.rank()];
    Arrays.fill(chosen, axes.length == 0);
    for (int axis : axes) {
      int counted = axis(operation, axis, shape);
      if (chosen[counted]) {
        throw new ShapeException(operation, "no axis may be given twice", Arrays.toString(axes));
      }
      chosen[counted] = true;
    }
    ImmutableIntArray.Builder builder = ImmutableIntArray.builder(shape.rank());
    for (int axis = 0; axis < chosen.length; axis++) {
      if (chosen[axis]) {
        builder.add(axis);
      }
    }
    return builder.build();
  }

  /**
   * {@return the shape that two shapes broadcast to by NumPy's rule (aligned on the right, equal or
   * 1), or null if they do not}
   *
   * @param a one shape
   * @param b another
   */
  public static @Nullable Shape broadcast(Shape a, Shape b) {
    if (b.isScalar() || a.equals(b)) {
      return a;
    }
    if (a.isScalar()) {
      return b;
    }
    int rank = Math.max(a.rank(), b.rank());
    int[] sizes = new int[rank];
    for (int axis = 0; axis < rank; axis++) {
      int left = axis < rank - a.rank() ? 1 : a.get(axis - (rank - a.rank()));
      int right = axis < rank - b.rank() ? 1 : b.get(axis - (rank - b.rank()));
      if (left != right && left != 1 && right != 1) {
        return null;
      }
      sizes[axis] = left == 1 ? right : left;
    }
    return Shape.of(sizes);
  }

  /**
   * {@return whether a shape broadcasts to exactly the other}
   *
   * @param from the smaller shape
   * @param to the larger shape
   */
  public static boolean broadcastsTo(Shape from, Shape to) {
    @Nullable Shape both = broadcast(from, to);
    return both != null && both.equals(to);
  }

  /**
   * {@return the shape with some axes taken away}
   *
   * @param shape a shape
   * @param axes axes counted from 0, ascending
   */
  public static Shape without(Shape shape, ImmutableIntArray axes) {
    ImmutableIntArray.Builder builder = ImmutableIntArray.builder(shape.rank());
    for (int axis = 0; axis < shape.rank(); axis++) {
      if (!axes.contains(axis)) {
        builder.add(shape.get(axis));
      }
    }
    return Shape.of(builder.build().toArray());
  }

  /**
   * {@return the shape with some axes set to size 1}
   *
   * @param shape a shape
   * @param axes axes counted from 0
   */
  public static Shape kept(Shape shape, ImmutableIntArray axes) {
    int[] sizes = shape.toArray();
    axes.forEach(axis -> sizes[axis] = 1);
    return Shape.of(sizes);
  }

  /**
   * {@return the number of entries along some axes}
   *
   * @param shape a shape
   * @param axes axes counted from 0
   */
  public static long count(Shape shape, ImmutableIntArray axes) {
    return axes.stream()
        .asLongStream()
        .reduce(1, (product, axis) -> product * shape.get((int) axis));
  }

  /**
   * {@return the sizes with at most one {@code -1} replaced by what makes the entries fit}
   *
   * @param from the shape to be reshaped
   * @param sizes the wanted sizes
   * @throws ShapeException if the numbers of entries differ
   */
  public static Shape reshape(Shape from, int... sizes) {
    int[] resolved = sizes.clone();
    int open = -1;
    long known = 1;
    for (int axis = 0; axis < sizes.length; axis++) {
      if (sizes[axis] == -1 && open < 0) {
        open = axis;
      } else if (sizes[axis] < 0) {
        throw new ShapeException(
            "reshape", "sizes are positive, at most one of them -1", Arrays.toString(sizes));
      } else {
        known *= sizes[axis];
      }
    }
    if (open >= 0 && known > 0 && from.size() % known == 0) {
      resolved[open] = Math.toIntExact(from.size() / known);
      known *= resolved[open];
    }
    if (known != from.size() || (open >= 0 && resolved[open] < 0)) {
      throw new ShapeException(
          "reshape",
          "the number of entries must stay the same",
          from + " to " + Arrays.toString(sizes));
    }
    return Shape.of(resolved);
  }

  /**
   * {@return the shape with its axes in another order}
   *
   * @param shape a shape
   * @param order for each new axis, the old one
   */
  public static Shape permute(Shape shape, ImmutableIntArray order) {
    return Shape.of(order.stream().map(shape::get).toArray());
  }
}

package org.ladera.core.type;

import com.google.common.primitives.ImmutableIntArray;
import java.util.Arrays;

/**
 * The sizes of a tensor's axes, outermost first. A scalar has none. Sizes are concrete and may be
 * zero; the number of entries fits a {@code long}.
 */
public final class Shape {
  private static final Shape SCALAR = new Shape(ImmutableIntArray.of());

  private final ImmutableIntArray sizes;

  private Shape(ImmutableIntArray sizes) {
    this.sizes = sizes;
  }

  /**
   * {@return the shape of the given axis sizes}
   *
   * @param sizes the sizes, outermost first
   * @throws IllegalArgumentException if a size is negative
   */
  public static Shape of(int... sizes) {
    for (int size : sizes) {
      if (size < 0) {
        throw new IllegalArgumentException(
            "Shape: sizes must not be negative, got " + Arrays.toString(sizes));
      }
    }
    return sizes.length == 0 ? SCALAR : new Shape(ImmutableIntArray.copyOf(sizes));
  }

  /** {@return the shape of a scalar, {@code []}} */
  public static Shape scalar() {
    return SCALAR;
  }

  /** {@return the number of axes} */
  public int rank() {
    return sizes.length();
  }

  /** {@return whether this shape has no axes} */
  public boolean isScalar() {
    return sizes.isEmpty();
  }

  /**
   * {@return the size of one axis}
   *
   * @param axis the axis, counted from 0, or from the end when negative
   * @throws IllegalArgumentException if there is no such axis
   */
  public int get(int axis) {
    return sizes.get(Shapes.axis("shape", axis, this));
  }

  /**
   * {@return the size of the last axis}
   *
   * @throws IllegalArgumentException if this is the shape of a scalar
   */
  public int last() {
    return get(-1);
  }

  /** {@return the number of entries, 1 for a scalar} */
  public long size() {
    long product = 1;
    for (int axis = 0; axis < sizes.length(); axis++) {
      product = Math.multiplyExact(product, sizes.get(axis));
    }
    return product;
  }

  /** {@return the axis sizes as a fresh array} */
  public int[] toArray() {
    return sizes.toArray();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape shape && sizes.equals(shape.sizes);
  }

  @Override
  public int hashCode() {
    return sizes.hashCode();
  }

  @Override
  public String toString() {
    return sizes.toString();
  }
}

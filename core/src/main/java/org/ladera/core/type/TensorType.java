package org.ladera.core.type;

/**
 * What is known of a tensor before it has values: the type of its entries and its shape.
 *
 * <p>A <em>weak</em> type is that of a setting or of a number written in a formula: float64, but
 * beside a tensor of another floating type it is rounded once to that type. A formula of weak
 * values alone is weak.
 *
 * @param dtype the type of the entries; float64 when weak
 * @param shape the sizes of the axes
 * @param weak whether the type yields to that of the tensor beside it
 */
public record TensorType(DType dtype, Shape shape, boolean weak) {
  /** Checks that only float64 is weak. */
  public TensorType {
    if (weak && dtype != DType.FLOAT64) {
      throw new IllegalArgumentException("TensorType: only f64 can be weak, got " + dtype.label());
    }
  }

  /**
   * A type that does not yield.
   *
   * @param dtype the type of the entries
   * @param shape the sizes of the axes
   */
  public TensorType(DType dtype, Shape shape) {
    this(dtype, shape, false);
  }

  /** {@return this type, not weak} */
  public TensorType strong() {
    return weak ? new TensorType(dtype, shape) : this;
  }

  /**
   * {@return this type with another shape}
   *
   * @param other the new shape
   */
  public TensorType withShape(Shape other) {
    return new TensorType(dtype, other, weak);
  }

  /**
   * {@return a strong type of this shape with other entries}
   *
   * @param other the new entry type
   */
  public TensorType withDType(DType other) {
    return new TensorType(other, shape);
  }

  /** {@return the number of bytes that a dense array of this type takes} */
  public long bytes() {
    return shape.size() * dtype.size();
  }

  @Override
  public String toString() {
    return dtype.label() + shape;
  }
}

package org.ladera.core.type;

/** The type of a tensor's entries. */
public enum DType {
  /** IEEE 754 binary32, the default of models. */
  FLOAT32("f32", 4),
  /** IEEE 754 binary64, for checks and for settings. */
  FLOAT64("f64", 8),
  /** 32-bit two's complement, the default of labels and indices. */
  INT32("i32", 4),
  /** 64-bit two's complement. */
  INT64("i64", 8),
  /** True or false, one byte each. */
  BOOL("bool", 1);

  private final String label;
  private final int size;

  DType(String label, int size) {
    this.label = label;
    this.size = size;
  }

  /** {@return the short name that types are printed with, such as {@code f32}} */
  public String label() {
    return label;
  }

  /** {@return the size of one entry in bytes} */
  public int size() {
    return size;
  }

  /** {@return whether this is a floating-point type, the only kind that has gradients} */
  public boolean isFloating() {
    return this == FLOAT32 || this == FLOAT64;
  }

  /** {@return whether this is a signed integer type} */
  public boolean isInteger() {
    return this == INT32 || this == INT64;
  }
}

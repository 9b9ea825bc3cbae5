package org.ladera.core.type;

/** A shape or type that an operation cannot take; thrown where the operation was written. */
public final class ShapeException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /**
   * An error of the form {@code operation: rule, got operands}.
   *
   * @param operation the operation as the user knows it
   * @param rule what it expects, in words
   * @param given what it was given
   */
  public ShapeException(String operation, String rule, String given) {
    super(operation + ": " + rule + ", got " + given);
  }
}

package org.ladera.core.backend;

/** A value that must be finite is not; no variable has changed. */
public final class NonFiniteException extends ArithmeticException {
  private static final long serialVersionUID = 1L;

  private final transient FiniteCheck check;

  /**
   * What a backend throws when a check fails.
   *
   * @param check the check
   * @param value the first entry that is not finite
   */
  public NonFiniteException(FiniteCheck check, double value) {
    this(check, check.subject() + " is " + text(value));
  }

  NonFiniteException(FiniteCheck check, String message) {
    super(message);
    this.check = check;
  }

  private static String text(double value) {
    return Double.isNaN(value) ? "NaN" : value > 0 ? "infinite" : "-infinite";
  }

  /** {@return the check that failed} */
  public FiniteCheck check() {
    return check;
  }

  /**
   * {@return this error with more words before and after it}
   *
   * @param before words before the message
   * @param after words after the message
   */
  public NonFiniteException surrounded(String before, String after) {
    NonFiniteException other = new NonFiniteException(check, before + getMessage() + after);
    other.initCause(this);
    return other;
  }
}

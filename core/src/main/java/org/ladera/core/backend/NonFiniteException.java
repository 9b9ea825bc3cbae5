package org.ladera.core.backend;

/**
 * A value that must be finite is not. No variable has changed, unless {@link #isUpdated} says so.
 */
public final class NonFiniteException extends ArithmeticException {
  private static final long serialVersionUID = 1L;

  private final transient FiniteCheck check;

  /** Whether variables have been updated before. */
  private final boolean updated;

  /**
   * What a backend throws when a check fails.
   *
   * @param check the check
   * @param value the first entry that is not finite
   */
  public NonFiniteException(FiniteCheck check, double value) {
    this(check, value, false);
  }

  /**
   * What a backend throws when a check fails.
   *
   * @param check the check
   * @param value the first entry that is not finite
   * @param updated whether variables have been updated in place before it was found
   */
  public NonFiniteException(FiniteCheck check, double value, boolean updated) {
    this(check, check.subject() + " is " + text(value), updated);
  }

  private NonFiniteException(FiniteCheck check, String message, boolean updated) {
    super(message);
    this.check = check;
    this.updated = updated;
  }

  private static String text(double value) {
    return Double.isNaN(value) ? "NaN" : value > 0 ? "infinite" : "-infinite";
  }

  /** {@return the check that failed} */
  public FiniteCheck check() {
    return check;
  }

  /** {@return whether variables have been updated in place before the value was found} */
  public boolean isUpdated() {
    return updated;
  }

  /**
   * {@return this error with more words before and after it}
   *
   * @param before words before the message
   * @param after words after the message
   */
  public NonFiniteException surrounded(String before, String after) {
    NonFiniteException other =
        new NonFiniteException(check, before + getMessage() + after, updated);
    other.initCause(this);
    return other;
  }
}

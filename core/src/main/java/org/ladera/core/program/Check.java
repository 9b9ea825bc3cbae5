package org.ladera.core.program;

/**
 * Ends the run if a value is not as it must be. What was committed in place before it stays.
 *
 * @param header what it is called
 * @param kind what must hold
 * @param source the buffer that is looked at
 * @param flag an int32 scalar that is not 0 if the check fails, or -1: then the source is scanned
 * @param size the number of permitted values of {@link Kind#IN_RANGE}
 * @param index which of the checks that come with the program
 */
public record Check(Header header, Kind kind, int source, int flag, long size, int index)
    implements Step {
  /** What must hold. */
  public enum Kind {
    /** No NaN and no infinity. */
    FINITE,
    /** Integers in {@code 0..size-1}. */
    IN_RANGE
  }
}

package org.ladera.core.program;

/**
 * What becomes of a value of a {@link Body}. In each row all sinks follow all loads, so that a
 * stream may be stored where another of the same place was loaded.
 */
public sealed interface Sink {
  /** {@return the position of the stream that is written} */
  int stream();

  /** {@return the line that is written} */
  int value();

  /**
   * The value, stored at every point.
   *
   * @param stream where
   * @param value the line
   */
  record Store(int stream, int value) implements Sink {}

  /**
   * The reduction of a value over rows (the {@link Loop#totalAxes} axes before the row), one result
   * for each entry of a row.
   *
   * @param stream where, with no movement along the reduced axes
   * @param kind how
   * @param value the line
   */
  record Total(int stream, Reduction kind, int value) implements Sink {}

  /**
   * Whether a bool is true anywhere: writes 1 to an int32 scalar if so. The scalar is 0 when the
   * run begins.
   *
   * @param stream the scalar
   * @param value the line, a bool
   */
  record Flag(int stream, int value) implements Sink {}
}

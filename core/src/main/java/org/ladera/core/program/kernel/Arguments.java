package org.ladera.core.program.kernel;

/**
 * Where the arguments of a {@link Kernel} stand in the array: the number of rows, the number of
 * columns, then for each stream its address, its distance from row to row and its distance from
 * column to column, in bytes.
 */
public final class Arguments {
  /** The position of the number of rows. */
  public static final int ROWS = 0;

  /** The position of the number of columns. */
  public static final int COLUMNS = 1;

  private static final int FIRST = 2;
  private static final int EACH = 3;

  private Arguments() {}

  /**
   * {@return the length of the array}
   *
   * @param streams the number of streams
   */
  public static int length(int streams) {
    return FIRST + EACH * streams;
  }

  /**
   * {@return the position of a stream's address}
   *
   * @param stream the stream
   */
  public static int address(int stream) {
    return FIRST + EACH * stream;
  }

  /**
   * {@return the position of a stream's distance from row to row, in bytes}
   *
   * @param stream the stream
   */
  public static int rowDistance(int stream) {
    return FIRST + EACH * stream + 1;
  }

  /**
   * {@return the position of a stream's distance from column to column, in bytes}
   *
   * @param stream the stream
   */
  public static int columnDistance(int stream) {
    return FIRST + EACH * stream + 2;
  }
}

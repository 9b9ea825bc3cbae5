package org.ladera.benchmarks.work;

/**
 * One update by Adam of parameters in one array of float32, whose gradient is there already.
 *
 * @param size the number of parameters
 */
public record UpdateWork(int size) implements Task {
  /** The name of this kind of work. */
  public static final String KIND = "update";

  /** After so many updates the parameters of two engines are compared. */
  public static final int CHECKED_STEPS = 3;

  /** An update reads the parameter, its gradient and two moments, and writes all but the second. */
  private static final int MOVED_NUMBERS = 7;

  /** A copy reads a number and writes one, and twice as many: an update holds four arrays. */
  private static final int COPIED_NUMBERS = 4;

  /** Checks the size. */
  public UpdateWork {
    if (size < 1) {
      throw new IllegalArgumentException("an update has at least one parameter, got " + size);
    }
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public String title() {
    return "Adam, " + Sizes.text(size) + (size == 1 ? " parameter" : " parameters");
  }

  @Override
  public String encode() {
    return String.valueOf(size);
  }

  /**
   * {@return the work of a word}
   *
   * @param word what {@link #encode} made
   */
  public static UpdateWork decode(String word) {
    return new UpdateWork(Integer.parseInt(word));
  }

  /** {@return how many numbers are copied by the copy that it is compared with} */
  public long copied() {
    return 2L * size;
  }

  /** {@return what an update reads and writes, in bytes} */
  public long bytes() {
    return (long) MOVED_NUMBERS * Float.BYTES * size;
  }

  /** {@return what that copy reads and writes, in bytes} */
  public long copyBytes() {
    return (long) COPIED_NUMBERS * Float.BYTES * size;
  }
}

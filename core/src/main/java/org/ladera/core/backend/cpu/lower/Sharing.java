package org.ladera.core.backend.cpu.lower;

/**
 * When threads share work. Nothing that comes out depends on it.
 *
 * @param worth work below this, in ns, is done by one thread
 * @param piece how long a piece should take at least, in ns
 * @param columns what the numbers of columns of pieces are multiples of
 * @param program a program below this, in ns, wakes no thread
 */
public record Sharing(double worth, double piece, long columns, double program) {
  private static final int MOST = 8;

  /** {@return what pays: a thread needs 4 us to wake up} */
  public static Sharing usual() {
    return new Sharing(10_000, 5_000, 1024, 30_000);
  }

  /** {@return sharing of whatever can be shared: what finds errors} */
  public static Sharing always() {
    return new Sharing(0, 0, 5, 0);
  }

  /**
   * {@return into how many pieces work is cut}
   *
   * @param nanoseconds how long it takes
   */
  public int pieces(double nanoseconds) {
    return nanoseconds < worth ? 1 : (int) Math.clamp(nanoseconds / piece, 2, MOST);
  }
}

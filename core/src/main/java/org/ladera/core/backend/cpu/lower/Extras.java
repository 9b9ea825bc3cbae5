package org.ladera.core.backend.cpu.lower;

import java.util.ArrayList;
import java.util.List;
import org.ladera.core.type.DType;

/**
 * Memory that steps need beside the buffers of their program while they run. All steps share it,
 * one after another.
 */
public final class Extras {
  private static final int FIRST = -10;
  private static final long ALIGNMENT = 64;

  private record Extra(DType dtype, long offset) {}

  private final List<Extra> extras = new ArrayList<>();
  private long used;
  private long bytes;

  /** No memory yet. */
  public Extras() {}

  /** Begins with another step, which may use what those before it used. */
  public void next() {
    used = 0;
  }

  /**
   * {@return the number of a new piece of memory of the step, which no buffer has}
   *
   * @param dtype the type of its entries
   * @param size how many
   */
  public int add(DType dtype, long size) {
    extras.add(new Extra(dtype, used));
    used = Math.ceilDiv(used + size * dtype.size(), ALIGNMENT) * ALIGNMENT;
    bytes = Math.max(bytes, used);
    return FIRST - (extras.size() - 1);
  }

  /**
   * {@return whether a number is one of these}
   *
   * @param buffer the number
   */
  public static boolean has(int buffer) {
    return buffer <= FIRST;
  }

  /**
   * {@return the type of the entries}
   *
   * @param buffer the number
   */
  public DType dtype(int buffer) {
    return extras.get(FIRST - buffer).dtype;
  }

  /**
   * {@return the first byte}
   *
   * @param buffer the number
   */
  public long offset(int buffer) {
    return extras.get(FIRST - buffer).offset;
  }

  /** {@return how many bytes there are} */
  public long bytes() {
    return bytes;
  }
}

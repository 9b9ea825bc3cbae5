package org.ladera.core.backend.cpu.lower;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ladera.core.program.Value;
import org.ladera.core.type.DType;

/**
 * Memory that steps need beside the buffers of their program while they run. All steps share it,
 * one after another; behind it lie numbers, which stay.
 */
public final class Extras {
  private static final int FIRST = -10;
  private static final long ALIGNMENT = 64;
  private static final long NUMBER = 8;

  private record Extra(DType dtype, long offset) {}

  private final List<Extra> extras = new ArrayList<>();
  private final Map<Value.Const, Integer> numbers = new LinkedHashMap<>();
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
   * {@return the number of a piece of memory that holds a constant}
   *
   * @param constant the constant
   */
  public int number(Value.Const constant) {
    return numbers.computeIfAbsent(
        constant,
        added -> {
          extras.add(new Extra(added.dtype(), -1 - numbers.size()));
          return FIRST - (extras.size() - 1);
        });
  }

  /** {@return the constants, by the number of their memory} */
  public Map<Value.Const, Integer> numbers() {
    return Map.copyOf(numbers);
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
   * {@return the first byte, once all steps have what they need}
   *
   * @param buffer the number
   */
  public long offset(int buffer) {
    long offset = extras.get(FIRST - buffer).offset;
    return offset >= 0 ? offset : bytes + (-1 - offset) * NUMBER;
  }

  /** {@return how many bytes there are} */
  public long bytes() {
    return bytes + numbers.size() * NUMBER;
  }
}

package org.ladera.core.backend.reference;

import java.util.List;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.TensorType;

/** Bool entries. */
final class Truths implements Value {
  private final boolean[] entries;

  /** The array becomes the value's own. */
  Truths(boolean... entries) {
    this.entries = entries;
  }

  /** Whether each number is not zero. */
  static Truths of(long... numbers) {
    boolean[] entries = new boolean[numbers.length];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = numbers[i] != 0;
    }
    return new Truths(entries);
  }

  /** True as 1, false as 0. */
  long[] toLongs() {
    long[] numbers = new long[entries.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = entries[i] ? 1 : 0;
    }
    return numbers;
  }

  @Override
  public int size() {
    return entries.length;
  }

  @Override
  public boolean[] truths() {
    return entries;
  }

  @Override
  public Truths pick(int[] places) {
    boolean[] picked = new boolean[places.length];
    for (int i = 0; i < picked.length; i++) {
      picked[i] = places[i] < 0 ? false : entries[places[i]];
    }
    return new Truths(picked);
  }

  @Override
  public Truths where(Truths condition, Value other) {
    boolean[] taken = condition.truths();
    boolean[] others = other.truths();
    boolean[] chosen = new boolean[entries.length];
    for (int i = 0; i < chosen.length; i++) {
      chosen[i] = taken[i] ? entries[i] : others[i];
    }
    return new Truths(chosen);
  }

  static Truths join(List<Value> parts) {
    boolean[] joined = new boolean[parts.stream().mapToInt(Value::size).sum()];
    int next = 0;
    for (Value part : parts) {
      System.arraycopy(part.truths(), 0, joined, next, part.size());
      next += part.size();
    }
    return new Truths(joined);
  }

  @Override
  public HostArray toHostArray(TensorType type) {
    return HostArray.ofLongs(type.dtype(), type.shape(), toLongs());
  }
}

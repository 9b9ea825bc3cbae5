package org.ladera.core.backend.reference;

import java.util.List;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.TensorType;

/** Integer entries; those of an int32 tensor are all 32-bit numbers. */
final class Integers implements Value {
  private final long[] entries;

  private Integers(long[] entries) {
    this.entries = entries;
  }

  /** Results that are not yet wrapped around to their type. The array becomes the value's own. */
  Integers(DType dtype, long... results) {
    if (dtype == DType.INT32) {
      for (int i = 0; i < results.length; i++) {
        results[i] = (int) results[i];
      }
    }
    this.entries = results;
  }

  @Override
  public int size() {
    return entries.length;
  }

  @Override
  public long[] integers() {
    return entries;
  }

  @Override
  public Integers pick(int[] places) {
    long[] picked = new long[places.length];
    for (int i = 0; i < picked.length; i++) {
      picked[i] = places[i] < 0 ? 0 : entries[places[i]];
    }
    return new Integers(picked);
  }

  @Override
  public Integers where(Truths condition, Value other) {
    boolean[] taken = condition.truths();
    long[] others = other.integers();
    long[] chosen = new long[entries.length];
    for (int i = 0; i < chosen.length; i++) {
      chosen[i] = taken[i] ? entries[i] : others[i];
    }
    return new Integers(chosen);
  }

  static Integers join(List<Value> parts) {
    long[] joined = new long[parts.stream().mapToInt(Value::size).sum()];
    int next = 0;
    for (Value part : parts) {
      System.arraycopy(part.integers(), 0, joined, next, part.size());
      next += part.size();
    }
    return new Integers(joined);
  }

  @Override
  public HostArray toHostArray(TensorType type) {
    return HostArray.ofLongs(type.dtype(), type.shape(), entries);
  }
}

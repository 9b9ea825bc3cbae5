package org.ladera.core.backend.reference;

import java.util.List;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.TensorType;

/** Floating entries; those of a float32 tensor are all float32 numbers. */
final class Reals implements Value {
  private final double[] entries;

  private Reals(double[] entries) {
    this.entries = entries;
  }

  /** Results that are not yet rounded to their type. The array becomes the value's own. */
  Reals(DType dtype, double... results) {
    if (dtype == DType.FLOAT32) {
      for (int i = 0; i < results.length; i++) {
        results[i] = (float) results[i];
      }
    }
    this.entries = results;
  }

  @Override
  public int size() {
    return entries.length;
  }

  @Override
  public double[] reals() {
    return entries;
  }

  @Override
  public Reals pick(int[] places) {
    double[] picked = new double[places.length];
    for (int i = 0; i < picked.length; i++) {
      picked[i] = places[i] < 0 ? 0 : entries[places[i]];
    }
    return new Reals(picked);
  }

  @Override
  public Reals where(Truths condition, Value other) {
    boolean[] taken = condition.truths();
    double[] others = other.reals();
    double[] chosen = new double[entries.length];
    for (int i = 0; i < chosen.length; i++) {
      chosen[i] = taken[i] ? entries[i] : others[i];
    }
    return new Reals(chosen);
  }

  static Reals join(List<Value> parts) {
    double[] joined = new double[parts.stream().mapToInt(Value::size).sum()];
    int next = 0;
    for (Value part : parts) {
      System.arraycopy(part.reals(), 0, joined, next, part.size());
      next += part.size();
    }
    return new Reals(joined);
  }

  @Override
  public HostArray toHostArray(TensorType type) {
    return HostArray.ofDoubles(type.dtype(), type.shape(), entries);
  }
}

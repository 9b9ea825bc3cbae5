package org.ladera.core.backend.cpu.run;

import org.ladera.core.plan.Plan;
import org.ladera.core.program.Buffer;
import org.ladera.core.program.Check;
import org.ladera.core.type.DType;

/** Looks whether a value is as it must be. */
final class CheckWork extends Work {
  private static final int TILE = 1024;

  private final Check check;
  private final Plan.Complaint complaint;
  private final DType dtype;
  private final long count;
  private final long[] addresses;
  private final float[] floats;
  private final double[] doubles;

  CheckWork(Check check, Plan.Complaint complaint, Addresses addresses) {
    this.check = check;
    this.complaint = complaint;
    Buffer source = addresses.buffers().get(check.source());
    this.dtype = source.dtype();
    this.count = source.shape().size();
    this.addresses = new long[2];
    addresses.bind(this.addresses, 0, check.source(), 0);
    if (check.flag() >= 0) {
      addresses.bind(this.addresses, 1, check.flag(), 0);
    }
    int most = (int) Math.min(TILE, count);
    this.floats = new float[dtype == DType.FLOAT32 ? most : 0];
    this.doubles = new double[dtype == DType.FLOAT64 ? most : 0];
  }

  @Override
  void run(Worker worker) {
    if (check.flag() >= 0 && Memory.getInt(addresses[1]) == 0) {
      return;
    }
    long place = firstWrong();
    if (place < count || check.flag() >= 0) {
      double value =
          place < count ? Memory.getNumber(dtype, addresses[0] + place * dtype.size()) : Double.NaN;
      throw new Failure(() -> complaint.about(value, place < count ? place : 0));
    }
  }

  private long firstWrong() {
    if (check.kind() == Check.Kind.IN_RANGE) {
      return firstOutside();
    }
    long first = 0;
    while (first < count) {
      int entries = (int) Math.min(TILE, count - first);
      int place = dtype == DType.FLOAT32 ? floats(first, entries) : doubles(first, entries);
      if (place < entries) {
        return first + place;
      }
      first += entries;
    }
    return count;
  }

  private long firstOutside() {
    long first = 0;
    while (first < count) {
      int entries = (int) Math.min(TILE, count - first);
      long from = addresses[0] + first * dtype.size();
      boolean inside = dtype == DType.INT32 ? areInts(from, entries) : areLongs(from, entries);
      if (!inside) {
        return first + outside(from, entries);
      }
      first += entries;
    }
    return count;
  }

  /** Whether all are in range: without a branch for each, since nearly always all are. */
  private boolean areInts(long from, int entries) {
    long last = check.size() - 1;
    long signs = 0;
    for (int i = 0; i < entries; i++) {
      long value = Memory.getInt(from + (long) i * Integer.BYTES);
      signs |= value | (last - value);
    }
    return signs >= 0;
  }

  private boolean areLongs(long from, int entries) {
    long last = check.size() - 1;
    long signs = 0;
    for (int i = 0; i < entries; i++) {
      long value = Memory.getLong(from + (long) i * Long.BYTES);
      signs |= value | (last - value);
    }
    return signs >= 0;
  }

  private int outside(long from, int entries) {
    int place = 0;
    while (place < entries && isInside(from + (long) place * dtype.size())) {
      place++;
    }
    return place;
  }

  private boolean isInside(long address) {
    long value = Memory.getWhole(dtype, address);
    return value >= 0 && value < check.size();
  }

  /** The first place of the line that is not finite, or its length. */
  private int floats(long first, int entries) {
    Memory.load(addresses[0] + first * Float.BYTES, floats, entries);
    float sum = 0;
    for (int i = 0; i < entries; i++) {
      // 0 where the entry is finite, else NaN.
      sum += floats[i] * 0;
    }
    int place = sum == 0 ? entries : 0;
    while (place < entries && Float.isFinite(floats[place])) {
      place++;
    }
    return place;
  }

  private int doubles(long first, int entries) {
    Memory.load(addresses[0] + first * Double.BYTES, doubles, entries);
    double sum = 0;
    for (int i = 0; i < entries; i++) {
      sum += doubles[i] * 0;
    }
    int place = sum == 0 ? entries : 0;
    while (place < entries && Double.isFinite(doubles[place])) {
      place++;
    }
    return place;
  }
}

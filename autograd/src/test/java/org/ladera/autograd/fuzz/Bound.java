package org.ladera.autograd.fuzz;

import java.util.Arrays;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.TensorType;

/**
 * The value that the reference has for a node, and for each entry what a correct backend may have
 * in its place.
 */
sealed interface Bound {
  /** The type of the node. */
  TensorType type();

  /** Whether an entry is known: only one value is right. */
  boolean isKnown(int entry);

  /** Whether nothing can be said of an entry. */
  boolean isOpen(int entry);

  /** Whether a value is right for an entry. */
  boolean admits(int entry, HostArray values);

  /** What is right for an entry, in words. */
  String describe(int entry);

  /** This bound, of which nothing but the value of the reference is right. */
  static Bound exactly(HostArray values) {
    TensorType type = values.type();
    if (type.dtype().isFloating()) {
      return Reals.exactly(type, values.toDoubles());
    }
    return Wholes.of(type, values.toLongs(), false);
  }

  /**
   * Floating entries. NaN is known where all three are NaN; from -infinity to +infinity, NaN is
   * admitted too. Zeros are told apart where both ends are the same zero.
   */
  final class Reals implements Bound {
    private final TensorType type;
    private final double[] value;
    private final double[] low;
    private final double[] high;
    private final boolean isExact;

    private Reals(TensorType type, double[] value, double[] low, double[] high, boolean isExact) {
      this.type = type;
      this.value = value;
      this.low = low;
      this.high = high;
      this.isExact = isExact;
    }

    /** Known entries. */
    static Reals exactly(TensorType type, double[] value) {
      return new Reals(type, value, value, value, true);
    }

    /** Bounds that are to be filled in. */
    static Reals around(TensorType type, double[] value) {
      double[] low = new double[value.length];
      return new Reals(type, value, low, new double[value.length], false);
    }

    @Override
    public TensorType type() {
      return type;
    }

    /** The entries as the reference has them. */
    double[] value() {
      return value;
    }

    /** The least value of each entry. */
    double[] low() {
      return low;
    }

    /** The greatest value of each entry. */
    double[] high() {
      return high;
    }

    /** Whether every entry is known, and it was noticed. */
    boolean isExact() {
      return isExact;
    }

    /** The same entries in another shape. */
    Reals as(TensorType other) {
      return new Reals(other, value, low, high, isExact);
    }

    void open(int entry) {
      low[entry] = Double.NEGATIVE_INFINITY;
      high[entry] = Double.POSITIVE_INFINITY;
    }

    void close(int entry) {
      low[entry] = value[entry];
      high[entry] = value[entry];
    }

    void set(int entry, double least, double greatest) {
      if (Double.isNaN(least) || Double.isNaN(greatest)) {
        open(entry);
      } else {
        low[entry] = least;
        high[entry] = greatest;
      }
    }

    boolean isNaN(int entry) {
      return Double.isNaN(low[entry]);
    }

    /** The largest magnitude admitted. */
    double size(int entry) {
      return Math.max(Math.abs(low[entry]), Math.abs(high[entry]));
    }

    /** The same bounds, exact where every entry is known. */
    Reals settled() {
      for (int i = 0; i < value.length; i++) {
        if (!isKnown(i)) {
          return this;
        }
      }
      return exactly(type, value);
    }

    /** The same bounds, with zeros of either sign. */
    Reals signless() {
      Reals result = new Reals(type, value, low.clone(), high.clone(), false);
      for (int i = 0; i < value.length; i++) {
        if (isKnown(i) && value[i] == 0) {
          result.set(i, -0.0, 0.0);
        }
      }
      return result.settled();
    }

    @Override
    public boolean isKnown(int entry) {
      return Double.compare(low[entry], high[entry]) == 0;
    }

    @Override
    public boolean isOpen(int entry) {
      return low[entry] == Double.NEGATIVE_INFINITY && high[entry] == Double.POSITIVE_INFINITY;
    }

    @Override
    public boolean admits(int entry, HostArray values) {
      double given = values.getDouble(entry);
      if (isKnown(entry)) {
        return Double.compare(low[entry], given) == 0;
      }
      return isOpen(entry) || (low[entry] <= given && given <= high[entry]);
    }

    @Override
    public String describe(int entry) {
      return value[entry] + (isKnown(entry) ? "" : " (" + low[entry] + " .. " + high[entry] + ")");
    }
  }

  /** Integer or bool entries. */
  final class Wholes implements Bound {
    private final TensorType type;
    private final long[] value;
    private final boolean[] unknown;

    private Wholes(TensorType type, long[] value, boolean[] unknown) {
      this.type = type;
      this.value = value;
      this.unknown = unknown;
    }

    static Wholes of(TensorType type, long[] value, boolean unknown) {
      boolean[] all = new boolean[value.length];
      Arrays.fill(all, unknown);
      return new Wholes(type, value, all);
    }

    @Override
    public TensorType type() {
      return type;
    }

    /** The entries as the reference has them. */
    long[] value() {
      return value;
    }

    /** Where a correct backend may have something else. */
    boolean[] unknown() {
      return unknown;
    }

    /** The same entries in another shape. */
    Wholes as(TensorType other) {
      return new Wholes(other, value, unknown);
    }

    boolean isExact() {
      for (boolean each : unknown) {
        if (each) {
          return false;
        }
      }
      return true;
    }

    @Override
    public boolean isKnown(int entry) {
      return !unknown[entry];
    }

    @Override
    public boolean isOpen(int entry) {
      return unknown[entry];
    }

    @Override
    public boolean admits(int entry, HostArray values) {
      return unknown[entry] || values.getLong(entry) == value[entry];
    }

    @Override
    public String describe(int entry) {
      return type.dtype() == DType.BOOL
          ? String.valueOf(value[entry] != 0)
          : String.valueOf(value[entry]);
    }
  }
}

package org.ladera.core.memory;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The values of a tensor: a dense, row-major block of native memory that is ours, starting at a
 * multiple of 64 bytes. A bool takes one byte, 0 or 1. The memory goes back when the array is no
 * longer reachable.
 *
 * <p>Entries are counted in row-major order. A weak type becomes the float64 that it stands for.
 *
 * <p>Mutable and not thread-safe: whoever shares one between threads orders the accesses.
 */
public final class HostArray {
  private static final long ALIGNMENT = 64;

  private final TensorType type;
  private final long size;
  private final MemorySegment memory;

  private HostArray(TensorType type) {
    this.type = type.strong();
    this.size = type.shape().size();
    this.memory = Arena.ofAuto().allocate(type.bytes(), ALIGNMENT);
  }

  /**
   * {@return an array of zeros (false, for bool)}
   *
   * @param type the type and shape, of any rank, empty or not
   */
  public static HostArray zeros(TensorType type) {
    return new HostArray(type);
  }

  /**
   * {@return the values of an ND4J array of any ordering, view or stride}
   *
   * @param array an array of FLOAT, DOUBLE, INT, LONG or BOOL
   * @throws IllegalArgumentException if its entries are of another type
   */
  public static HostArray copyOf(INDArray array) {
    HostArray copy = new HostArray(ArrayTypes.typeOf(array));
    ArrayCopies.read(array, copy);
    return copy;
  }

  /**
   * {@return an array with the same values in memory of its own}
   *
   * @param array the values
   */
  public static HostArray copyOf(HostArray array) {
    HostArray copy = new HostArray(array.type);
    copy.memory.copyFrom(array.memory);
    return copy;
  }

  /**
   * {@return an array of the given values, each converted as by {@link #setDouble}}
   *
   * @param dtype the type of the entries
   * @param shape the sizes of the axes
   * @param values as many values as the shape has entries, in row-major order
   * @throws IllegalArgumentException if the number of values differs
   */
  public static HostArray ofDoubles(DType dtype, Shape shape, double... values) {
    HostArray array = filling("ofDoubles", dtype, shape, values.length);
    for (int i = 0; i < values.length; i++) {
      array.setDouble(i, values[i]);
    }
    return array;
  }

  /**
   * {@return an array of the given values, each converted as by {@link #setLong}}
   *
   * @param dtype the type of the entries
   * @param shape the sizes of the axes
   * @param values as many values as the shape has entries, in row-major order
   * @throws IllegalArgumentException if the number of values differs
   */
  public static HostArray ofLongs(DType dtype, Shape shape, long... values) {
    HostArray array = filling("ofLongs", dtype, shape, values.length);
    for (int i = 0; i < values.length; i++) {
      array.setLong(i, values[i]);
    }
    return array;
  }

  private static HostArray filling(String operation, DType dtype, Shape shape, int count) {
    TensorType type = new TensorType(dtype, shape);
    if (shape.size() != count) {
      throw new IllegalArgumentException(
          "HostArray."
              + operation
              + ": as many values are needed as the shape has entries, got "
              + count
              + " for "
              + type
              + " ("
              + shape.size()
              + " entries)");
    }
    return new HostArray(type);
  }

  /** {@return the type and shape of the values, never weak} */
  public TensorType type() {
    return type;
  }

  /** {@return the number of entries, 1 for a scalar} */
  public long size() {
    return size;
  }

  /**
   * The bytes themselves, live and in the machine's order (little-endian on every machine that ND4J
   * has natives for): for kernels, digests and files. The bytes of a bool must stay 0 or 1.
   *
   * @return {@code type().bytes()} bytes; they live as long as the segment or this array is
   *     reachable
   */
  public MemorySegment memory() {
    return memory;
  }

  /**
   * Replaces all values.
   *
   * @param array the new values, of any ordering, view or stride
   * @throws IllegalArgumentException if its type or shape is not that of this array
   */
  public void copyFrom(INDArray array) {
    checkType(ArrayTypes.typeOf(array));
    ArrayCopies.read(array, this);
  }

  /**
   * Replaces all values.
   *
   * @param array the new values
   * @throws IllegalArgumentException if its type or shape is not that of this array
   */
  public void copyFrom(HostArray array) {
    checkType(array.type);
    memory.copyFrom(array.memory);
  }

  /**
   * Writes all values into an array, as a new one costs far more than a copy.
   *
   * @param array a dense row-major array of this type and shape, not a view
   * @throws IllegalArgumentException if it is anything else
   */
  public void copyTo(INDArray array) {
    TensorType given = ArrayTypes.typeOf(array);
    if (!given.equals(type) || array.ordering() != 'c' || array.isView()) {
      throw new IllegalArgumentException(
          "HostArray.copyTo: a dense row-major array of the same type is needed, got "
              + given
              + " ("
              + array.ordering()
              + (array.isView() ? ", a view" : "")
              + ") for "
              + type);
    }
    ArrayCopies.write(this, array);
  }

  private void checkType(TensorType given) {
    if (!given.equals(type)) {
      throw new IllegalArgumentException(
          "HostArray.copyFrom: types and shapes must be equal, got " + given + " into " + type);
    }
  }

  /** {@return the values as a fresh row-major ND4J array that belongs to no workspace} */
  public INDArray toINDArray() {
    long[] sizes = Arrays.stream(type.shape().toArray()).asLongStream().toArray();
    INDArray array = Nd4j.createUninitializedDetached(ArrayTypes.toNd4j(type.dtype()), 'c', sizes);
    ArrayCopies.write(this, array);
    return array;
  }

  /**
   * {@return an entry as a double: exact but for an int64 beyond 2^53, which is rounded; a bool is
   * 0 or 1}
   *
   * @param index which entry
   * @throws IndexOutOfBoundsException if there is no such entry
   */
  public double getDouble(long index) {
    return switch (type.dtype()) {
      case FLOAT32 -> memory.getAtIndex(JAVA_FLOAT, index);
      case FLOAT64 -> memory.getAtIndex(JAVA_DOUBLE, index);
      case INT32, INT64, BOOL -> getLong(index);
    };
  }

  /**
   * {@return an entry as a long: exact for integers; a float is cut toward zero as by a Java cast;
   * a bool is 0 or 1}
   *
   * @param index which entry
   * @throws IndexOutOfBoundsException if there is no such entry
   */
  public long getLong(long index) {
    return switch (type.dtype()) {
      case INT32 -> memory.getAtIndex(JAVA_INT, index);
      case INT64 -> memory.getAtIndex(JAVA_LONG, index);
      case BOOL -> memory.get(JAVA_BYTE, index);
      case FLOAT32, FLOAT64 -> (long) getDouble(index);
    };
  }

  /**
   * Sets an entry: a float32 is rounded once, an integer converted as by a Java cast, a bool is
   * whether the value is not zero.
   *
   * @param index which entry
   * @param value the new value
   * @throws IndexOutOfBoundsException if there is no such entry
   */
  public void setDouble(long index, double value) {
    switch (type.dtype()) {
      case FLOAT32 -> memory.setAtIndex(JAVA_FLOAT, index, (float) value);
      case FLOAT64 -> memory.setAtIndex(JAVA_DOUBLE, index, value);
      case INT32 -> memory.setAtIndex(JAVA_INT, index, (int) value);
      case INT64 -> memory.setAtIndex(JAVA_LONG, index, (long) value);
      case BOOL -> memory.set(JAVA_BYTE, index, (byte) (value != 0 ? 1 : 0));
    }
  }

  /**
   * Sets an entry: an int32 keeps the low 32 bits, a float is rounded once, a bool is whether the
   * value is not zero.
   *
   * @param index which entry
   * @param value the new value
   * @throws IndexOutOfBoundsException if there is no such entry
   */
  public void setLong(long index, long value) {
    switch (type.dtype()) {
      case FLOAT32 -> memory.setAtIndex(JAVA_FLOAT, index, (float) value);
      case FLOAT64 -> memory.setAtIndex(JAVA_DOUBLE, index, (double) value);
      case INT32 -> memory.setAtIndex(JAVA_INT, index, (int) value);
      case INT64 -> memory.setAtIndex(JAVA_LONG, index, value);
      case BOOL -> memory.set(JAVA_BYTE, index, (byte) (value != 0 ? 1 : 0));
    }
  }

  /**
   * {@return all entries, as by {@link #getDouble}}
   *
   * @throws IllegalArgumentException if there are more than a Java array can hold
   */
  public double[] toDoubles() {
    double[] values = new double[count()];
    for (int i = 0; i < values.length; i++) {
      values[i] = getDouble(i);
    }
    return values;
  }

  /**
   * {@return all entries, as by {@link #getLong}}
   *
   * @throws IllegalArgumentException if there are more than a Java array can hold
   */
  public long[] toLongs() {
    long[] values = new long[count()];
    for (int i = 0; i < values.length; i++) {
      values[i] = getLong(i);
    }
    return values;
  }

  private int count() {
    if (size > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "HostArray: a Java array holds at most "
              + Integer.MAX_VALUE
              + " values, got "
              + type
              + "; read it entry by entry");
    }
    return (int) size;
  }

  /** {@return whether no entry is NaN or infinite} */
  public boolean allFinite() {
    return firstNonFinite() < 0;
  }

  /** {@return the index of the first entry that is NaN or infinite, or -1 if there is none} */
  public long firstNonFinite() {
    return FiniteScan.firstNonFinite(memory, type.dtype());
  }

  @Override
  public String toString() {
    int shown = (int) Math.min(size, 8);
    StringBuilder text = new StringBuilder(type.toString()).append(" {");
    for (int i = 0; i < shown; i++) {
      text.append(i == 0 ? "" : ", ").append(entryText(i));
    }
    return text.append(shown < size ? ", ...}" : "}").toString();
  }

  private String entryText(long index) {
    return switch (type.dtype()) {
      case FLOAT32 -> Float.toString((float) getDouble(index));
      case FLOAT64 -> Double.toString(getDouble(index));
      case INT32, INT64 -> Long.toString(getLong(index));
      case BOOL -> Boolean.toString(getLong(index) != 0);
    };
  }
}

package org.ladera.core.backend.reference;

import java.util.List;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.TensorType;

/**
 * The entries of a tensor, row-major, in the widest type of their kind. Nobody writes to a value
 * that is made, so nodes may share one.
 */
sealed interface Value permits Reals, Integers, Truths {
  /** The number of entries. */
  int size();

  /** Entries taken from the given places; a place below 0 gives zero, or false. */
  Value pick(int[] places);

  /** These entries where the condition holds, else those of another value of this kind. */
  Value where(Truths condition, Value other);

  /** The entries in memory of their own. */
  HostArray toHostArray(TensorType type);

  /** The entries of an array that may change later. */
  static Value copyOf(HostArray array) {
    DType dtype = array.type().dtype();
    return switch (dtype) {
      case FLOAT32, FLOAT64 -> new Reals(dtype, array.toDoubles());
      case INT32, INT64 -> new Integers(dtype, array.toLongs());
      case BOOL -> Truths.of(array.toLongs());
    };
  }

  /** One number, exact in its type. */
  static Value of(double number, DType dtype) {
    return switch (dtype) {
      case FLOAT32, FLOAT64 -> new Reals(dtype, number);
      case INT32, INT64 -> new Integers(dtype, (long) number);
      case BOOL -> new Truths(number != 0);
    };
  }

  /** The entries of all parts, which are of one kind, one part after another. */
  static Value join(List<Value> parts) {
    return switch (parts.getFirst()) {
      case Reals _ -> Reals.join(parts);
      case Integers _ -> Integers.join(parts);
      case Truths _ -> Truths.join(parts);
    };
  }

  /** Floating entries, which the type rules promise. */
  default double[] reals() {
    throw new IllegalStateException("floating entries were promised");
  }

  /** Integer entries, which the type rules promise. */
  default long[] integers() {
    throw new IllegalStateException("integer entries were promised");
  }

  /** Bool entries, which the type rules promise. */
  default boolean[] truths() {
    throw new IllegalStateException("bool entries were promised");
  }
}

package org.ladera.core.memory;

import java.util.Arrays;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** How our types and those of ND4J correspond. */
public final class ArrayTypes {
  private ArrayTypes() {}

  /**
   * {@return the ND4J type of the same entries}
   *
   * @param dtype a type of ours
   */
  public static DataType toNd4j(DType dtype) {
    return switch (dtype) {
      case FLOAT32 -> DataType.FLOAT;
      case FLOAT64 -> DataType.DOUBLE;
      case INT32 -> DataType.INT32;
      case INT64 -> DataType.INT64;
      case BOOL -> DataType.BOOL;
    };
  }

  /**
   * {@return our type of the same entries}
   *
   * @param dataType a type of ND4J
   * @throws IllegalArgumentException if we have no such type; the message says what to cast to
   */
  public static DType fromNd4j(DataType dataType) {
    return switch (dataType) {
      case FLOAT -> DType.FLOAT32;
      case DOUBLE -> DType.FLOAT64;
      case INT -> DType.INT32;
      case LONG -> DType.INT64;
      case BOOL -> DType.BOOL;
      case HALF, BFLOAT16 -> throw unsupported(dataType, "call castTo(DataType.FLOAT) first");
      case SHORT, BYTE, UBYTE, UINT16 ->
          throw unsupported(dataType, "call castTo(DataType.INT32) first");
      case UINT32, UINT64 -> throw unsupported(dataType, "call castTo(DataType.INT64) first");
      case UTF8, COMPRESSED, UNKNOWN -> throw unsupported(dataType, "convert it to numbers first");
    };
  }

  /**
   * {@return whether an array's entries lie one after another, row-major}
   *
   * <p>What ND4J has for that makes an array, and says no to one entry with several axes.
   *
   * @param array any array
   */
  public static boolean isDense(INDArray array) {
    if (array.isEmpty()) {
      return true;
    }
    long entries = 1;
    for (int axis = array.rank() - 1; axis >= 0; axis--) {
      long size = array.size(axis);
      if (size != 1 && array.stride(axis) != entries) {
        return false;
      }
      entries *= size;
    }
    return array.ordering() == 'c';
  }

  /**
   * {@return the type and shape of an ND4J array}
   *
   * <p>{@code Nd4j.empty(type)}, an array with no axes and no entries, counts as {@code [0]}.
   *
   * @param array any array
   * @throws IllegalArgumentException if its entries are of a type that we do not have, or an axis
   *     is longer than an {@code int} can say
   */
  public static TensorType typeOf(INDArray array) {
    DType dtype = fromNd4j(array.dataType());
    long[] sizes = array.shape();
    if (sizes.length == 0 && array.isEmpty()) {
      return new TensorType(dtype, Shape.of(0));
    }
    for (long size : sizes) {
      if (size > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            "INDArray: an axis has at most "
                + Integer.MAX_VALUE
                + " entries, got "
                + Arrays.toString(sizes)
                + "; split it");
      }
    }
    return new TensorType(
        dtype, Shape.of(Arrays.stream(sizes).mapToInt(Math::toIntExact).toArray()));
  }

  private static IllegalArgumentException unsupported(DataType dataType, String advice) {
    return new IllegalArgumentException(
        "INDArray: entries must be FLOAT, DOUBLE, INT, LONG or BOOL, got "
            + dataType
            + "; "
            + advice);
  }
}

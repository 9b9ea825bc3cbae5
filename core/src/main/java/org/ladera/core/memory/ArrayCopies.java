package org.ladera.core.memory;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.util.Arrays;
import org.ladera.core.type.DType;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner.ExecutionerType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Copies between ND4J arrays and our memory. On ND4J's CPU backend the bytes are read and written
 * through the data pointer; elsewhere a pointer may be of a device, and the entries go one by one
 * through the buffer's accessors, which synchronize.
 *
 * <p>The accessors of {@code INDArray} itself are not used: {@code getLong(i)} counts a transposed
 * view in column-major order.
 */
final class ArrayCopies {
  private ArrayCopies() {}

  /** Copies the entries of an array of any layout; the types are equal. */
  static void read(INDArray from, HostArray to) {
    if (to.size() == 0) {
      return;
    }
    boolean forward = Arrays.stream(from.stride()).allMatch(stride -> stride >= 0);
    if (forward && isOnHost()) {
      readThroughPointer(from, to);
    } else {
      readThroughAccessors(from, to);
    }
  }

  /** Copies all entries into a row-major array of the same type. */
  static void write(HostArray from, INDArray to) {
    if (from.size() == 0) {
      return;
    }
    if (isOnHost()) {
      try {
        memory(to, from.memory().byteSize()).copyFrom(from.memory());
      } finally {
        Reference.reachabilityFence(to);
      }
    } else {
      writeThroughAccessors(from, to);
    }
  }

  private static boolean isOnHost() {
    return Nd4j.getExecutioner().type() == ExecutionerType.NATIVE_CPU;
  }

  private static void readThroughPointer(INDArray from, HostArray to) {
    DType dtype = to.type().dtype();
    long[] shape = from.shape();
    long[] stride = from.stride();
    long reach = 1;
    for (int axis = 0; axis < shape.length; axis++) {
      reach += (shape[axis] - 1) * stride[axis];
    }
    try {
      copyStrided(memory(from, reach * dtype.size()), shape, stride, to.memory(), dtype.size());
    } finally {
      Reference.reachabilityFence(from);
    }
    if (dtype == DType.BOOL) {
      normalize(to.memory());
    }
  }

  /** The bytes from an array's first entry on; valid while the array is reachable. */
  @SuppressWarnings("restricted")
  private static MemorySegment memory(INDArray array, long bytes) {
    // The pointer of a view is that of its base.
    long address =
        array.data().pointer().address() + array.offset() * array.data().getElementSize();
    return MemorySegment.ofAddress(address).reinterpret(bytes);
  }

  private static void copyStrided(
      MemorySegment from, long[] shape, long[] stride, MemorySegment to, int width) {
    int outer = shape.length;
    long block = 1;
    while (outer > 0 && (shape[outer - 1] == 1 || stride[outer - 1] == block)) {
      outer--;
      block *= shape[outer];
    }
    if (outer == 0) {
      MemorySegment.copy(from, 0, to, 0, block * width);
      return;
    }
    // Entries before `row` are walked by an odometer, each row holds dense blocks a stride apart.
    int row = outer - 1;
    long[] index = new long[row];
    long source = 0;
    long target = 0;
    while (true) {
      copyRow(from, source, stride[row] * width, to, target, block, width, shape[row]);
      target += shape[row] * block * width;
      int axis = row - 1;
      while (axis >= 0 && ++index[axis] == shape[axis]) {
        index[axis] = 0;
        source -= (shape[axis] - 1) * stride[axis] * width;
        axis--;
      }
      if (axis < 0) {
        return;
      }
      source += stride[axis] * width;
    }
  }

  private static void copyRow(
      MemorySegment from,
      long source,
      long step,
      MemorySegment to,
      long target,
      long block,
      int width,
      long count) {
    if (block > 1) {
      long bytes = block * width;
      for (long i = 0; i < count; i++) {
        MemorySegment.copy(from, source + i * step, to, target + i * bytes, bytes);
      }
      return;
    }
    switch (width) {
      case 1 -> {
        for (long i = 0; i < count; i++) {
          to.set(JAVA_BYTE, target + i, from.get(JAVA_BYTE, source + i * step));
        }
      }
      case 4 -> {
        for (long i = 0; i < count; i++) {
          to.set(
              JAVA_INT_UNALIGNED, target + 4 * i, from.get(JAVA_INT_UNALIGNED, source + i * step));
        }
      }
      case 8 -> {
        for (long i = 0; i < count; i++) {
          to.set(
              JAVA_LONG_UNALIGNED,
              target + 8 * i,
              from.get(JAVA_LONG_UNALIGNED, source + i * step));
        }
      }
      default -> throw new IllegalStateException("no entry has " + width + " bytes");
    }
  }

  private static void normalize(MemorySegment booleans) {
    for (long i = 0; i < booleans.byteSize(); i++) {
      booleans.set(JAVA_BYTE, i, (byte) (booleans.get(JAVA_BYTE, i) == 0 ? 0 : 1));
    }
  }

  /** As {@link #read}, for a backend whose pointers may not be of the host. */
  static void readThroughAccessors(INDArray from, HostArray to) {
    DataBuffer data = from.dup('c').data();
    switch (to.type().dtype()) {
      case FLOAT32, FLOAT64 -> {
        for (long i = 0; i < to.size(); i++) {
          to.setDouble(i, data.getDouble(i));
        }
      }
      case INT32, INT64, BOOL -> {
        for (long i = 0; i < to.size(); i++) {
          to.setLong(i, data.getLong(i));
        }
      }
    }
  }

  /** As {@link #write}, for a backend whose pointers may not be of the host. */
  static void writeThroughAccessors(HostArray from, INDArray to) {
    DataBuffer data = to.data();
    switch (from.type().dtype()) {
      case FLOAT32, FLOAT64 -> {
        for (long i = 0; i < from.size(); i++) {
          data.put(i, from.getDouble(i));
        }
      }
      case INT32, INT64 -> {
        for (long i = 0; i < from.size(); i++) {
          data.put(i, from.getLong(i));
        }
      }
      case BOOL -> {
        for (long i = 0; i < from.size(); i++) {
          data.put(i, from.getLong(i) != 0);
        }
      }
    }
  }
}

package org.ladera.core.backend.nd4j;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import org.ladera.core.memory.ArrayTypes;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.TensorType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner.ExecutionerType;
import org.nd4j.linalg.factory.Nd4j;

/** Bulk copies between the arrays of callers, the memory of variables, and blocks. */
final class Host {
  private Host() {}

  /** Whether the pointer of an array is an address of ours, rather than one of a device. */
  static boolean isMemoryOfArrays() {
    return Nd4j.getExecutioner().type() == ExecutionerType.NATIVE_CPU;
  }

  /** The bytes of a dense array; valid while it is reachable and open. */
  @SuppressWarnings("restricted")
  static MemorySegment memory(INDArray array) {
    // The pointer of a view is that of its base.
    int width = array.data().getElementSize();
    long address = array.data().pointer().address() + array.offset() * width;
    return MemorySegment.ofAddress(address).reinterpret(array.length() * width);
  }

  /** Fills a block from a dense row-major array. */
  static void load(INDArray from, Block to) {
    if (to.length() == 0) {
      return;
    }
    if (to.isDirect()) {
      try {
        to.memory().copyFrom(memory(from));
      } finally {
        Reference.reachabilityFence(from);
      }
      if (to.dtype() == DType.BOOL) {
        normalize(to.memory());
      }
    } else {
      load(HostArray.copyOf(from), to);
    }
  }

  /** Fills a block. */
  static void load(HostArray from, Block to) {
    to.memory().copyFrom(from.memory());
    to.push();
  }

  /** Fills memory that is ours, such as a variable's. */
  static void store(Block from, HostArray to) {
    from.pull();
    to.memory().copyFrom(from.memory());
  }

  /** The entries of a block as a fresh array of the caller's. */
  static INDArray export(Block from, TensorType type) {
    if (!from.isDirect()) {
      HostArray copy = HostArray.zeros(type);
      store(from, copy);
      return copy.toINDArray();
    }
    INDArray array =
        Nd4j.createUninitializedDetached(
            ArrayTypes.toNd4j(type.dtype()), 'c', Block.sizes(type.shape()));
    memory(array).copyFrom(from.memory());
    return array;
  }

  /** A bool that ND4J made may be any byte that is not 0. */
  private static void normalize(MemorySegment booleans) {
    for (long i = 0; i < booleans.byteSize(); i++) {
      booleans.set(JAVA_BYTE, i, (byte) (booleans.get(JAVA_BYTE, i) == 0 ? 0 : 1));
    }
  }
}

package org.ladera.core.backend.nd4j;

import org.nd4j.linalg.api.ops.executioner.OpExecutioner.ExecutionerType;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * Keeps ND4J's natives on one thread. Its OpenMP teams wait for each other by spinning, so that
 * they collapse as soon as another process wants a core, and its sums change with their number.
 */
final class SingleThread {
  static {
    if (isOnHost()) {
      Nd4j.factory().blas().setMaxThreads(1);
    }
  }

  private SingleThread() {}

  private static boolean isOnHost() {
    return Nd4j.getExecutioner().type() == ExecutionerType.NATIVE_CPU;
  }

  /** Holds for the calling thread, as OpenMP counts: to be said wherever a run begins. */
  static void hold() {
    if (isOnHost()) {
      NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
    }
  }
}

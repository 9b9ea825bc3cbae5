package org.ladera.core.backend.cpu.run;

import java.util.Arrays;
import org.ladera.core.backend.cpu.lower.Nest;
import org.ladera.core.program.kernel.Arguments;
import org.ladera.core.program.kernel.Kernel;

/** An odometer over the axes around a kernel. */
final class Walk {
  private final long[] sizes;
  private final long[] index;
  private final long[] arguments;
  private final long[][] steps;
  private final long rows;
  private final boolean blocked;

  /**
   * An odometer.
   *
   * @param nest the loops
   * @param length of an array of arguments
   */
  Walk(Nest nest, int length) {
    this.sizes = nest.outer().toArray();
    this.index = new long[sizes.length];
    this.rows = nest.rows();
    this.blocked = nest.blocked();
    boolean single = nest.calls() == 1;
    this.arguments = new long[single ? 0 : length];
    this.steps = new long[single ? 0 : sizes.length][nest.places().size()];
    for (int stream = 0; stream < (single ? 0 : nest.places().size()); stream++) {
      // A step along one axis takes back all steps along those inside.
      long back = 0;
      for (int axis = sizes.length - 1; axis >= 0; axis--) {
        long distance = nest.places().get(stream).outer().get(axis);
        steps[axis][stream] = distance - back;
        back += distance * (sizes[axis] - 1);
      }
    }
  }

  /** How many rows a call has, by its block. */
  long rows(long block) {
    return blocked ? Math.min(Nest.BLOCK, rows - block * Nest.BLOCK) : rows;
  }

  /** Makes all calls. */
  void run(Kernel kernel, long[] first, long scratch) {
    int last = sizes.length - 1;
    System.arraycopy(first, 0, arguments, 0, arguments.length);
    Arrays.fill(index, 0);
    while (true) {
      kernel.run(arguments, scratch);
      int axis = last;
      while (axis >= 0 && ++index[axis] == sizes[axis]) {
        index[axis] = 0;
        axis--;
      }
      if (axis < 0) {
        return;
      }
      long[] step = steps[axis];
      for (int stream = 0; stream < step.length; stream++) {
        arguments[Arguments.address(stream)] += step[stream];
      }
      if (blocked) {
        arguments[Arguments.ROWS] = rows(index[last]);
      }
    }
  }
}

package org.ladera.core.backend.cpu.run;

import java.util.Arrays;

/** An address that may be another in each run, and every argument that is computed from it. */
final class Port {
  private long address;
  private long[][] arrays = new long[4][];
  private int[] positions = new int[4];
  private long[] offsets = new long[4];
  private int count;

  /** Has an argument follow: it will be the address and so many bytes more. */
  void follow(long[] array, int position, long offset) {
    if (count == positions.length) {
      arrays = Arrays.copyOf(arrays, 2 * count);
      positions = Arrays.copyOf(positions, 2 * count);
      offsets = Arrays.copyOf(offsets, 2 * count);
    }
    arrays[count] = array;
    positions[count] = position;
    offsets[count] = offset;
    array[position] = address + offset;
    count++;
  }

  void set(long next) {
    if (next != address) {
      address = next;
      for (int i = 0; i < count; i++) {
        arrays[i][positions[i]] = next + offsets[i];
      }
    }
  }
}

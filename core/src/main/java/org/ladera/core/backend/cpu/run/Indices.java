package org.ladera.core.backend.cpu.run;

import org.ladera.core.type.DType;

/**
 * Positions in memory, each checked before it is used.
 *
 * @param dtype int32 or int64
 * @param count how many
 * @param size of the axis that they are positions of
 */
record Indices(DType dtype, long count, long size) {
  /** The position at a place, or -1 if it is out of range. */
  long at(long address, long place) {
    long index = Memory.getWhole(dtype, address + place * dtype.size());
    return index < 0 || index >= size ? -1 : index;
  }

  /** The first place whose position is out of range. */
  long firstWrong(long address) {
    long place = 0;
    while (at(address, place) >= 0) {
      place++;
    }
    return place;
  }

  /** What stands at a place. */
  long value(long address, long place) {
    return Memory.getWhole(dtype, address + place * dtype.size());
  }
}

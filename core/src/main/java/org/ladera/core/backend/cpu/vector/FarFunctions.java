package org.ladera.core.backend.cpu.vector;

import static org.ladera.core.backend.cpu.vector.Everything.ALL;
import static org.ladera.core.backend.cpu.vector.Everything.FLOAT;

/** Functions of a whole vector that lies in memory, one lane at a time: for the rare case. */
final class FarFunctions {
  /** Up to here the result is 0. */
  static final float NEAR = 1 << 17;

  private FarFunctions() {}

  static void sin(long address, int lanes) {
    for (int i = 0; i < lanes; i++) {
      long place = address + (long) i * Float.BYTES;
      ALL.set(FLOAT, place, Scalars.farSin(ALL.get(FLOAT, place)));
    }
  }

  static void cos(long address, int lanes) {
    for (int i = 0; i < lanes; i++) {
      long place = address + (long) i * Float.BYTES;
      ALL.set(FLOAT, place, Scalars.farCos(ALL.get(FLOAT, place)));
    }
  }
}

package org.ladera.core.backend.cpu.run;

import com.google.common.primitives.ImmutableIntArray;

/** Sets flags to 0. */
final class FlagWork extends Work {
  private final long[] addresses;

  FlagWork(ImmutableIntArray flags, Addresses addresses) {
    this.addresses = addresses.bind(flags.toArray());
  }

  @Override
  void run(Worker worker) {
    for (long address : addresses) {
      Memory.setInt(address, 0);
    }
  }
}

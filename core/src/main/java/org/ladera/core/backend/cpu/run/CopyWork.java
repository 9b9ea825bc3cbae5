package org.ladera.core.backend.cpu.run;

/** Copies bytes. */
final class CopyWork extends Work {
  private final long bytes;
  private final long[] addresses = new long[2];

  CopyWork(int from, int to, long offset, long bytes, Addresses addresses) {
    this.bytes = bytes;
    addresses.bind(this.addresses, 0, from, offset);
    addresses.bind(this.addresses, 1, to, offset);
  }

  @Override
  void run(Worker worker) {
    Memory.copy(addresses[0], addresses[1], bytes);
  }
}

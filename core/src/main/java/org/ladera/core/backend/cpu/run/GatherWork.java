package org.ladera.core.backend.cpu.run;

import org.ladera.core.program.Gather;

/** Copies what some of the indices name. */
final class GatherWork extends Work {
  private final Indices indices;
  private final long outer;
  private final long bytes;
  private final long from;
  private final long to;
  private final long[] addresses;

  /**
   * A part of a gather.
   *
   * @param from the first place among the indices
   * @param to the place behind the last
   */
  GatherWork(Gather gather, Indices indices, long from, long to, Addresses addresses) {
    this.indices = indices;
    this.outer = gather.outer();
    this.bytes = gather.inner() * addresses.buffers().get(gather.source()).dtype().size();
    this.from = from;
    this.to = to;
    this.addresses = addresses.bind(gather.source(), gather.indices(), gather.target());
  }

  @Override
  void run(Worker worker) {
    for (long place = from; place < to; place++) {
      long index = indices.at(addresses[1], place);
      if (index < 0) {
        throw wrong();
      }
      long source = addresses[0] + index * bytes;
      long target = addresses[2] + place * bytes;
      for (long o = 0; o < outer; o++) {
        copy(source + o * indices.size() * bytes, target + o * indices.count() * bytes);
      }
    }
  }

  private void copy(long source, long target) {
    if (bytes == Float.BYTES) {
      Memory.setInt(target, Memory.getInt(source));
    } else {
      Memory.copy(source, target, bytes);
    }
  }

  private Failure wrong() {
    long place = indices.firstWrong(addresses[1]);
    long value = indices.value(addresses[1], place);
    int size = (int) indices.size();
    return new Failure(() -> org.ladera.core.graph.Gather.error(value, place, size));
  }
}

package org.ladera.core.backend.cpu.run;

import org.ladera.core.program.ScatterAdd;
import org.ladera.core.type.DType;

/**
 * Adds updates up for some of the targets, which nobody else writes. Sums of float32 are kept in
 * float64 and rounded once.
 */
final class ScatterWork extends Work {
  private static final int TILE = 256;

  private final SortWork.Groups groups;
  private final ScatterAdd scatter;
  private final long from;
  private final long to;
  private final int width;
  private final long[] addresses;
  private final Accumulator sums;

  /**
   * A part of a scatter.
   *
   * @param from the first target
   * @param to the target behind the last
   */
  ScatterWork(ScatterAdd scatter, SortWork.Groups groups, long from, long to, Addresses addresses) {
    this.scatter = scatter;
    this.groups = groups;
    this.from = from;
    this.to = to;
    DType dtype = addresses.buffers().get(scatter.target()).dtype();
    this.width = dtype.size();
    this.addresses = addresses.bind(scatter.updates(), scatter.target());
    this.sums = Accumulator.ofAscending(dtype, Math.clamp(scatter.inner(), 1, TILE));
  }

  @Override
  void run(Worker worker) {
    long line = scatter.inner() * width;
    long count = groups.places.length;
    for (long target = from; target < to; target++) {
      for (long o = 0; o < scatter.outer(); o++) {
        long write = addresses[1] + (o * scatter.size() + target) * line;
        long read = addresses[0] + o * count * line;
        for (long column = 0; column < scatter.inner(); column += TILE) {
          int entries = (int) Math.min(TILE, scatter.inner() - column);
          add((int) target, read + column * width, write + column * width, line, entries);
        }
      }
    }
  }

  private void add(int target, long read, long write, long line, int entries) {
    sums.begin(entries);
    for (int i = groups.starts[target]; i < groups.starts[target + 1]; i++) {
      sums.add(read + groups.places[i] * line, 1, 0, entries);
    }
    sums.end(write, width, entries);
  }
}

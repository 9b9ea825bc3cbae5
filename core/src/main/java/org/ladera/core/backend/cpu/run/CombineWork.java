package org.ladera.core.backend.cpu.run;

import org.ladera.core.backend.cpu.lower.Combine;

/**
 * Combines the results of blocks, for some of the kept entries and columns, in the order that the
 * page of {@link org.ladera.core.program} gives.
 */
final class CombineWork extends Work {
  private static final int TILE = 256;

  private final Combine combine;
  private final long fromKept;
  private final long toKept;
  private final long fromColumn;
  private final long toColumn;
  private final long[] addresses = new long[2];
  private final Accumulator accumulator;

  CombineWork(
      Combine combine,
      long fromKept,
      long toKept,
      long fromColumn,
      long toColumn,
      Addresses addresses) {
    this.combine = combine;
    this.fromKept = fromKept;
    this.toKept = toKept;
    this.fromColumn = fromColumn;
    this.toColumn = toColumn;
    addresses.bind(this.addresses, 0, combine.buffer(), combine.offset());
    addresses.bind(this.addresses, 1, combine.target());
    this.accumulator =
        Accumulator.of(
            combine.kind(),
            combine.dtype(),
            (int) Math.min(TILE, Math.max(1, toColumn - fromColumn)));
  }

  @Override
  void run(Worker worker) {
    for (long kept = fromKept; kept < toKept; kept++) {
      long target = addresses[1];
      long rest = kept;
      for (int axis = combine.kept().length() - 1; axis >= 0; axis--) {
        long size = combine.kept().get(axis);
        target += rest % size * combine.target().outer().get(axis);
        rest /= size;
      }
      for (long column = fromColumn; column < toColumn; column += TILE) {
        int count = (int) Math.min(TILE, toColumn - column);
        tile(kept, column, count, target + column * combine.target().column());
      }
    }
  }

  private void tile(long kept, long column, int count, long target) {
    long distance = combine.columns() * combine.dtype().size();
    long from = addresses[0] + kept * combine.lines() * distance + column * combine.dtype().size();
    accumulator.begin(count);
    for (long line = 0; line < combine.lines(); line += combine.block()) {
      int lines = (int) Math.min(combine.block(), combine.lines() - line);
      accumulator.add(from + line * distance, lines, distance, count);
    }
    accumulator.end(target, combine.target().column(), count);
  }
}

package org.ladera.core.backend.cpu.run;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.ladera.core.backend.cpu.lower.Nest;
import org.ladera.core.backend.cpu.lower.Place;
import org.ladera.core.backend.cpu.lower.Region;
import org.ladera.core.backend.cpu.tier.KernelSlot;
import org.ladera.core.program.kernel.Arguments;
import org.ladera.core.program.kernel.Kernel;

/** Calls of one kernel in nested loops, with arguments that are ready. */
final class LoopWork extends Work {
  private final KernelSlot slot;
  private final Nest nest;
  private final long[] first;
  private final int[] tiles;
  private final long[] tileOffsets;
  private final long calls;
  private final Walk walk;
  private Kernel kernel;

  LoopWork(Nest nest, KernelSlot slot, Addresses addresses) {
    this.slot = slot;
    this.nest = nest;
    this.calls = nest.calls();
    this.kernel = slot.current();
    int count = nest.places().size();
    this.first = new long[Arguments.length(count)];
    this.tiles =
        IntStream.range(0, count)
            .filter(stream -> nest.places().get(stream).buffer() == Region.TILE)
            .toArray();
    this.tileOffsets =
        Arrays.stream(tiles).mapToLong(stream -> nest.places().get(stream).offset()).toArray();
    this.walk = new Walk(nest, first.length);
    first[Arguments.ROWS] = walk.rows(0);
    first[Arguments.COLUMNS] = nest.columns();
    for (int stream = 0; stream < count; stream++) {
      Place place = nest.places().get(stream);
      if (place.buffer() != Region.TILE) {
        addresses.bind(first, Arguments.address(stream), place);
      }
      first[Arguments.rowDistance(stream)] = place.row();
      first[Arguments.columnDistance(stream)] = place.column();
    }
  }

  @Override
  void run(Worker worker) {
    for (int i = 0; i < tiles.length; i++) {
      first[Arguments.address(tiles[i])] = worker.tile + tileOffsets[i];
    }
    if (calls == 1) {
      kernel.run(first, worker.scratch);
    } else {
      walk.run(kernel, first, worker.scratch);
    }
  }

  @Override
  void refresh() {
    kernel = slot.current();
  }

  @Override
  void request() {
    slot.request();
  }

  @Override
  long scratchBytes() {
    return kernel.scratchBytes(nest.columns());
  }
}

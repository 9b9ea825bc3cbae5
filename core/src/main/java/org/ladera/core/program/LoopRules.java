package org.ladera.core.program;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Of one loop in itself, and what it touches. */
final class LoopRules {
  private final Verification verification;
  private final int step;
  private final Loop loop;

  /** By line, a bit for each axis along which it has other values. */
  private final long[] lineAxes;

  LoopRules(Verification verification, int step, Loop loop) {
    this.verification = verification;
    this.step = step;
    this.loop = loop;
    this.lineAxes = new long[loop.body().values().size()];
  }

  /** Complains, or hands out all reads and writes, by position of the stream. */
  void verify(BiConsumer<Integer, Region> reads, BiConsumer<Integer, Region> writes) {
    verifyAxes();
    for (Stream stream : loop.streams()) {
      verification.existing(stream.buffer(), step);
      if (stream.strides().length() != rank()) {
        throw verification.complaint(
            step, stream.buffer(), "has " + stream.strides().length() + " strides, not " + rank());
      }
    }
    @Nullable String complaint =
        LineTypes.complaint(
            loop.body(),
            loop.streams().stream()
                .map(s -> verification.buffer(s.buffer(), step).dtype())
                .toList());
    if (complaint != null) {
      throw verification.complaint(step, complaint);
    }
    int[] levels = loop.body().levels();
    for (int line = 0; line < lineAxes.length; line++) {
      lineAxes[line] = lineAxes(line);
      if (loop.body().values().get(line) instanceof Value.Load load) {
        region(load.stream(), bits(rank()), reads);
      }
    }
    for (Sink sink : loop.body().sinks()) {
      verify(sink, levels[sink.value()] > 0, writes);
    }
  }

  private int rank() {
    return loop.extents().length();
  }

  private void verifyAxes() {
    if (loop.extents().stream().anyMatch(extent -> extent < 0)) {
      throw verification.complaint(step, "an extent is below 0: " + loop.extents());
    }
    if (rank() > Long.SIZE - 1) {
      throw verification.complaint(step, "more axes than can be told apart: " + rank());
    }
    int least = rank() == 0 ? 0 : 1;
    if (loop.rowAxes() < least
        || loop.totalAxes() < 0
        || loop.rowAxes() + loop.totalAxes() > rank()) {
      throw verification.complaint(
          step,
          "of "
              + rank()
              + " axes "
              + loop.rowAxes()
              + " cannot form the row with "
              + loop.totalAxes()
              + " for totals before them");
    }
    boolean hasTotal = loop.body().sinks().stream().anyMatch(s -> s instanceof Sink.Total);
    if (!hasTotal && loop.totalAxes() > 0) {
      throw verification.complaint(step, "there are axes for totals, but no total");
    }
    boolean hasReduction = loop.body().values().stream().anyMatch(v -> v instanceof Value.Reduce);
    if (hasReduction && loop.rowAxes() == 0) {
      throw verification.complaint(step, "a row is reduced, but no axis forms one");
    }
  }

  /** The axes before one, as bits. */
  private static long bits(int axes) {
    return (1L << axes) - 1;
  }

  private long axes(Stream stream) {
    long axes = 0;
    for (int axis = 0; axis < rank(); axis++) {
      if (loop.extents().get(axis) > 1 && stream.strides().get(axis) != 0) {
        axes |= 1L << axis;
      }
    }
    return axes;
  }

  private long lineAxes(int line) {
    return switch (loop.body().values().get(line)) {
      case Value.Const _ -> 0;
      case Value.Load load -> axes(loop.streams().get(load.stream()));
      case Value.Apply apply -> {
        long axes = 0;
        for (int argument : apply.arguments().toArray()) {
          axes |= lineAxes[argument];
        }
        yield axes;
      }
      case Value.Reduce reduce -> lineAxes[reduce.argument()] & bits(rank() - loop.rowAxes());
    };
  }

  private void verify(Sink sink, boolean ofReduction, BiConsumer<Integer, Region> writes) {
    Stream stream = loop.streams().get(sink.stream());
    int row = rank() - loop.rowAxes();
    boolean isFlag = verification.isFlag(stream.buffer());
    if (isFlag != sink instanceof Sink.Flag) {
      throw verification.complaint(
          step,
          stream.buffer(),
          isFlag ? "is a flag, but is stored to" : "is no flag of the program");
    }
    long moved = axes(stream);
    long reduced =
        switch (sink) {
          case Sink.Store _ -> 0;
          case Sink.Total _ -> bits(row) & ~bits(row - loop.totalAxes());
          case Sink.Flag _ -> bits(rank());
        };
    if ((moved & reduced) != 0) {
      throw verification.complaint(
          step, stream.buffer(), "moves along an axis that is reduced to it");
    }
    if ((lineAxes[sink.value()] & ~moved & ~reduced) != 0) {
      throw verification.complaint(
          step, stream.buffer(), "does not move along an axis along which its value does");
    }
    long needed =
        switch (sink) {
          case Sink.Store _ -> bits(ofReduction ? row : rank());
          case Sink.Total _ -> bits(rank()) & ~reduced;
          case Sink.Flag _ -> bits(rank());
        };
    region(
        sink.stream(),
        needed,
        (index, region) -> {
          verification.require(
              region.isInjective(), step, stream.buffer(), "may be written twice in one place");
          writes.accept(index, region);
        });
  }

  /**
   * What a stream passes, if it passes anything.
   *
   * @param needed the axes that must not be empty although the stream does not move along them
   */
  private void region(int index, long needed, BiConsumer<Integer, Region> consumer) {
    Stream stream = loop.streams().get(index);
    List<Long> extents = new ArrayList<>();
    for (int axis = 0; axis < rank(); axis++) {
      boolean counts = (needed >> axis & 1) == 1 || stream.strides().get(axis) != 0;
      extents.add(counts ? loop.extents().get(axis) : 1);
    }
    @Nullable Region region = Region.of(stream.offset(), extents, stream.strides().asList());
    if (region == null) {
      return;
    }
    long size = verification.buffer(stream.buffer(), step).shape().size();
    if (region.first() < 0 || region.last() >= size) {
      throw verification.complaint(
          step,
          stream.buffer(),
          "has "
              + size
              + " entries, but those from "
              + region.first()
              + " to "
              + region.last()
              + " are passed");
    }
    consumer.accept(index, region);
  }
}

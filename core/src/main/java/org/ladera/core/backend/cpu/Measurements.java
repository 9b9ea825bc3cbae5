package org.ladera.core.backend.cpu;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ladera.core.backend.cpu.run.Clock;
import org.ladera.core.program.Loop;
import org.ladera.core.program.MatMul;
import org.ladera.core.program.Program;
import org.ladera.core.program.Step;
import org.ladera.core.program.Storage;
import org.ladera.core.program.Stream;

/** What was measured of the steps of a program, as text. */
final class Measurements {
  private final Program program;
  private final Clock clock;
  private final double sum;

  Measurements(Program program, Clock clock) {
    this.program = program;
    this.clock = clock;
    double all = 0;
    for (int step = 0; step <= program.steps().size(); step++) {
      all += clock.median(step);
    }
    this.sum = all;
  }

  /** All steps together. */
  List<String> all() {
    return List.of(
        "measured: %d runs, medians of the last add up to %.2f us of all threads"
            .formatted(clock.runs(), sum / 1000));
  }

  /** One step. */
  String of(int step) {
    double time = clock.median(step);
    if (time == 0) {
      return "not measured yet";
    }
    String text = "%.2f us, %.0f %%".formatted(time / 1000, 100 * time / sum);
    Step what = program.steps().get(step);
    if (what instanceof MatMul product) {
      double flops = 2.0 * product.m() * product.n() * product.k();
      for (int axis = 0; axis < product.batch().length(); axis++) {
        flops *= product.batch().get(axis);
      }
      text += ", %.1f GFLOP/s".formatted(flops / time);
    }
    if (what instanceof Loop loop) {
      text += ", %.1f GB/s".formatted(bytes(loop) / time);
    }
    return text;
  }

  /** Each buffer counts once for all that is read of it and once for all that is written. */
  private double bytes(Loop loop) {
    Set<Integer> written = new HashSet<>();
    loop.body().sinks().forEach(sink -> written.add(sink.stream()));
    Set<Integer> read = new HashSet<>();
    double bytes = 0;
    for (int i = 0; i < loop.streams().size(); i++) {
      Stream stream = loop.streams().get(i);
      boolean counts = written.contains(i) || read.add(stream.buffer());
      boolean isTile = program.buffer(stream.buffer()).storage() instanceof Storage.Tile;
      bytes += counts && !isTile ? program.buffer(stream.buffer()).bytes() : 0;
    }
    return bytes;
  }
}

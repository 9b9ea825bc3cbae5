package org.ladera.core.backend.cpu;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ladera.core.backend.cpu.run.Clock;
import org.ladera.core.backend.cpu.run.Peaks;
import org.ladera.core.program.Buffer;
import org.ladera.core.program.Loop;
import org.ladera.core.program.MatMul;
import org.ladera.core.program.Program;
import org.ladera.core.program.Step;
import org.ladera.core.program.Storage;
import org.ladera.core.program.Stream;

/** What was measured of the steps of a program, against what the machine can do, as text. */
final class Measurements {
  private final Program program;
  private final Clock clock;
  private final Peaks peaks;
  private final double sum;
  private final List<String> steps = new ArrayList<>();

  Measurements(Program program, Clock clock, Peaks peaks) {
    this.program = program;
    this.clock = clock;
    this.peaks = peaks;
    double all = 0;
    for (int step = 0; step <= program.steps().size(); step++) {
      all += clock.time(step);
    }
    this.sum = all;
    for (int step = 0; step < program.steps().size(); step++) {
      steps.add(told(step));
    }
  }

  /** All steps together. */
  List<String> all() {
    return List.of(
        "measured in %d runs: medians of steps add up to %.2f us"
            .formatted(clock.runs(), sum / 1000),
        "best of this machine: " + peaks.describe());
  }

  /** One step. */
  String of(int step) {
    return steps.get(step);
  }

  private String told(int step) {
    double time = clock.time(step);
    if (time == 0) {
      return "not measured yet";
    }
    String text =
        "%.2f us, %.0f %% of all, %.1f threads"
            .formatted(time / 1000, 100 * time / sum, clock.busy(step) / time);
    Step what = program.steps().get(step);
    if (what instanceof MatMul product) {
      double rate = flops(product) / time;
      text += ", " + rate("GFLOP/s", rate, peaks.products(product.dtype()), "products");
    }
    if (what instanceof Loop loop && !loop.extents().isEmpty()) {
      long bytes = bytes(loop);
      text += ", " + rate("GB/s", bytes / time, peaks.copies(bytes), "copies");
    }
    return text;
  }

  private static String rate(String unit, double rate, double best, String what) {
    return "%.1f %s, %.0f %% of the best %s".formatted(rate, unit, 100 * rate / best, what);
  }

  private static double flops(MatMul product) {
    double flops = 2.0 * product.m() * product.n() * product.k();
    for (int axis = 0; axis < product.batch().length(); axis++) {
      flops *= product.batch().get(axis);
    }
    return flops;
  }

  /** What is read of a buffer in several ways counts once. */
  private long bytes(Loop loop) {
    Set<Integer> written = new HashSet<>();
    loop.body().sinks().forEach(sink -> written.add(sink.stream()));
    Set<Integer> read = new HashSet<>();
    long bytes = 0;
    for (int i = 0; i < loop.streams().size(); i++) {
      Stream stream = loop.streams().get(i);
      boolean counts = written.contains(i) || read.add(stream.buffer());
      boolean isTile = program.buffer(stream.buffer()).storage() instanceof Storage.Tile;
      bytes += counts && !isTile ? bytes(loop, stream) : 0;
    }
    return bytes;
  }

  private long bytes(Loop loop, Stream stream) {
    Buffer buffer = program.buffer(stream.buffer());
    long entries = 1;
    for (int axis = 0; axis < loop.extents().length(); axis++) {
      entries *= stream.strides().get(axis) == 0 ? 1 : loop.extents().get(axis);
    }
    return Math.min(entries * buffer.dtype().size(), buffer.bytes());
  }
}

package org.ladera.core.plan.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.ladera.core.plan.Touched;
import org.ladera.core.program.Buffer;
import org.ladera.core.program.Commit;
import org.ladera.core.program.Program;
import org.ladera.core.program.Storage;

/**
 * When the buffers of a program's own memory are needed.
 *
 * @param all each such buffer, the largest first
 * @param peak the most bytes that are needed at one time
 * @param peakStep the first step at which they are
 */
record Lives(List<Life> all, long peak, int peakStep) {

  /** A buffer, the first step that touches it and the last; behind all steps at the end. */
  record Life(Buffer buffer, int first, int last) {}

  static Lives of(Program program) {
    int steps = program.steps().size();
    int[] first = new int[program.buffers().size()];
    int[] last = new int[first.length];
    Arrays.fill(first, -1);
    for (int i = 0; i < steps; i++) {
      int step = i;
      Touched.by(
          program.steps().get(i),
          buffer -> {
            first[buffer] = first[buffer] < 0 ? step : first[buffer];
            last[buffer] = step;
          });
    }
    for (Commit commit : program.commits()) {
      last[commit.source()] = steps;
    }
    program
        .flags()
        .forEach(
            flag -> {
              first[flag] = 0;
              last[flag] = steps;
            });
    List<Life> lives = new ArrayList<>();
    long[] change = new long[steps + 2];
    for (Buffer buffer : program.buffers()) {
      int id = buffer.id();
      if (buffer.storage() instanceof Storage.Arena && first[id] >= 0) {
        lives.add(new Life(buffer, first[id], last[id]));
        change[first[id]] += buffer.bytes();
        change[last[id] + 1] -= buffer.bytes();
      }
    }
    lives.sort(Comparator.comparingLong((Life life) -> life.buffer().bytes()).reversed());
    long live = 0;
    long peak = 0;
    int peakStep = 0;
    for (int step = 0; step <= steps; step++) {
      live += change[step];
      if (live > peak) {
        peak = live;
        peakStep = step;
      }
    }
    return new Lives(lives, peak, peakStep);
  }
}

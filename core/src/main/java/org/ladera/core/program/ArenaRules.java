package org.ladera.core.program;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;

/** Of buffers in the program's own memory: no two that are needed at one time overlap. */
final class ArenaRules {
  private ArenaRules() {}

  /** A buffer's bytes, from the first step that touches it to the last. */
  private record Span(int buffer, long from, long to, int first, int last) {}

  static void verify(Verification verification, List<Access> accesses) {
    PriorityQueue<Span> ending = new PriorityQueue<>(Comparator.comparingInt(Span::last));
    TreeMap<Long, Span> alive = new TreeMap<>();
    for (Span span : spans(verification.program, accesses)) {
      while (!ending.isEmpty() && ending.peek().last < span.first) {
        alive.remove(ending.remove().from);
      }
      Map.Entry<Long, Span> below = alive.floorEntry(span.from);
      Map.Entry<Long, Span> above = alive.ceilingEntry(span.from);
      if (below != null && below.getValue().to > span.from) {
        throw overlap(span, below.getValue(), verification);
      }
      if (above != null && above.getKey() < span.to) {
        throw overlap(span, above.getValue(), verification);
      }
      alive.put(span.from, span);
      ending.add(span);
    }
  }

  private static IllegalStateException overlap(Span span, Span other, Verification verification) {
    return verification.complaint(
        Math.max(span.first, 0),
        span.buffer,
        "takes memory of buffer "
            + other.buffer
            + " ("
            + verification.program.buffer(other.buffer).label()
            + "), which is needed until "
            + (other.last == verification.program.steps().size()
                ? "the end"
                : "step " + other.last));
  }

  /** In the order of their first steps. */
  private static List<Span> spans(Program program, List<Access> accesses) {
    int buffers = program.buffers().size();
    int[] first = new int[buffers];
    int[] last = new int[buffers];
    Arrays.fill(first, Integer.MAX_VALUE);
    Arrays.fill(last, -1);
    for (Access access : accesses) {
      first[access.buffer()] = Math.min(first[access.buffer()], access.step());
      last[access.buffer()] = Math.max(last[access.buffer()], access.step());
    }
    program.commits().forEach(commit -> last[commit.source()] = program.steps().size());
    program.flags().forEach(flag -> first[flag] = -1);
    List<Span> spans = new ArrayList<>();
    for (Buffer buffer : program.buffers()) {
      int id = buffer.id();
      if (buffer.storage() instanceof Storage.Arena arena
          && buffer.bytes() > 0
          && last[id] >= first[id]) {
        long end = arena.offset() + buffer.bytes();
        spans.add(new Span(id, arena.offset(), end, first[id], last[id]));
      }
    }
    spans.sort(Comparator.comparingInt(Span::first));
    return spans;
  }
}

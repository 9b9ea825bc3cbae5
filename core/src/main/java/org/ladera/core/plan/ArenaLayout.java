package org.ladera.core.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import org.ladera.core.program.Buffer;
import org.ladera.core.program.Commit;
import org.ladera.core.program.Step;
import org.ladera.core.program.Storage;

/** Where the program's own buffers lie: such that those needed at one time do not overlap. */
final class ArenaLayout {
  /** Cache lines, and the widest vectors. */
  private static final long ALIGNMENT = 64;

  /** Keeps large buffers from the same place in their pages: 0.38 to 0.30 ns an entry in Adam. */
  private static final long STAGGER = 192;

  /** Above so many the best order would take too long to find: it is quadratic. */
  private static final int MANY = 4096;

  private static final long LARGE = 16 * 1024;

  /** Scalars have places of their own: they are many, and matter little. */
  private static final long SCALAR = 8;

  private final List<Span> spans = new ArrayList<>();
  private long bytes;

  /** A buffer's bytes from its first step to its last. */
  private static final class Span {
    private final int buffer;
    private final long bytes;
    private int first = Integer.MAX_VALUE;
    private int last = -1;
    private long offset;

    Span(int buffer, long bytes) {
      this.buffer = buffer;
      this.bytes = bytes;
    }

    boolean meets(Span other) {
      return first <= other.last && other.first <= last;
    }

    long end() {
      return offset + bytes;
    }
  }

  private ArenaLayout() {}

  /**
   * Gives each buffer of the program's own its place.
   *
   * @param buffers all buffers; those with a place are replaced in the list
   * @return the size of the whole
   */
  static long place(
      List<Buffer> buffers,
      List<Step> steps,
      List<Commit> commits,
      List<Integer> flags,
      Options.Reuse reuse) {
    ArenaLayout layout = new ArenaLayout();
    Span[] byBuffer = new Span[buffers.size()];
    for (Buffer buffer : buffers) {
      if (buffer.storage() instanceof Storage.Arena) {
        byBuffer[buffer.id()] = new Span(buffer.id(), padded(buffer.bytes()));
      }
    }
    for (int i = 0; i < steps.size(); i++) {
      int step = i;
      Touched.by(steps.get(i), buffer -> touch(byBuffer[buffer], step));
    }
    for (Commit commit : commits) {
      touch(byBuffer[commit.source()], steps.size());
    }
    for (int flag : flags) {
      touch(byBuffer[flag], 0);
      touch(byBuffer[flag], steps.size());
    }
    for (Span span : byBuffer) {
      if (span != null) {
        layout.spans.add(span);
      }
    }
    layout.assign(reuse);
    for (Span span : layout.spans) {
      Buffer old = buffers.get(span.buffer);
      Storage storage = new Storage.Arena(span.offset);
      buffers.set(
          span.buffer, new Buffer(old.id(), old.dtype(), old.shape(), storage, old.label()));
    }
    return layout.bytes;
  }

  private static long padded(long bytes) {
    if (bytes <= SCALAR) {
      return SCALAR;
    }
    // One vector behind each buffer, so that whole vectors may be loaded at its end.
    long padded = Math.ceilDiv(bytes, ALIGNMENT) * ALIGNMENT + ALIGNMENT;
    return bytes >= LARGE ? padded + STAGGER : padded;
  }

  private static void touch(@Nullable Span span, int step) {
    if (span != null) {
      span.first = Math.min(span.first, step);
      span.last = Math.max(span.last, step);
    }
  }

  private void assign(Options.Reuse reuse) {
    for (Span span : spans) {
      if (span.bytes == SCALAR) {
        span.offset = bytes;
        bytes += SCALAR;
      }
    }
    bytes = Math.ceilDiv(bytes, ALIGNMENT) * ALIGNMENT + ALIGNMENT;
    List<Span> large = new ArrayList<>(spans.stream().filter(each -> each.bytes > SCALAR).toList());
    long base = bytes;
    switch (reuse) {
      case NONE -> {
        for (Span span : large) {
          span.offset = bytes;
          bytes += span.bytes;
        }
      }
      case EAGER -> sweep(large);
      case PLANNED -> {
        if (large.size() > MANY) {
          sweep(large);
        } else {
          large.sort(Comparator.comparingLong((Span span) -> span.bytes).reversed());
          fit(large, base);
        }
      }
    }
  }

  /** In the order of the steps, each in the gap that fits best just then. */
  private void sweep(List<Span> all) {
    FreeList free = new FreeList(bytes);
    PriorityQueue<Span> alive = new PriorityQueue<>(Comparator.comparingInt(span -> span.last));
    all.sort(Comparator.comparingInt(span -> span.first));
    for (Span span : all) {
      while (!alive.isEmpty() && alive.peek().last < span.first) {
        Span ended = alive.remove();
        free.free(ended.offset, ended.bytes);
      }
      span.offset = free.take(span.bytes);
      alive.add(span);
    }
    bytes = free.end();
  }

  /** The largest first, each in the gap that fits best between those placed that it meets. */
  private void fit(List<Span> ordered, long base) {
    List<Span> placed = new ArrayList<>(ordered.size());
    for (Span span : ordered) {
      long gap = base;
      long chosen = -1;
      long chosenSize = Long.MAX_VALUE;
      for (Span other : placed) {
        if (span.meets(other)) {
          long size = other.offset - gap;
          if (size >= span.bytes && size < chosenSize) {
            chosen = gap;
            chosenSize = size;
          }
          gap = Math.max(gap, other.end());
        }
      }
      span.offset = chosen < 0 ? gap : chosen;
      insert(placed, span);
      bytes = Math.max(bytes, span.end());
    }
  }

  /** Behind all that begin no later. */
  private static void insert(List<Span> placed, Span span) {
    int from = 0;
    int to = placed.size();
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (placed.get(middle).offset <= span.offset) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    placed.add(from, span);
  }
}

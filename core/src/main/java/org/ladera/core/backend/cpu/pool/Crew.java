package org.ladera.core.backend.cpu.pool;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * How a caller and helpers share one run.
 *
 * <p>One long says what there is to do: the serial number of the phase, which no later phase of any
 * run has again, and how many of its chunks nobody has claimed yet. A chunk is claimed by lowering
 * that number by compare-and-set. It succeeds only on the phase that was looked at, so that a
 * thread that slept through the end of a phase claims nothing; and until the claimed chunk is
 * finished the phase is not over, so that the fields that describe it stand.
 *
 * <p>Who finishes the last chunk of a phase advances: until a phase has chunks to share it runs
 * what it meets itself, no one else can take part, and no shared memory is written. So 2 chunks
 * cost two claims, two ends and one publication, and a phase of one chunk nothing but its call.
 */
final class Crew {
  private static final int CHUNK_BITS = 16;
  private static final long CHUNKS = (1L << CHUNK_BITS) - 1;

  /** Far apart, since each is written by one core while others read its neighbors. */
  private static final int OPEN = 16;

  private static final int UNFINISHED = 32;
  private static final int OVER = 48;
  private static final int TAKEN = 64;
  private static final int LENGTH = 80;

  private static final int SPINS_BEFORE_CLOCK = 32;
  private static final long SPIN_NANOS = 100_000;

  private final AtomicLongArray cells = new AtomicLongArray(LENGTH);
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final Helpers helpers;

  /** The run, written by the one that opens a phase before it does. */
  private @Nullable Phases phases;

  private int count;
  private int phase;
  private int chunks;
  private long serial;

  Crew(int helpers) {
    this.helpers = new Helpers(this, helpers);
  }

  /** Runs the phases with the helpers, unless another run has them. */
  boolean run(Phases work) {
    if (cells.getPlain(TAKEN) != 0 || !cells.compareAndSet(TAKEN, 0, 1)) {
      return false;
    }
    if (!helpers.start()) {
      cells.setRelease(TAKEN, 0);
      return false;
    }
    cells.setPlain(OVER, 0);
    phases = work;
    phase = -1;
    count = Integer.MAX_VALUE;
    advance(work, 0);
    helpUntilOver();
    Throwable thrown = failure.get();
    if (thrown != null) {
      failure.set(null);
    }
    cells.setRelease(TAKEN, 0);
    if (thrown != null) {
      throw rethrown(thrown);
    }
    return true;
  }

  /** Yields at last, since a helper may have lost its core to another process in mid-chunk. */
  @SuppressWarnings("ThreadPriorityCheck")
  private void helpUntilOver() {
    long idleSince = 0;
    int spins = 0;
    while (cells.getAcquire(OVER) == 0) {
      if (work(0)) {
        idleSince = 0;
        spins = 0;
      } else if (++spins < SPINS_BEFORE_CLOCK) {
        Thread.onSpinWait();
      } else {
        long now = System.nanoTime();
        idleSince = idleSince == 0 ? now : idleSince;
        if (now - idleSince > SPIN_NANOS) {
          Thread.yield();
        } else {
          spins = 0;
        }
      }
    }
  }

  /** Whether a phase has chunks that nobody has claimed. */
  boolean isOpen() {
    return (cells.get(OPEN) & CHUNKS) != 0;
  }

  /**
   * Claims chunks and runs them while there are any; whether there was one. What was finished is
   * said once, when nothing is left to claim: until then the phase cannot end.
   */
  boolean work(int worker) {
    boolean any = false;
    int finished = 0;
    while (true) {
      long open = cells.getAcquire(OPEN);
      int unclaimed = (int) (open & CHUNKS);
      if (unclaimed > 0) {
        if (cells.compareAndSet(OPEN, open, open - 1)) {
          runClaimed(unclaimed, worker);
          finished++;
        }
      } else if (finished > 0) {
        any = true;
        Phases work = current();
        if (cells.addAndGet(UNFINISHED, -finished) == 0) {
          advance(work, worker);
        }
        finished = 0;
      } else {
        return any;
      }
    }
  }

  /**
   * Runs a claimed chunk; from the claim until it is said to be finished the run's fields stand.
   */
  private void runClaimed(int unclaimed, int worker) {
    if (failure.getPlain() != null) {
      return;
    }
    try {
      current().run(phase, chunks - unclaimed, worker);
    } catch (Throwable t) {
      failure.compareAndSet(null, t);
    }
  }

  /**
   * Goes on to the next phase with chunks to share, or to the end. This thread alone has the run.
   */
  private void advance(Phases work, int worker) {
    try {
      if (phase < 0) {
        count = work.count();
      }
      while (failure.getPlain() == null && ++phase < count) {
        int next = work.chunks(phase);
        if (next == 1) {
          work.run(phase, 0, worker);
        } else if (next > 1) {
          open(next);
          return;
        }
      }
    } catch (Throwable t) {
      failure.compareAndSet(null, t);
    }
    phases = null;
    cells.setRelease(OVER, 1);
  }

  private void open(int next) {
    if (next > CHUNKS) {
      throw new IllegalArgumentException(
          "A phase has at most %d chunks, given %d.".formatted(CHUNKS, next));
    }
    chunks = next;
    cells.setPlain(UNFINISHED, next);
    serial++;
    cells.set(OPEN, serial << CHUNK_BITS | next);
    helpers.wake(next - 1);
  }

  private Phases current() {
    Phases found = phases;
    if (found == null) {
      throw new IllegalStateException("A chunk of a run that is over was claimed.");
    }
    return found;
  }

  private static RuntimeException rethrown(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    if (thrown instanceof RuntimeException exception) {
      return exception;
    }
    return new IllegalStateException("A chunk threw a checked exception.", thrown);
  }

  void close() {
    helpers.close();
  }
}

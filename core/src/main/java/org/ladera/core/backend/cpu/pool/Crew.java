package org.ladera.core.backend.cpu.pool;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * How a caller and helpers share one run.
 *
 * <p>One long says what there is to do: the serial number of the phase, which no later phase of any
 * run has again, and which of its chunks nobody has claimed yet, from a first to a last. The caller
 * claims from the front, helpers from the back, so that in run after run a core meets the same
 * chunks as far as that makes no one wait, and finds in its cache what it left there: with two
 * threads a step whose weights went back and forth took 680 us that takes some 500. A claim is a
 * compare-and-set. It succeeds only on the phase that was looked at, so that a thread that slept
 * through the end of a phase claims nothing; and until the claimed chunk is finished the phase is
 * not over, so that the fields that describe it stand.
 *
 * <p>Who finishes the last chunk of a phase advances: until a phase has chunks to share it runs
 * what it meets itself, no one else can take part, and no shared memory is written. So 2 chunks
 * cost two claims, two ends and one publication, and a phase of one chunk nothing but its call.
 */
final class Crew {
  private static final int BITS = 13;
  private static final int MOST_CHUNKS = (1 << BITS) - 1;
  private static final long BACK = 1L << BITS;

  /** Far apart, since each is written by one core while others read its neighbors. */
  private static final int OPEN = 16;

  private static final int UNFINISHED = 32;
  private static final int OVER = 48;
  private static final int TAKEN = 64;
  private static final int LENGTH = 80;

  private static final int SPINS_BEFORE_CLOCK = 32;

  /** Longer than chunks of large products keep others waiting, and less than a slice of time. */
  private static final long SPIN_NANOS = 1_000_000;

  private static final long NAP_NANOS = 50_000;

  private final AtomicLongArray cells = new AtomicLongArray(LENGTH);
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final Helpers helpers;

  /** The run, written by the one that opens a phase before it does. */
  private @Nullable Phases phases;

  private int count;
  private int phase;
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
          leaveCore();
        } else {
          spins = 0;
        }
      }
    }
  }

  /**
   * Naps, since a helper may have lost its core in mid-chunk: the system moves it to one that is
   * idle. It must be no {@link Thread#yield}: Linux takes a whole slice of time from who yields, so
   * that steps of two callers took up to 70 ms, and three times as long on average as without. A
   * virtual thread stays, since signals are held for the thread that carries it.
   */
  private void leaveCore() {
    if (Thread.currentThread().isVirtual()) {
      Thread.onSpinWait();
    } else {
      LockSupport.parkNanos(this, NAP_NANOS);
    }
  }

  /** The first chunk that nobody has claimed. */
  private static int front(long open) {
    return (int) open & MOST_CHUNKS;
  }

  /** The one behind the last that nobody has claimed. */
  private static int back(long open) {
    return (int) (open >>> BITS) & MOST_CHUNKS;
  }

  private static int unclaimed(long open) {
    return back(open) - front(open);
  }

  /** Whether a phase has chunks that nobody has claimed. */
  boolean isOpen() {
    return unclaimed(cells.get(OPEN)) > 0;
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
      if (unclaimed(open) > 0) {
        boolean fromFront = worker == 0;
        if (cells.compareAndSet(OPEN, open, fromFront ? open + 1 : open - BACK)) {
          runClaimed(fromFront ? front(open) : back(open) - 1, worker);
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
  private void runClaimed(int chunk, int worker) {
    if (failure.getPlain() != null) {
      return;
    }
    try {
      current().run(phase, chunk, worker);
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
    if (next > MOST_CHUNKS) {
      throw new IllegalArgumentException(
          "A phase has at most %d chunks, given %d.".formatted(MOST_CHUNKS, next));
    }
    cells.setPlain(UNFINISHED, next);
    serial++;
    cells.set(OPEN, (serial << (2 * BITS)) | (next * BACK));
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

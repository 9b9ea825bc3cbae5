package org.ladera.core.backend.cpu.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** The threads of a pool besides its callers, and their sleep. */
final class Helpers {
  /** A helper costs others the core on which it spins, and 4 us to wake once it sleeps. */
  private static final long SPIN_NANOS = 50_000;

  private static final int SPINS_BEFORE_CLOCK = 32;

  private final Crew crew;
  private final int size;
  private final AtomicInteger sleeping = new AtomicInteger();
  private volatile List<Helper> helpers = List.of();
  private volatile boolean closed;

  Helpers(Crew crew, int size) {
    this.crew = crew;
    this.size = size;
  }

  /**
   * Starts them if that was not done yet; whether there are any. Called by one thread at a time.
   */
  boolean start() {
    if (closed) {
      return false;
    }
    if (helpers.isEmpty()) {
      List<Helper> started = new ArrayList<>();
      for (int i = 1; i <= size; i++) {
        started.add(new Helper(i));
      }
      helpers = List.copyOf(started);
      started.forEach(helper -> helper.thread.start());
    }
    return true;
  }

  /** Wakes so many of those that sleep; called after a phase was opened. */
  void wake(int most) {
    int left = Math.min(most, sleeping.get());
    List<Helper> all = helpers;
    for (int i = 0; left > 0 && i < all.size(); i++) {
      if (all.get(i).wakeUp()) {
        left--;
      }
    }
  }

  void close() {
    closed = true;
    for (Helper helper : helpers) {
      LockSupport.unpark(helper.thread);
    }
  }

  private final class Helper {
    private final int worker;
    private final Thread thread;
    private final AtomicInteger asleep = new AtomicInteger();

    Helper(int worker) {
      this.worker = worker;
      this.thread =
          Thread.ofPlatform().daemon().name("ladera-worker-" + worker).unstarted(this::loop);
    }

    private void loop() {
      Signals.holdForLife();
      while (!closed) {
        if (!spinForWork()) {
          sleep();
        }
      }
    }

    /** Works, and waits for more for a while; false when that was in vain. */
    private boolean spinForWork() {
      if (crew.work(worker)) {
        return true;
      }
      long start = System.nanoTime();
      do {
        for (int i = 0; i < SPINS_BEFORE_CLOCK; i++) {
          if (crew.isOpen()) {
            return true;
          }
          Thread.onSpinWait();
        }
      } while (System.nanoTime() - start < SPIN_NANOS);
      return false;
    }

    /**
     * Says that it sleeps, looks once more, and sleeps: who opens a phase first opens it and then
     * looks who sleeps, so that one of the two sees the other.
     */
    private void sleep() {
      asleep.set(1);
      sleeping.incrementAndGet();
      while (asleep.get() == 1 && !crew.isOpen() && !closed) {
        LockSupport.park(this);
        // A helper has no use for an interrupt, and with one pending would not sleep.
        Thread.interrupted();
      }
      if (asleep.compareAndSet(1, 0)) {
        sleeping.decrementAndGet();
      }
    }

    private boolean wakeUp() {
      if (asleep.get() == 1 && asleep.compareAndSet(1, 0)) {
        sleeping.decrementAndGet();
        LockSupport.unpark(thread);
        return true;
      }
      return false;
    }
  }
}

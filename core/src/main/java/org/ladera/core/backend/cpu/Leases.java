package org.ladera.core.backend.cpu;

import java.lang.ref.Cleaner;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The leases of a program, as many as ran at once. What is forgotten is freed when the program is
 * no longer reachable.
 */
final class Leases {
  private static final Cleaner CLEANER = Cleaner.create();

  private final String name;
  private final Supplier<Lease> maker;
  private final Idle idle = new Idle();
  private final Cleaner.Cleanable cleanable;

  /** Those that nobody runs. It knows nothing of the program, so that the program can go. */
  private static final class Idle implements Runnable {
    /** The one that ran last, taken and given without a lock. */
    private final AtomicReference<@Nullable Lease> next = new AtomicReference<>();

    private final Deque<Lease> others = new ArrayDeque<>();
    private volatile boolean closed;

    @Nullable Lease take() {
      @Nullable Lease lease = next.getAndSet(null);
      if (lease != null) {
        return lease;
      }
      synchronized (this) {
        return others.poll();
      }
    }

    void give(Lease lease) {
      if (!next.compareAndSet(null, lease)) {
        synchronized (this) {
          others.push(lease);
        }
      }
      if (closed) {
        free();
      }
    }

    @Override
    public void run() {
      closed = true;
      free();
    }

    private void free() {
      List<Lease> all = new ArrayList<>();
      @Nullable Lease last = next.getAndSet(null);
      if (last != null) {
        all.add(last);
      }
      synchronized (this) {
        all.addAll(others);
        others.clear();
      }
      all.forEach(Lease::close);
    }
  }

  /**
   * No leases yet.
   *
   * @param owner what they belong to: they are freed when it is no longer reachable
   * @param name what the user knows the program by
   * @param maker makes a lease; it must not refer to the owner
   */
  Leases(Object owner, String name, Supplier<Lease> maker) {
    this.name = name;
    this.maker = maker;
    this.cleanable = CLEANER.register(owner, idle);
  }

  /** One that nobody else has until it is given back. */
  Lease take() {
    if (idle.closed) {
      throw new IllegalStateException(name + ": the program is closed");
    }
    @Nullable Lease lease = idle.take();
    return lease == null ? maker.get() : lease;
  }

  /** Gives one back; it is freed if the program was closed meanwhile. */
  void give(Lease lease) {
    idle.give(lease);
  }

  /** Frees those that nobody runs now, and each other one when its run ends. */
  void close() {
    cleanable.clean();
  }
}

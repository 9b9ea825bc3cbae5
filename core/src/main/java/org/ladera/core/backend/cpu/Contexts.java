package org.ladera.core.backend.cpu;

import java.lang.ref.Cleaner;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ladera.core.backend.cpu.run.RunContext;

/**
 * The contexts of a program, as many as ran at once. What is forgotten is freed when the program is
 * no longer reachable.
 */
final class Contexts {
  private static final Cleaner CLEANER = Cleaner.create();

  private final String name;
  private final Supplier<RunContext> maker;
  private final Idle idle = new Idle();
  private final Cleaner.Cleanable cleanable;

  /** Those that nobody runs. It knows nothing of the program, so that the program can go. */
  private static final class Idle implements Runnable {
    /** The one that ran last, taken and given without a lock. */
    private final AtomicReference<@Nullable RunContext> next = new AtomicReference<>();

    private final Deque<RunContext> others = new ArrayDeque<>();
    private volatile boolean closed;

    @Nullable RunContext take() {
      @Nullable RunContext context = next.getAndSet(null);
      if (context != null) {
        return context;
      }
      synchronized (this) {
        return others.poll();
      }
    }

    void give(RunContext context) {
      if (!next.compareAndSet(null, context)) {
        synchronized (this) {
          others.push(context);
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
      List<RunContext> all = new ArrayList<>();
      @Nullable RunContext last = next.getAndSet(null);
      if (last != null) {
        all.add(last);
      }
      synchronized (this) {
        all.addAll(others);
        others.clear();
      }
      all.forEach(RunContext::close);
    }
  }

  /**
   * No contexts yet.
   *
   * @param owner what they belong to: they are freed when it is no longer reachable
   * @param name what the user knows the program by
   * @param maker makes a context; it must not refer to the owner
   */
  Contexts(Object owner, String name, Supplier<RunContext> maker) {
    this.name = name;
    this.maker = maker;
    this.cleanable = CLEANER.register(owner, idle);
  }

  /** One that nobody else has until it is given back. */
  RunContext take() {
    if (idle.closed) {
      throw new IllegalStateException(name + ": the program is closed");
    }
    @Nullable RunContext context = idle.take();
    return context == null ? maker.get() : context;
  }

  /** Gives one back; it is freed if the program was closed meanwhile. */
  void give(RunContext context) {
    idle.give(context);
  }

  /** Frees those that nobody runs now, and each other one when its run ends. */
  void close() {
    cleanable.clean();
  }
}

package org.ladera.core.backend.cpu.tier;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.ladera.core.backend.cpu.vector.Compilation;
import org.ladera.core.backend.cpu.vector.VectorCompiler;

/**
 * A thread in the background that compiles vector code and warms it up: a few small calls of one
 * kernel, then of the next, and around again. So the JIT sees all of them early, and none of them
 * is driven for long before it is compiled, where vectors are objects and a call costs a thousand
 * times what it will. Most calls do nothing, as the JIT counts them like others: with calls for
 * rows alone the Vector API's own methods became hot first, and the JIT was busy with them for
 * seconds. Now and then the JIT compiles a method so that it does just that for ever; then the same
 * code is written into a new class, which it sees with other eyes. The thread ends when nothing is
 * left to warm up.
 */
final class Primer {
  private static final System.Logger LOGGER = System.getLogger(Primer.class.getName());

  private static final long REST_MILLIS = 1;

  private final Runnable swapped;

  /** Of the thread alone. */
  private final Queue<Candidate> candidates = new ArrayDeque<>();

  /** Made by the thread, as it takes 100 ms; null before that, and where there is none. */
  private @Nullable VectorCompiler compiler;

  /** Why there is none. */
  private @Nullable String obstacle;

  private final Queue<KernelSlot> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean running = new AtomicBoolean();

  /**
   * A primer without work.
   *
   * @param swapped told when a slot has other code than before
   */
  Primer(Runnable swapped) {
    this.swapped = swapped;
  }

  /** Asks for vector code. */
  void add(KernelSlot slot) {
    waiting.add(slot);
    if (running.compareAndSet(false, true)) {
      Thread.ofPlatform().daemon().name("ladera-kernels").start(this::run);
    }
  }

  private void run() {
    while (true) {
      admit();
      if (candidates.isEmpty()) {
        running.set(false);
        // Someone may have come while we were leaving, and found us still running.
        if (waiting.isEmpty() || !running.compareAndSet(false, true)) {
          return;
        }
      } else {
        visitAll();
        rest();
      }
    }
  }

  private void visitAll() {
    for (int left = candidates.size(); left > 0; left--) {
      Candidate candidate = candidates.remove();
      if (visit(candidate)) {
        candidates.add(candidate);
      } else {
        candidate.close();
      }
    }
  }

  /** Leaves the processor to the JIT. */
  private static void rest() {
    try {
      Thread.sleep(REST_MILLIS);
    } catch (InterruptedException interrupted) {
      // Nobody has a reason to; the work goes on.
      Thread.currentThread().interrupt();
    }
  }

  private void admit() {
    @Nullable KernelSlot slot = waiting.poll();
    while (slot != null) {
      admit(slot, 0);
      slot = waiting.poll();
    }
  }

  private void admit(KernelSlot slot, int number) {
    switch (compiled(slot)) {
      case Compilation.Compiled compiled ->
          candidates.add(new Candidate(slot, compiled.kernel(), number));
      case Compilation.Declined declined ->
          slot.settle(slot.current(), "interpreted: " + declined.reason());
    }
  }

  private Compilation compiled(KernelSlot slot) {
    if (compiler == null && obstacle == null) {
      start();
    }
    if (compiler == null) {
      return new Compilation.Declined(String.valueOf(obstacle));
    }
    try {
      return compiler.compile(slot.form());
    } catch (RuntimeException | LinkageError failure) {
      LOGGER.log(System.Logger.Level.WARNING, "no vector code for kernel " + slot.name(), failure);
      return new Compilation.Declined(String.valueOf(failure));
    }
  }

  private void start() {
    obstacle = VectorCompiler.obstacle().orElse(null);
    if (obstacle == null) {
      compiler = new VectorCompiler();
    } else {
      LOGGER.log(System.Logger.Level.WARNING, "kernels stay interpreted: " + obstacle);
    }
  }

  /** Whether it is to be visited again. */
  private boolean visit(Candidate candidate) {
    KernelSlot slot = candidate.slot();
    switch (candidate.visit()) {
      case GOES_ON -> {
        return true;
      }
      case IS_FASTER -> {
        slot.settle(candidate.kernel(), "vector");
        swapped.run();
        LOGGER.log(
            System.Logger.Level.DEBUG,
            () ->
                "kernel %s runs on vectors, %.1f times faster"
                    .formatted(slot.name(), candidate.gain()));
      }
      case FAILED -> failed(candidate);
    }
    return false;
  }

  private void failed(Candidate candidate) {
    KernelSlot slot = candidate.slot();
    int number = candidate.number() + 1;
    if (number < Candidate.MOST) {
      admit(slot, number);
    } else {
      slot.settle(slot.current(), "interpreted: vector code was not faster");
      LOGGER.log(
          System.Logger.Level.INFO,
          () -> "kernel " + slot.name() + " stays interpreted: vector code was not faster");
    }
  }
}

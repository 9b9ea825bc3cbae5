package org.ladera.core.backend.cpu.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A helper that gets nowhere holds up the phase of its chunk and nothing else. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LostCoreTest {
  @Test
  void otherCallersDoNotWaitForIt() throws InterruptedException {
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    AtomicInteger both = new AtomicInteger();
    Set<Integer> workers = Collections.synchronizedSet(new HashSet<>());
    try (Pool pool = new Pool(2)) {
      Thread caller =
          Thread.ofPlatform()
              .start(
                  () ->
                      pool.run(
                          new EqualPhases(
                              1,
                              2,
                              (chunk, worker) -> {
                                meet(both);
                                if (worker == 1) {
                                  held.countDown();
                                  PoolTest.await(release);
                                }
                              }),
                          true));
      held.await();

      for (int i = 0; i < 1000; i++) {
        pool.run(new EqualPhases(1, 8, (chunk, worker) -> workers.add(worker)), true);
      }
      assertTrue(caller.isAlive());
      release.countDown();
      caller.join();
    }

    assertEquals(Set.of(0), workers);
  }

  @Test
  void itsCallerDoesAllChunksButTheOneThatItHolds() {
    AtomicInteger both = new AtomicInteger();
    AtomicInteger done = new AtomicInteger();
    try (Pool pool = new Pool(2)) {
      pool.run(
          new EqualPhases(
              1,
              100,
              (chunk, worker) -> {
                meet(both);
                while (worker == 1 && done.get() < 99) {
                  Thread.onSpinWait();
                }
                done.incrementAndGet();
              }),
          true);
    }

    assertEquals(100, done.get());
  }

  @Test
  void whoWaitsLongLeavesItsCore() {
    assertTrue(sleeps(Thread.currentThread(), TimeUnit.SECONDS.toNanos(20)));
  }

  @Test
  void virtualThreadsWaitWhereTheyAre() throws InterruptedException {
    AtomicBoolean slept = new AtomicBoolean(true);
    Thread.ofVirtual()
        .start(() -> slept.set(sleeps(Thread.currentThread(), TimeUnit.MILLISECONDS.toNanos(300))))
        .join();

    assertFalse(slept.get());
  }

  @Test
  void anInterruptedCallerGetsItsWorkDoneAndStaysInterrupted() {
    AtomicInteger both = new AtomicInteger();
    AtomicInteger done = new AtomicInteger();
    try (Pool pool = new Pool(2)) {
      Thread.currentThread().interrupt();
      pool.run(
          new EqualPhases(
              1,
              2,
              (chunk, worker) -> {
                meet(both);
                long start = System.nanoTime();
                while (worker == 1 && System.nanoTime() - start < 10_000_000) {
                  Thread.onSpinWait();
                }
                done.incrementAndGet();
              }),
          true);

      assertTrue(Thread.interrupted());
    }

    assertEquals(2, done.get());
  }

  /** Whether the caller is seen asleep while a helper keeps it waiting, at most for so long. */
  private static boolean sleeps(Thread caller, long nanos) {
    AtomicInteger both = new AtomicInteger();
    AtomicBoolean slept = new AtomicBoolean();
    try (Pool pool = new Pool(2)) {
      pool.run(
          new EqualPhases(
              1,
              2,
              (chunk, worker) -> {
                meet(both);
                long start = System.nanoTime();
                while (worker == 1 && !slept.get() && System.nanoTime() - start < nanos) {
                  slept.set(caller.getState() == Thread.State.TIMED_WAITING);
                }
              }),
          true);
    }
    return slept.get();
  }

  /** Waits for another thread without sleep. */
  private static void meet(AtomicInteger arrived) {
    arrived.incrementAndGet();
    while (arrived.get() < 2) {
      Thread.onSpinWait();
    }
  }
}

package org.ladera.core.backend.cpu.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Chunks run once each, phases one after the other, on any number of threads. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PoolTest {
  /**
   * Counts without any synchronization: each chunk adds one to its own cell, and checks that all
   * cells of the phase before were raised in this run. What is not seen or not done in order is
   * caught.
   */
  private static final class Counting implements Phases {
    private final int[] chunks;
    private final int[][] runs;
    private final AtomicInteger wrong = new AtomicInteger();
    private final int threads;
    private int run;

    Counting(int threads, int... chunks) {
      this.threads = threads;
      this.chunks = chunks;
      this.runs = Arrays.stream(chunks).mapToObj(int[]::new).toArray(int[][]::new);
    }

    @Override
    public int count() {
      return chunks.length;
    }

    @Override
    public int chunks(int phase) {
      return chunks[phase];
    }

    @Override
    public void run(int phase, int chunk, int worker) {
      if (worker < 0 || worker >= threads) {
        wrong.incrementAndGet();
      }
      if (phase > 0) {
        for (int before : runs[phase - 1]) {
          if (before != run + 1) {
            wrong.incrementAndGet();
          }
        }
      }
      runs[phase][chunk]++;
    }

    void runOn(Pool pool) {
      pool.run(this, true);
      run++;
      for (int[] phase : runs) {
        for (int times : phase) {
          assertEquals(run, times);
        }
      }
      assertEquals(0, wrong.get());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7})
  void everyChunkRunsOnceAndPhasesInOrder(int threads) {
    SplittableRandom random = new SplittableRandom(threads);
    try (Pool pool = new Pool(threads)) {
      for (int round = 0; round < 300; round++) {
        int[] chunks = random.ints(random.nextInt(0, 12), 0, 20).toArray();
        Counting work = new Counting(threads, chunks);
        for (int i = 0; i < 20; i++) {
          work.runOn(pool);
        }
      }
    }
  }

  @Test
  void aMillionTinyRunsLoseNothing() {
    try (Pool pool = new Pool(2)) {
      Counting work = new Counting(2, 2, 1, 3);
      for (int i = 0; i < 1_000_000; i++) {
        work.runOn(pool);
      }
    }
  }

  @Test
  void runsAfterPausesFindSleepingHelpers() throws InterruptedException {
    try (Pool pool = new Pool(3)) {
      Counting work = new Counting(3, 4, 1, 5, 2);
      for (int i = 0; i < 300; i++) {
        work.runOn(pool);
        // Around the time for which helpers spin.
        Thread.sleep(0, i % 100 * 2_000);
      }
    }
  }

  @Test
  void aHelperTakesPart() {
    try (Pool pool = new Pool(2)) {
      CountDownLatch both = new CountDownLatch(2);
      ConcurrentHashMap<Integer, String> workers = new ConcurrentHashMap<>();

      pool.run(
          new EqualPhases(
              1,
              2,
              (chunk, worker) -> {
                workers.put(worker, Thread.currentThread().getName());
                both.countDown();
                await(both);
              }),
          true);

      assertEquals(2, workers.size());
      assertEquals(Thread.currentThread().getName(), workers.get(0));
      assertEquals("ladera-worker-1", workers.get(1));
    }
  }

  @Test
  void whatIsNotWorthItStaysOnTheCaller() {
    try (Pool pool = new Pool(4)) {
      List<String> names = new ArrayList<>();
      pool.run(
          new EqualPhases(
              3, 50, (chunk, worker) -> names.add(Thread.currentThread().getName() + worker)),
          false);

      assertEquals(150, names.size());
      assertEquals(1, names.stream().distinct().count());
      assertEquals(Thread.currentThread().getName() + 0, names.getFirst());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7})
  void whatAChunkThrowsReachesTheCallerAndEndsTheRun(int threads) {
    try (Pool pool = new Pool(threads)) {
      for (int round = 0; round < 2000; round++) {
        int failing = round % 6;
        AtomicInteger running = new AtomicInteger();
        AtomicInteger later = new AtomicInteger();
        IllegalArgumentException thrown = new IllegalArgumentException("chunk " + failing);
        Phases work =
            new Phases() {
              @Override
              public int count() {
                return 3;
              }

              @Override
              public int chunks(int phase) {
                return 6;
              }

              @Override
              public void run(int phase, int chunk, int worker) {
                running.incrementAndGet();
                if (phase == 2) {
                  later.incrementAndGet();
                }
                try {
                  if (phase == 1 && chunk == failing) {
                    throw thrown;
                  }
                } finally {
                  running.decrementAndGet();
                }
              }
            };

        assertSame(
            thrown, assertThrows(IllegalArgumentException.class, () -> pool.run(work, true)));
        assertEquals(0, running.get());
        assertEquals(0, later.get());
        new Counting(threads, 3, 1, 4).runOn(pool);
      }
    }
  }

  @Test
  void errorsAndFailingPhaseCountsReachTheCallerToo() {
    try (Pool pool = new Pool(2)) {
      assertThrows(
          StackOverflowError.class,
          () ->
              pool.run(
                  new EqualPhases(
                      1,
                      4,
                      (chunk, worker) -> {
                        throw new StackOverflowError();
                      }),
                  true));
      assertEquals(
          "A phase has at most 8191 chunks, given 8192.",
          assertThrows(
                  IllegalArgumentException.class,
                  () -> pool.run(new EqualPhases(1, 8_192, (chunk, worker) -> {}), true))
              .getMessage());
      new Counting(2, 3, 1, 4).runOn(pool);
    }
  }

  @Test
  void severalCallersAtOnceAllGetTheirWorkDone() throws InterruptedException {
    try (Pool pool = new Pool(3)) {
      AtomicReference<Throwable> failure = new AtomicReference<>();
      List<Thread> callers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        int[] chunks = {i + 2, 1, 5, 2 * i};
        callers.add(
            new Thread(
                () -> {
                  try {
                    Counting work = new Counting(3, chunks);
                    for (int j = 0; j < 20_000; j++) {
                      work.runOn(pool);
                    }
                  } catch (Throwable t) {
                    failure.set(t);
                  }
                }));
      }
      callers.forEach(Thread::start);
      for (Thread caller : callers) {
        caller.join();
      }

      assertEquals(null, failure.get());
    }
  }

  @Test
  void aChunkMayRunPhasesItself() {
    try (Pool pool = new Pool(3)) {
      AtomicInteger inner = new AtomicInteger();

      pool.run(
          new EqualPhases(
              2,
              3,
              (chunk, worker) ->
                  pool.run(new EqualPhases(2, 5, (c, w) -> inner.incrementAndGet()), true)),
          true);

      assertEquals(2 * 3 * 2 * 5, inner.get());
    }
  }

  @Test
  void workersThatRunAtTheSameTimeHaveDifferentNumbers() {
    try (Pool pool = new Pool(7)) {
      AtomicInteger[] inside = new AtomicInteger[7];
      Arrays.setAll(inside, i -> new AtomicInteger());
      AtomicInteger clashes = new AtomicInteger();
      for (int i = 0; i < 500; i++) {
        pool.run(
            new EqualPhases(
                3,
                21,
                (chunk, worker) -> {
                  if (inside[worker].incrementAndGet() > 1) {
                    clashes.incrementAndGet();
                  }
                  Thread.onSpinWait();
                  inside[worker].decrementAndGet();
                }),
            true);
      }

      assertEquals(0, clashes.get());
    }
  }

  @Test
  void aClosedPoolLeavesTheWorkToTheCaller() {
    Pool pool = new Pool(3);
    new Counting(3, 5, 1, 5).runOn(pool);
    pool.close();

    new Counting(1, 5, 1, 5).runOn(pool);

    assertEquals(3, pool.threads());
  }

  @Test
  void allocatesNothing() {
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (Pool pool = new Pool(2)) {
      int[] sums = new int[8];
      Phases work = new EqualPhases(4, 8, (chunk, worker) -> sums[chunk]++);
      long allocated = Long.MAX_VALUE;
      for (int round = 0; round < 200 && allocated > 0; round++) {
        long own = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 1000; i++) {
          pool.run(work, true);
        }
        allocated = threads.getCurrentThreadAllocatedBytes() - own;
      }

      assertEquals(0, allocated);
      assertNotEquals(0, sums[0]);
    }
  }

  @Test
  void sharedPoolsAreOnePerNumberOfThreads() {
    assertSame(Pool.shared(2), Pool.shared(2));
    assertEquals(3, Pool.shared(3).threads());
  }

  @Test
  void theNumberOfThreadsIsReadFromTheProperty() {
    assertEquals(Runtime.getRuntime().availableProcessors(), Pool.threadsFrom(""));
    assertEquals(7, Pool.threadsFrom(" 7 "));
    for (String wrong : new String[] {"0", "-1", "two", "1e3", "123456"}) {
      assertEquals(
          "-Dladera.threads= takes a number of threads from 1 to 9999, or nothing for one a core; "
              + "given '"
              + wrong
              + "'.",
          assertThrows(IllegalArgumentException.class, () -> Pool.threadsFrom(wrong)).getMessage());
    }
    assertEquals(
        "A pool has 1 thread or more, the caller's among them; given 0.",
        assertThrows(IllegalArgumentException.class, () -> new Pool(0)).getMessage());
  }

  static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}

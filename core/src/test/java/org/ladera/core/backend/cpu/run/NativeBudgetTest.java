package org.ladera.core.backend.cpu.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.Reference;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.ladera.core.memory.NativeBudget;

/** When the collector is asked to look, and what is said when there is no more memory. */
class NativeBudgetTest {
  private static final long SLACK = 256;
  private static final long KILOBYTE = 1024;

  private final AtomicInteger collections = new AtomicInteger();
  private final Deque<NativeMemory> forgotten = new ArrayDeque<>();
  private final NativeBudget budget = new NativeBudget(100 * KILOBYTE, this::collect);

  private void collect() {
    collections.incrementAndGet();
    forgotten.forEach(NativeMemory::close);
    forgotten.clear();
  }

  private NativeMemory kilobytes(String name, int count) {
    NativeMemory memory = new NativeMemory(name, budget);
    memory.allocate(count * KILOBYTE - SLACK);
    return memory;
  }

  @Test
  void whatIsClosedAsksForNoCollection() {
    for (int i = 0; i < 1000; i++) {
      try (NativeMemory _ = kilobytes("step", 60)) {
        assertEquals(60 * KILOBYTE, budget.held());
      }
    }
    assertEquals(0, budget.held());
    assertEquals(0, collections.get());
  }

  @Test
  void whatIsForgottenNeverExceedsTheBoundByMoreThanItself() {
    for (int i = 0; i < 100; i++) {
      forgotten.add(kilobytes("step", 30));
      assertTrue(budget.held() <= 130 * KILOBYTE);
    }
    assertEquals(25, collections.get(), "whenever a fifth one would be held");
  }

  @Test
  void whatIsNeededAsksForACollectionEachTimeThatItGrowsByTheBound() {
    Deque<NativeMemory> needed = new ArrayDeque<>();
    for (int i = 0; i < 101; i++) {
      needed.add(kilobytes("step", 10));
    }
    assertEquals(9, collections.get());
    while (needed.size() > 1) {
      needed.pop().close();
    }
    for (int i = 0; i < 9; i++) {
      needed.add(kilobytes("step", 10));
    }
    assertEquals(9, collections.get(), "what was closed counts no more");
    needed.forEach(NativeMemory::close);
    assertEquals(0, budget.held());
  }

  @Test
  void whatHasAnOwnerCountsAsLongAsThat() throws InterruptedException {
    Object owner = new Object();
    budget.addUntilForgotten(owner, 90 * KILOBYTE);
    budget.addUntilForgotten(new Object(), 5 * KILOBYTE);
    while (budget.held() > 90 * KILOBYTE) {
      System.gc();
      Thread.sleep(1);
    }
    assertEquals(0, collections.get());
    try (NativeMemory _ = kilobytes("step", 20)) {
      assertEquals(1, collections.get());
      assertEquals(110 * KILOBYTE, budget.held());
    } finally {
      Reference.reachabilityFence(owner);
    }
  }

  @Test
  void whoCannotHaveMemoryLearnsWhoHasIt() {
    NativeMemory small = kilobytes("evaluate", 512);
    NativeMemory first = kilobytes("train", 1024);
    NativeMemory second = kilobytes("train", 2048);
    int before = collections.get();
    NativeMemory greedy = new NativeMemory("huge", budget);
    long wanted = (1L << 50) - SLACK;
    OutOfMemoryError failure = assertThrows(OutOfMemoryError.class, () -> greedy.allocate(wanted));
    assertEquals(
        "huge: a run needs 1073741824.0 MiB outside of the heap, which cannot be had; programs hold"
            + " 3.5 MiB (\"train\" 3.0 MiB, \"evaluate\" 0.5 MiB), variables 0.0 MiB; close"
            + " programs that are no longer needed, use smaller batches, or raise"
            + " -XX:MaxDirectMemorySize",
        failure.getMessage());
    assertEquals(before + 2, collections.get(), "before, and once more after the first refusal");
    assertEquals(3584 * KILOBYTE, budget.held());
    for (NativeMemory memory : new NativeMemory[] {small, first, second, greedy}) {
      memory.close();
    }
    assertEquals(0, budget.held());
  }
}

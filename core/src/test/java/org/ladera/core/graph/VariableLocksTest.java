package org.ladera.core.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;

/**
 * Who assigns variables has them alone, who reads them shares them, and nobody waits in circles.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class VariableLocksTest {
  private static final List<Variable> NONE = List.of();

  private static List<Variable> variables(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> Variable.of("v" + i, HostArray.ofDoubles(DType.FLOAT64, Shape.scalar(), 0)))
        .toList();
  }

  private static VariableLocks writing(List<Variable> variables) {
    VariableLocks locks = new VariableLocks("write", variables, NONE);
    locks.join();
    return locks;
  }

  private static VariableLocks reading(List<Variable> variables) {
    VariableLocks locks = new VariableLocks("read", NONE, variables);
    locks.join();
    return locks;
  }

  /** How many locks a run takes. */
  private static int count(VariableLocks locks) {
    VariableLocks.Held held = locks.acquire();
    held.release();
    return held.size();
  }

  /** Whether another thread gets locks at once. */
  private static boolean isFree(VariableLocks locks) throws Exception {
    try (ExecutorService service = Executors.newSingleThreadExecutor()) {
      Future<?> taken = service.submit(() -> locks.acquire().release());
      try {
        taken.get(200, TimeUnit.MILLISECONDS);
        return true;
      } catch (TimeoutException _) {
        return false;
      } finally {
        taken.cancel(true);
      }
    }
  }

  @Test
  void variablesAssignedTogetherHaveOneLock() {
    List<Variable> all = variables(5);
    assertEquals(1, count(writing(all.subList(0, 2))));
    VariableLocks more = writing(all.subList(3, 5));
    assertEquals(3, count(new VariableLocks("read", NONE, all)), "0 and 1, 2, 3 and 4");
    assertEquals(1, count(writing(all.subList(1, 4))));
    assertEquals(1, count(new VariableLocks("read", NONE, all)));
    assertEquals(1, count(more));
    assertEquals(0, count(writing(NONE)));
  }

  @Test
  void variablesThatNoProgramKnewAreReadThroughOneLock() {
    List<Variable> all = variables(300);
    VariableLocks first = writing(all.subList(0, 10));
    VariableLocks second = writing(all.subList(10, 20));
    assertEquals(3, count(reading(all)));
    assertEquals(1, count(first));
    assertEquals(1, count(second));
    assertEquals(2, count(new VariableLocks("both", all.subList(0, 10), all.subList(5, 15))));
  }

  @Test
  void readersShareAndWritersWait() throws Exception {
    List<Variable> all = variables(3);
    VariableLocks first = writing(all.subList(0, 1));
    VariableLocks second = writing(all.subList(1, 2));
    VariableLocks both = reading(all.subList(0, 2));
    VariableLocks.Held held = both.acquire();
    try {
      assertTrue(isFree(both));
      assertTrue(isFree(reading(all.subList(0, 1))));
      assertEquals(0, all.getFirst().value().getDouble(0));
      assertTrue(isFree(writing(all.subList(2, 3))));
    } finally {
      held.release();
    }
    VariableLocks.Held alone = first.acquire();
    try {
      assertTrue(isFree(second));
    } finally {
      alone.release();
    }
  }

  @Test
  void aWriterWaitsForReadersAndAReaderForTheWriter() throws Exception {
    List<Variable> all = variables(2);
    VariableLocks first = writing(all.subList(0, 1));
    VariableLocks both = reading(all);
    assertWaits(both, first);
    assertWaits(first, both);
    assertWaits(first, first);
  }

  private static void assertWaits(VariableLocks outer, VariableLocks inner) throws Exception {
    try (ExecutorService service = Executors.newSingleThreadExecutor()) {
      VariableLocks.Held held = outer.acquire();
      Future<?> taken = service.submit(() -> inner.acquire().release());
      assertThrows(TimeoutException.class, () -> taken.get(100, TimeUnit.MILLISECONDS));
      assertFalse(taken.isDone());
      held.release();
      taken.get();
    }
  }

  /** Within a run, a host op may compile and run another program. */
  @Test
  void aRunWithinARunHasWhatTheOuterOneHas() throws Exception {
    List<Variable> all = variables(3);
    VariableLocks outer = writing(all.subList(0, 1));
    VariableLocks.Held held = outer.acquire();
    VariableLocks inner = writing(all.subList(0, 2));
    inner.acquire().release();
    reading(all).acquire().release();
    all.getFirst().set(3);
    assertEquals(3, all.getFirst().value().getDouble(0));
    held.release();
    assertTrue(isFree(inner));
    assertTrue(isFree(outer));
  }

  @Test
  void whatARunReadsIsNotChangedWithinIt() throws Exception {
    List<Variable> all = variables(2);
    VariableLocks reading = reading(all);
    VariableLocks.Held held = reading.acquire();
    String expected =
        "a run that reads a variable calls something that sets or assigns it, which would have to"
            + " wait for the end of that run; change the variable before it or after it";
    for (Executable change :
        List.<Executable>of(
            () -> all.getFirst().set(1),
            () -> new VariableLocks("write", all, NONE).acquire(),
            () -> writing(List.of(all.getFirst(), variables(1).getFirst())))) {
      assertEquals(expected, assertThrows(IllegalStateException.class, change).getMessage());
    }
    reading.acquire().release();
    held.release();
    all.getFirst().set(1);
    assertTrue(isFree(writing(all)));
  }

  /** Every thread assigns and reads sets of its own choice, and joins them meanwhile. */
  @Test
  void noUpdateIsLostAndNothingIsSeenHalf() throws Exception {
    int count = 8;
    for (int round = 0; round < 20; round++) {
      List<Variable> all = variables(count);
      int[] values = new int[count];
      try (ExecutorService service = Executors.newFixedThreadPool(4)) {
        List<Future<int[]>> futures = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
          Random random = new Random(100L * round + thread);
          futures.add(service.submit(() -> increments(all, values, random)));
        }
        int[] expected = new int[count];
        for (Future<int[]> each : futures) {
          int[] added = each.get();
          for (int i = 0; i < count; i++) {
            expected[i] += added[i];
          }
        }
        for (int i = 0; i < count; i++) {
          assertEquals(expected[i], values[i]);
        }
      }
    }
  }

  private static int[] increments(List<Variable> all, int[] values, Random random) {
    int[] added = new int[values.length];
    for (int i = 0; i < 300; i++) {
      int first = random.nextInt(values.length);
      int second = random.nextInt(values.length);
      int third = random.nextInt(values.length);
      VariableLocks locks =
          new VariableLocks(
              "both",
              List.of(all.get(first)),
              List.of(all.get(third), all.get(second), all.get(first)));
      if (random.nextInt(50) == 0) {
        locks = new VariableLocks("write", List.of(all.get(first), all.get(second)), NONE);
      }
      if (random.nextInt(10) == 0) {
        locks.join();
      }
      VariableLocks.Held held = locks.acquire();
      int seen = values[second];
      values[first]++;
      added[first]++;
      assertEquals(seen + (first == second ? 1 : 0), values[second]);
      held.release();
    }
    return added;
  }

  @Test
  void takingLocksAllocatesNothing() {
    List<Variable> all = variables(3);
    VariableLocks locks = new VariableLocks("both", all.subList(0, 1), all);
    locks.join();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int attempt = 0; attempt < 50 && least > 0; attempt++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 1000; i++) {
        locks.acquire().release();
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertEquals(0, least);
  }
}

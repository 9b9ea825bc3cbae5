package org.ladera.core.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Locks that become one still let one thread in at a time. */
class VariableLockTest {
  @Test
  void joinedLocksAreOne() {
    List<VariableLock> locks = IntStream.range(0, 5).mapToObj(_ -> new VariableLock()).toList();
    assertNotSame(held(locks.get(0)), held(locks.get(1)));
    VariableLock.join(locks.subList(0, 2));
    VariableLock.join(locks.subList(3, 5));
    assertSame(held(locks.get(0)), held(locks.get(1)));
    assertNotSame(held(locks.get(0)), held(locks.get(3)));
    VariableLock.join(locks.subList(1, 4));
    assertEquals(1, locks.stream().map(VariableLockTest::held).distinct().count());
    VariableLock.join(List.of());
  }

  private static VariableLock held(VariableLock lock) {
    VariableLock held = lock.acquire();
    held.release();
    return held;
  }

  /** Within a run, a host op may compile another program. */
  @Test
  void oneThatTheThreadHoldsStays() {
    VariableLock outer = new VariableLock();
    VariableLock other = new VariableLock();
    VariableLock held = outer.acquire();
    VariableLock.join(List.of(other, outer));
    assertSame(held, held(other));
    held.release();
    assertSame(held, held(other));
  }

  @Test
  void noUpdateIsLostWhileLocksAreJoined() throws Exception {
    int count = 8;
    for (int round = 0; round < 50; round++) {
      List<VariableLock> locks =
          IntStream.range(0, count).mapToObj(_ -> new VariableLock()).toList();
      int[] values = new int[count];
      try (ExecutorService service = Executors.newFixedThreadPool(4)) {
        List<Future<int[]>> all = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
          Random random = new Random(100L * round + thread);
          all.add(service.submit(() -> increments(locks, values, random)));
        }
        int[] expected = new int[count];
        for (Future<int[]> each : all) {
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

  private static int[] increments(List<VariableLock> locks, int[] values, Random random) {
    int[] added = new int[values.length];
    for (int i = 0; i < 500; i++) {
      if (random.nextInt(100) == 0) {
        VariableLock.join(
            List.of(locks.get(random.nextInt(locks.size())), locks.get(random.nextInt(8))));
      }
      int index = random.nextInt(values.length);
      VariableLock held = locks.get(index).acquire();
      values[index]++;
      added[index]++;
      held.release();
    }
    return added;
  }
}

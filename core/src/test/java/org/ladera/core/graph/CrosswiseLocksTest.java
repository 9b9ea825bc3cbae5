package org.ladera.core.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;

/** Who takes locks within a run can come to wait in a circle: then one fails, and none hangs. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CrosswiseLocksTest {
  private static List<Variable> variables(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> Variable.of("v" + i, HostArray.ofDoubles(DType.FLOAT64, Shape.scalar(), 0)))
        .toList();
  }

  private static VariableLocks writing(String program, Variable... variables) {
    return new VariableLocks(program, List.of(variables), List.of());
  }

  private static VariableLocks reading(String program, Variable... variables) {
    return new VariableLocks(program, List.of(), List.of(variables));
  }

  /** An outer run, and what it does within when all other outer runs have begun, too. */
  private record Run(VariableLocks outer, Runnable inner) {}

  /** What the runs that failed said, each in a thread of its number. */
  private static List<String> failures(Run... runs) throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(runs.length);
    AtomicInteger number = new AtomicInteger();
    List<String> failures = new ArrayList<>();
    try (ExecutorService service =
        Executors.newCachedThreadPool(
            task -> Thread.ofPlatform().name("t" + number.getAndIncrement()).unstarted(task))) {
      List<Future<?>> futures = new ArrayList<>();
      for (Run run : runs) {
        futures.add(service.submit(within(run, begun)));
      }
      for (Future<?> future : futures) {
        try {
          future.get();
        } catch (ExecutionException failure) {
          failures.add(String.valueOf(Objects.requireNonNull(failure.getCause()).getMessage()));
        }
      }
    }
    return failures;
  }

  private static Callable<Boolean> within(Run run, CountDownLatch begun) {
    return () -> {
      VariableLocks.Held held = run.outer().acquire();
      try {
        begun.countDown();
        begun.await();
        run.inner().run();
        return true;
      } finally {
        held.release();
      }
    };
  }

  private static Runnable taking(VariableLocks locks) {
    return () -> locks.acquire().release();
  }

  private static final String ADVICE =
      "; ops of one's own run programs crosswise in several threads, so let only one thread run"
          + " them, or run the inner programs before or after the outer ones";

  @Test
  void ofTwoThatNeedWhatTheOtherHasOneFails() throws InterruptedException {
    List<Variable> all = variables(2);
    List<String> failures =
        failures(
            new Run(writing("first", all.get(0)), taking(writing("inner second", all.get(1)))),
            new Run(writing("second", all.get(1)), taking(writing("inner first", all.get(0)))));
    assertEquals(1, failures.size(), failures.toString());
    String first = "first (thread \"t0\") has \"v0\" and calls inner second, which needs \"v1\"";
    String second = "second (thread \"t1\") has \"v1\" and calls inner first, which needs \"v0\"";
    String said = failures.getFirst();
    String expected = said.contains("other: first") ? first + "; " + second : second + "; " + first;
    assertEquals("runs wait for each other: " + expected + ADVICE, said);
    taking(writing("after", all.get(0), all.get(1))).run();
  }

  @Test
  void aReaderAndAWriterDoTheSame() throws InterruptedException {
    List<Variable> all = variables(2);
    List<String> failures =
        failures(
            new Run(reading("first", all.get(0)), () -> all.get(1).set(1)),
            new Run(reading("second", all.get(1)), () -> all.get(0).set(1)));
    assertEquals(1, failures.size(), failures.toString());
    assertEquals(1, all.get(0).value().getDouble(0) + all.get(1).value().getDouble(0));
  }

  @Test
  void circlesOfThreeAreFound() throws InterruptedException {
    List<Variable> all = variables(3);
    for (int round = 0; round < 50; round++) {
      Run[] runs = new Run[3];
      for (int i = 0; i < runs.length; i++) {
        Variable next = all.get((i + 1) % runs.length);
        runs[i] = new Run(writing("run " + i, all.get(i)), () -> next.set(1));
      }
      List<String> failures = failures(runs);
      assertEquals(1, failures.size(), failures.toString());
      assertEquals(3, failures.getFirst().split("\\(thread", -1).length - 1);
    }
  }

  @Test
  void whoWaitsOutsideOfACircleGoesOn() throws InterruptedException {
    List<Variable> all = variables(3);
    List<String> failures =
        failures(
            new Run(writing("first", all.get(0)), taking(writing("inner", all.get(1)))),
            new Run(writing("second", all.get(1)), taking(writing("inner", all.get(2)))),
            new Run(writing("third", all.get(2)), () -> {}));
    assertEquals(List.of(), failures);
  }

  /** A program that is made within a run makes one lock of those of its variables. */
  @Test
  void programsMadeCrosswiseAreNotAwaited() throws InterruptedException {
    for (int round = 0; round < 20; round++) {
      List<Variable> all = variables(2);
      VariableLocks both = writing("both", all.get(0), all.get(1));
      List<String> failures =
          failures(
              new Run(writing("first", all.get(0)), both::join),
              new Run(writing("second", all.get(1)), both::join));
      assertEquals(1, failures.size(), failures.toString());
      both.join();
      taking(both).run();
    }
  }

  @Test
  void whoMakesAProgramMayWaitForARunThatNeedsIt() throws InterruptedException {
    Variable variable = variables(1).getFirst();
    VariableLocks maker = VariableLocks.ofMaker("training");
    List<String> failures =
        failures(
            new Run(maker, () -> variable.set(1)),
            new Run(writing("outer", variable), taking(maker)));
    assertEquals(1, failures.size(), failures.toString());
    String said = failures.getFirst();
    assertEquals(
        List.of(true, true),
        List.of(
            said.contains("has the compiler of training and calls set, which needs \"v0\""),
            said.contains(
                "outer (thread \"t1\") has \"v0\" and calls training, which needs the compiler of"
                    + " training")),
        said);
  }

  /** Readers let a writer pass that came before them, but not if they wait for each other then. */
  @Test
  void readersDoNotWaitForEachOtherByWayOfWriters() throws Exception {
    List<Variable> all = variables(2);
    CountDownLatch begun = new CountDownLatch(2);
    CountDownLatch queued = new CountDownLatch(1);
    try (ExecutorService service = Executors.newCachedThreadPool()) {
      List<Future<?>> readers = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        VariableLocks outer = reading("outer", all.get(i));
        VariableLocks inner = reading("inner", all.get(1 - i));
        readers.add(
            service.submit(
                () -> {
                  VariableLocks.Held held = outer.acquire();
                  begun.countDown();
                  queued.await();
                  inner.acquire().release();
                  held.release();
                  return true;
                }));
      }
      begun.await();
      List<Future<?>> writers = new ArrayList<>();
      for (Variable variable : all) {
        writers.add(service.submit(() -> variable.set(1)));
        while (!variable.lock().isAwaited()) {
          Thread.sleep(1);
        }
      }
      queued.countDown();
      for (Future<?> reader : readers) {
        reader.get();
      }
      for (Future<?> writer : writers) {
        writer.get();
      }
    }
    assertEquals(2, all.get(0).value().getDouble(0) + all.get(1).value().getDouble(0));
  }

  @Test
  void aThreadThatIsInterruptedGoesOnToWait() throws Exception {
    List<Variable> all = variables(2);
    VariableLocks.Held held = writing("first", all.get(0)).acquire();
    try (ExecutorService service = Executors.newSingleThreadExecutor()) {
      CountDownLatch begun = new CountDownLatch(1);
      Future<Boolean> waiting =
          service.submit(
              () -> {
                VariableLocks.Held outer = writing("second", all.get(1)).acquire();
                begun.countDown();
                Thread.currentThread().interrupt();
                all.get(0).set(1);
                outer.release();
                return Thread.interrupted();
              });
      begun.await();
      while (!all.get(0).lock().isAwaited()) {
        Thread.sleep(1);
      }
      held.release();
      assertEquals(true, waiting.get());
    }
  }

  @Test
  void whatAnotherThreadTookIsNotReleased() throws Exception {
    VariableLocks.Held held = writing("first", variables(1).getFirst()).acquire();
    try (ExecutorService service = Executors.newSingleThreadExecutor()) {
      Future<?> released = service.submit(held::release);
      Throwable cause = assertThrows(ExecutionException.class, released::get).getCause();
      assertEquals(
          "first: a thread releases what another one took",
          Objects.requireNonNull(cause).getMessage());
    }
    held.release();
  }
}

package org.ladera.core.backend.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ladera.core.backend.cpu.lower.Sharing;
import org.ladera.core.memory.HostArray;
import org.ladera.core.memory.NativeBudget;
import org.ladera.core.program.BodyBuilder;
import org.ladera.core.program.Sink;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Programs that nobody closes go before they take all memory; those that are closed at once. */
class ForgottenProgramsTest {
  private static final int ENTRIES = 1 << 20;
  private static final long BYTES = 4L * ENTRIES;
  private static final INDArray ONE =
      HostArray.ofDoubles(DType.FLOAT32, Shape.scalar(), 1).toINDArray();

  /** One that holds four megabytes, after a run of it. */
  private static CpuExecutable ran(NativeBudget budget) {
    Programs programs = new Programs();
    int x = programs.input(DType.FLOAT32);
    int result = programs.output(DType.FLOAT32);
    int large = programs.arena(DType.FLOAT32, ENTRIES);
    BodyBuilder copy = new BodyBuilder();
    copy.sink(new Sink.Store(1, copy.load(DType.FLOAT32, 0)));
    programs.step(
        Programs.loop(
            new long[] {1},
            1,
            0,
            List.of(Programs.stream(x, 0, 0), Programs.stream(large, 0, 1)),
            copy.body()));
    BodyBuilder back = new BodyBuilder();
    back.sink(new Sink.Store(1, back.load(DType.FLOAT32, 0)));
    programs.step(
        Programs.loop(
            new long[] {1},
            1,
            0,
            List.of(Programs.stream(large, 0, 1), Programs.stream(result, 0, 0)),
            back.body()));
    CpuExecutable executable = programs.executable(1, Sharing.usual(), budget);
    assertEquals(1, executable.runForNumber(ONE));
    return executable;
  }

  @Test
  void forgottenProgramsAreFreedBeforeTheyTakeAllMemory() {
    NativeBudget budget = new NativeBudget(8 * BYTES, System::gc);
    long most = 0;
    for (int i = 0; i < 60; i++) {
      ran(budget);
      most = Math.max(most, budget.held());
    }
    long held = most;
    assertTrue(held < 20 * BYTES, () -> "held " + held + " of " + 60 * BYTES);
  }

  @Test
  void closingFreesAtOnce() {
    NativeBudget budget = new NativeBudget(512L << 20, System::gc);
    CpuExecutable first = ran(budget);
    CpuExecutable second = ran(budget);
    assertTrue(budget.held() >= 2 * BYTES);
    first.close();
    assertTrue(budget.held() >= BYTES && budget.held() < 2 * BYTES);
    second.close();
    assertEquals(0, budget.held());
    assertThrows(IllegalStateException.class, () -> first.runForNumber(ONE));
  }
}

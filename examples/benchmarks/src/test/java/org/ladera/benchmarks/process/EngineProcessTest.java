package org.ladera.benchmarks.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ladera.benchmarks.engine.Engine;
import org.ladera.benchmarks.engine.Engines;
import org.ladera.benchmarks.engine.Setting;
import org.ladera.benchmarks.work.ActivationKind;
import org.ladera.benchmarks.work.LossKind;
import org.ladera.benchmarks.work.OptimizerKind;
import org.ladera.benchmarks.work.StepWork;

class EngineProcessTest {
  private static final StepWork WORK =
      new StepWork(
          List.of(3, 2),
          4,
          ActivationKind.TANH,
          LossKind.SOFTMAX,
          OptimizerKind.SGD,
          StepWork.Moments.ZERO,
          StepWork.Root.OUTSIDE);

  private static Setting setting(String... flags) {
    return new Setting("1 thread", 1, List.of(flags), Map.of());
  }

  @Test
  void aProcessThatEndsIsToldWithItsCodeAndItsLastWords() {
    Engine engine = Engines.ladera();
    try (EngineProcess process = new EngineProcess(engine, setting("-XX:NoSuchFlag=1"))) {
      EngineFailure failure = assertThrows(EngineFailure.class, () -> process.open(WORK));

      String message = String.valueOf(failure.getMessage());
      assertTrue(
          message.startsWith("the process of 1 thread ended with code 1 at \"open step "), message);
      assertTrue(message.contains("\n  Unrecognized VM option 'NoSuchFlag=1'"), message);
    }
  }

  /** The JVM waits for a debugger, which never comes. */
  @Test
  void aProcessThatHangsIsNotWaitedForWithoutEnd() {
    Engine engine = Engines.ladera();
    Setting waiting =
        setting(
            "-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,address=localhost:0,quiet=y");
    EngineFailure failure;
    long begin;
    try (EngineProcess process = new EngineProcess(engine, waiting, 1)) {
      failure = assertThrows(EngineFailure.class, () -> process.open(WORK));
      begin = System.nanoTime();
    }

    assertTrue(
        String.valueOf(failure.getMessage()).contains("of 1 thread gave no answer to \"open step "),
        failure::getMessage);
    assertTrue(String.valueOf(failure.getMessage()).contains("\" in 1 s"), failure::getMessage);
    assertEquals(2, (System.nanoTime() - begin) / 1e9, 2);
  }
}

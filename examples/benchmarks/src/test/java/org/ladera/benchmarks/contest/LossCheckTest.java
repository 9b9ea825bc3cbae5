package org.ladera.benchmarks.contest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ladera.benchmarks.engine.Engine;
import org.ladera.benchmarks.engine.Engines;
import org.ladera.benchmarks.engine.LackingException;
import org.ladera.benchmarks.process.EngineProcess;
import org.ladera.benchmarks.work.ActivationKind;
import org.ladera.benchmarks.work.LossKind;
import org.ladera.benchmarks.work.OptimizerKind;
import org.ladera.benchmarks.work.StepWork;

class LossCheckTest {
  private static StepWork work(OptimizerKind optimizer) {
    return new StepWork(
        List.of(6, 5, 3),
        8,
        ActivationKind.TANH,
        LossKind.SOFTMAX,
        optimizer,
        StepWork.Moments.ZERO,
        StepWork.Root.OUTSIDE);
  }

  @Test
  void whoComputesTheSamePassesAndWhoComputesSomethingElseDoesNot() throws LackingException {
    Engine engine = Engines.ladera();
    try (LossCheck check = new LossCheck();
        EngineProcess process = new EngineProcess(engine, engine.settings(1).getFirst())) {
      process.open(work(OptimizerKind.ADAM));
      assertEquals(0, check.difference(engine, process, work(OptimizerKind.ADAM)));

      process.open(work(OptimizerKind.ADAMAX));
      LackingException failure =
          assertThrows(
              LackingException.class,
              () -> check.difference(engine, process, work(OptimizerKind.ADAM)));
      assertTrue(
          String.valueOf(failure.getMessage())
              .startsWith("computes something else: of 20 losses the first is "),
          failure::getMessage);
    }
  }
}

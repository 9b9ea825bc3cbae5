package org.ladera.benchmarks.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.ladera.benchmarks.engine.Engine;
import org.ladera.benchmarks.engine.Engines;
import org.ladera.benchmarks.engine.LackingException;
import org.ladera.benchmarks.work.ActivationKind;
import org.ladera.benchmarks.work.LossKind;
import org.ladera.benchmarks.work.OptimizerKind;
import org.ladera.benchmarks.work.StepWork;

class ExplainedTest {
  @Test
  void aTextThatStatesNothingHasNoNumbers() {
    assertEquals(new Explained(-1, -1, -1), Explained.of(""));
  }

  @Test
  void aKernelThatTwoStepsShareCountsOnce() {
    String text =
        """
        program training step on cpu: f32[32, 16] -> f32[]
        12 steps: 12 loop
        #0 loop [16]  add
             here: k1 x 1 of 1 x 16, interpreted
        #1 loop [16]  add
             here: k2 x 1 of 1 x 16, interpreted
        #2 loop [16]  add
             here: k1 x 4 of 1 x 16, interpreted
        memory: 10880 bytes for 20 buffers of 10856
        """;

    assertEquals(new Explained(12, 2, 10_880), Explained.of(text));
  }

  /** Holds the text above to what the library really says. */
  @Test
  void laderasOwnTextStatesAllThree() throws LackingException {
    Engine engine = Engines.ladera();
    StepWork work =
        new StepWork(
            StepWork.sizesOf("6-5-3"),
            8,
            ActivationKind.TANH,
            LossKind.SOFTMAX,
            OptimizerKind.ADAM,
            StepWork.Moments.ZERO,
            StepWork.Root.OUTSIDE);
    try (EngineProcess process = new EngineProcess(engine, engine.settings(1).getFirst())) {
      process.open(work);
      process.losses(1);
      Explained explained = process.explained();

      assertTrue(explained.steps() > 1, explained::toString);
      assertTrue(explained.kernels() > 1, explained::toString);
      assertTrue(explained.arenaBytes() > 0, explained::toString);
    }
  }

  @Test
  void numbersComeBackFromTheirLine() {
    Explained explained = new Explained(8, -1, 1L << 40);

    assertEquals(explained, Explained.decode(explained.encode()));
  }
}

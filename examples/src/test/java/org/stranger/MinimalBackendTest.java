package org.stranger;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.ladera.autograd.loss.SquaredError;
import org.ladera.core.backend.Backend;
import org.ladera.core.backend.Backends;
import org.ladera.core.graph.Parameter;
import org.ladera.optim.TrainingStep;
import org.ladera.optim.rule.Nesterov;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The seam for a compiler: a stranger's backend receives the whole training step and executes it.
 */
class MinimalBackendTest {
  private final INDArray x = Nd4j.createFromArray(new double[][] {{1, 2}, {1, 3}, {1, 5}});
  private final INDArray y = Nd4j.createFromArray(1.0, 2, 2);

  private double[] trained(Backend backend) {
    return Backends.using(
        backend,
        () -> {
          Parameter w = Parameter.of("w", Nd4j.createFromArray(0.5, 0.25));
          var step =
              TrainingStep.of(
                  Nesterov.withRate(0.01), (a, b) -> new SquaredError().mean(a.dot(w), b));
          assertEquals(0.20833333333333334, step.run(x, y), 1e-15);
          for (int i = 0; i < 20; i++) {
            step.run(x, y);
          }
          return w.value().toDoubleVector();
        });
  }

  @Test
  void aTrainingStepRunsOnIt() {
    assertArrayEquals(trained(Backends.named("reference")), trained(new MinimalBackend()), 1e-13);
  }

  @Test
  void itIsFoundByLookUp() {
    assertEquals("minimal", Backends.named("minimal").name());
    assertTrue(
        Backends.report().contains("minimal: usable, choose it with -Dladera.backend=minimal"));
    String message =
        assertThrows(IllegalArgumentException.class, () -> Backends.named("maximal")).getMessage();
    assertEquals(
        "there is no backend \"maximal\"; usable here: cpu, nd4j, reference, minimal", message);
  }
}

package org.ladera.benchmarks.engine;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.ladera.core.backend.Compiled;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class LaderaTiersTest {
  /** A kernel begins interpreted, as its vector code is made in the background. */
  @Test
  void whatExplainSaysIsUnderstood() {
    INDArray x = Nd4j.createFromArray(1f, 2f, 3f);
    try (Compiled program = Compiled.of(node -> node.times(3).plus(1))) {
      assertFalse(LaderaTiers.areSettled(program.explain(x)), program.explain(x));
    }
  }

  @Test
  void aKernelWithAReasonStaysAsItIs() {
    assertTrue(LaderaTiers.areSettled("here: k1 x 1 of 1 x 3, interpreted: too long\n"));
    assertTrue(LaderaTiers.areSettled("here: k1 x 1 of 1 x 3, vector\n"));
  }
}

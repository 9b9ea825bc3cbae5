package org.ladera.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ladera.core.backend.Backends;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Parameter;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.ShapeException;
import org.ladera.optim.rule.GradientDescent;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A batch of no examples. */
class EmptyBatchTest {
  private final Parameter w =
      Parameter.of("w", HostArray.ofDoubles(DType.FLOAT32, Shape.of(3, 2), 1, -0.0, 3, 4, 5, 6));

  private static INDArray[] batch() {
    return new INDArray[] {
      HostArray.ofDoubles(DType.FLOAT32, Shape.of(0, 3)).toINDArray(),
      HostArray.ofDoubles(DType.FLOAT32, Shape.of(0, 2)).toINDArray()
    };
  }

  private Node squares(Node x, Node y) {
    return x.matmul(w).minus(y).square();
  }

  private TrainingStep step(String backend, boolean isMean) {
    return Backends.using(
        Backends.named(backend),
        () ->
            TrainingStep.of(
                GradientDescent.withRate(0.1),
                (x, y) -> isMean ? squares(x, y).mean() : squares(x, y).sum()));
  }

  private void assertUnchanged() {
    assertArrayEquals(new double[] {1, -0.0, 3, 4, 5, 6}, HostArray.copyOf(w.value()).toDoubles());
  }

  @ParameterizedTest
  @ValueSource(strings = {"reference", "nd4j", "cpu"})
  void ofASumOfLossesChangesNothing(String backend) {
    try (TrainingStep step = step(backend, false)) {
      assertEquals(0, step.run(batch()));
      assertEquals(1, step.steps());
    }
    assertUnchanged();
  }

  @ParameterizedTest
  @ValueSource(strings = {"reference", "nd4j", "cpu"})
  void ofAMeanOfLossesIsRefusedAndChangesNothing(String backend) {
    try (TrainingStep step = step(backend, true)) {
      ShapeException refused = assertThrows(ShapeException.class, () -> step.run(batch()));
      assertEquals("mean: no axis may be empty, got f32[0, 2]", refused.getMessage());
    }
    assertUnchanged();
  }
}

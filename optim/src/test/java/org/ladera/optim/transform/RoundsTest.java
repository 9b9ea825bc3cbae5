package org.ladera.optim.transform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ladera.core.backend.Backends;
import org.ladera.core.graph.Parameter;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.optim.Optimizer;
import org.ladera.optim.TrainingStep;
import org.ladera.optim.rule.Adam;
import org.ladera.optim.rule.GradientDescent;
import org.ladera.optim.rule.Nesterov;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Accumulation: several steps that are one. */
class RoundsTest {
  private final Parameter w =
      Parameter.of("w", HostArray.ofDoubles(DType.FLOAT32, Shape.of(2), 2, -4));

  private static INDArray array(Shape shape, double... values) {
    return HostArray.ofDoubles(DType.FLOAT32, shape, values).toINDArray();
  }

  private TrainingStep step(String backend, Parameter parameter, Optimizer optimizer) {
    return Backends.using(
        Backends.named(backend),
        () -> TrainingStep.of(optimizer, (x, y) -> x.dot(parameter).minus(y).square().mean()));
  }

  private static double[] values(Parameter parameter) {
    return HostArray.copyOf(parameter.value()).toDoubles();
  }

  @ParameterizedTest
  @ValueSource(strings = {"reference", "cpu"})
  void fourBatchesOfTwoAreOneOfEightBitForBitWhereNothingRounds(String backend) {
    // Whole numbers and powers of 2: each sum and quotient is exact, the rate 1/8 is too.
    double[] x = {1, 2, 0, 1, 3, -1, 2, 2, -1, 0, 1, 1, 4, -2, 0, 3};
    double[] y = {1, -2, 3, 0, 2, 1, -1, 5};
    Parameter big = Parameter.of("w", HostArray.copyOf(w.value()));
    TrainingStep whole = step(backend, big, GradientDescent.withRate(0.125));
    TrainingStep parts = step(backend, w, new Accumulate(GradientDescent.withRate(0.125), 4));
    for (int round = 0; round < 2; round++) {
      whole.run(array(Shape.of(8, 2), x), array(Shape.of(8), y));
      for (int part = 0; part < 4; part++) {
        parts.run(
            array(Shape.of(2, 2), Arrays.copyOfRange(x, 4 * part, 4 * part + 4)),
            array(Shape.of(2), Arrays.copyOfRange(y, 2 * part, 2 * part + 2)));
      }
      assertArrayEquals(values(big), values(w), 0, "round " + round);
    }
    assertTrue(values(w)[0] != 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"reference", "cpu"})
  void aRoundOfOneIsTheStepItself(String backend) {
    Parameter plain = Parameter.of("w", HostArray.copyOf(w.value()));
    TrainingStep adam = step(backend, plain, Adam.withRate(0.1));
    TrainingStep rounds = step(backend, w, new Accumulate(Adam.withRate(0.1), 1));
    INDArray x = array(Shape.of(3, 2), 0.1, 0.7, -0.3, 1.1, 0.9, -2.3);
    INDArray y = array(Shape.of(3), 0.3, 0.1, -0.7);
    for (int i = 0; i < 10; i++) {
      adam.run(x, y);
      rounds.run(x, y);
      assertArrayEquals(values(plain), values(w), 0);
    }
  }

  @Test
  void nothingMovesWithinARoundAndTheMeanMovesAtItsEnd() {
    TrainingStep step = step("reference", w, new Accumulate(GradientDescent.withRate(1), 3));
    INDArray zero = array(Shape.of(1), 0);
    step.run(array(Shape.of(1, 2), 1, 0), zero);
    step.run(array(Shape.of(1, 2), 0, 1), zero);
    assertArrayEquals(new double[] {2, -4}, values(w), 0);
    step.run(array(Shape.of(1, 2), 0, 2), zero);
    // Gradients 2x(x·w): (4, 0), (0, -8) and (0, -32); a third of their sum.
    assertArrayEquals(new double[] {2 - 4.0 / 3, -4 + 40.0 / 3}, values(w), 1e-6);
  }

  @Test
  void theMeanIsClippedInsideAndEachGradientOutside() {
    INDArray zero = array(Shape.of(1), 0);
    Optimizer plain = GradientDescent.withRate(1);
    TrainingStep inside = step("reference", w, new Accumulate(new ClipByValue(plain, 1), 2));
    inside.run(array(Shape.of(1, 2), 1, 0), zero);
    inside.run(array(Shape.of(1, 2), 0, 1), zero);
    assertArrayEquals(new double[] {1, -3}, values(w), 0);
    w.set(HostArray.ofDoubles(DType.FLOAT32, Shape.of(2), 2, -4));
    TrainingStep outside = step("reference", w, new ClipByValue(new Accumulate(plain, 2), 1));
    outside.run(array(Shape.of(1, 2), 1, 0), zero);
    outside.run(array(Shape.of(1, 2), 0, 1), zero);
    assertArrayEquals(new double[] {1.5, -3.5}, values(w), 0);
  }

  @Test
  void resumesWithinARoundBitForBit(@TempDir Path folder) {
    INDArray x = array(Shape.of(3, 2), 0.1, 0.7, -0.3, 1.1, 0.9, -2.3);
    INDArray y = array(Shape.of(3), 0.3, 0.1, -0.7);
    Optimizer optimizer = new Accumulate(Adam.withRate(0.1), 3);
    TrainingStep whole = step("cpu", w, optimizer);
    for (int i = 0; i < 5; i++) {
      whole.run(x, y);
    }
    whole.save(folder.resolve("five"));
    Parameter other = Parameter.zeros("w", 2);
    TrainingStep resumed = step("cpu", other, optimizer);
    resumed.load(folder.resolve("five"));
    for (int i = 0; i < 7; i++) {
      whole.run(x, y);
      resumed.run(x, y);
      assertArrayEquals(values(w), values(other), 0);
    }
    assertEquals(
        4, Objects.requireNonNull(resumed.slots().get("accumulated/step")).value().getDouble(0));
  }

  @Test
  void lookingAheadIsAnError() {
    TrainingStep step = step("reference", w, new Accumulate(Nesterov.withRate(0.1), 1));
    assertEquals(
        "Accumulate: the optimizer inside asks for the gradient at a point other than the"
            + " parameters, as a look-ahead does, but the batches before this one are gone; use one"
            + " that asks at the parameters alone",
        assertThrows(
                IllegalArgumentException.class,
                () -> step.run(array(Shape.of(1, 2), 1, 0), array(Shape.of(1), 0)))
            .getMessage());
  }

  @Test
  void aPeriodIsAtLeastOne() {
    assertEquals(
        "Accumulate: period must be at least 1, got 0.0",
        assertThrows(
                IllegalArgumentException.class,
                () -> new Accumulate(GradientDescent.withRate(1), 0))
            .getMessage());
  }
}

package org.ladera.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.ladera.autograd.nn.Layer;
import org.ladera.autograd.nn.Model;
import org.ladera.core.backend.NonFiniteException;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.graph.Parameter;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.optim.rule.Adam;
import org.ladera.optim.rule.GradientDescent;
import org.ladera.optim.rule.Nesterov;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What goes wrong in a step, and what it says. */
class TrainingStepErrorsTest {
  private static String message(Executable code) {
    return Tiny.message(assertThrows(IllegalArgumentException.class, code));
  }

  @Test
  void aModelsParameterThatTheLossDoesNotReach() {
    Layer two =
        (scope, x) -> {
          scope.parameter("unused", Shape.of(16, 4), (shape, random) -> new double[64]);
          return x.times(scope.parameter("used", Shape.scalar(), (shape, random) -> new double[1]));
        };
    Model<Node> model = Model.of(two, 1);
    TrainingStep step =
        TrainingStep.of(Adam.withRate(0.1), model, (x, y) -> model.at(x).minus(y).mean());
    INDArray batch = HostArray.ofDoubles(DType.FLOAT32, Shape.of(2), 1, 2).toINDArray();
    assertEquals(
        "TrainingStep: parameter \"unused\" f32[16, 4] does not influence the loss; leave it out"
            + " with updating(...)",
        message(() -> step.run(batch, batch)));
    step.updating(p -> !p.name().equals("unused")).run(batch, batch);
  }

  @Test
  void nothingToTrain() {
    assertEquals(
        "TrainingStep: the loss reaches no parameter by a differentiable path, so there is nothing"
            + " to train",
        message(() -> TrainingStep.of(Adam.withRate(0.1), (Node x) -> x.sum()).run(Tiny.X)));
    assertEquals(
        "TrainingStep: updating(...) chooses none of the parameters [w, b]",
        message(
            () ->
                new Tiny()
                    .step(Adam.withRate(0.1))
                    .updating(p -> p.name().equals("c"))
                    .run(Tiny.X, Tiny.Y)));
  }

  @Test
  void twoParametersOfOneName() {
    Parameter one = Parameter.zeros("w");
    Parameter other = Parameter.zeros("w");
    assertEquals(
        "TrainingStep: two parameters are named \"w\", so their slots cannot be told apart; name"
            + " them differently, or train them in two steps, each of TrainingStep.of(...)",
        message(
            () ->
                TrainingStep.of(Adam.withRate(0.1), (Node x) -> one.plus(other).times(x).sum())
                    .run(HostArray.ofDoubles(DType.FLOAT32, Shape.scalar(), 1).toINDArray())));
  }

  @Test
  void stepsOverOneMemoryShareNoSlotOfTwoParameters() {
    Layer gain =
        (scope, x) ->
            x.times(scope.parameter("gain", Shape.scalar(), (shape, random) -> new double[] {2}));
    Model<Node> generator = Model.of(gain, 1);
    Model<Node> discriminator = Model.of(gain, 2);
    TrainingStep both =
        TrainingStep.of(Adam.withRate(0.1), (Node x) -> discriminator.at(generator.at(x)).sum());
    INDArray batch = HostArray.ofDoubles(DType.FLOAT32, Shape.of(2), 1, 2).toINDArray();
    both.updating(generator).run(batch);
    assertEquals(
        "TrainingStep: two parameters are named \"gain\", so their slots cannot be told apart; name"
            + " them differently, or train them in two steps, each of TrainingStep.of(...)",
        message(() -> both.updating(discriminator).run(batch)));
  }

  @Test
  void aChosenParameterWhoseGradientIsStopped() {
    Parameter free = Parameter.zeros("free");
    Parameter stopped = Parameter.zeros("stopped");
    TrainingStep step =
        TrainingStep.of(
            Adam.withRate(0.1), (Node x) -> free.plus(Ops.stopGradient(stopped)).times(x).sum());
    INDArray batch = HostArray.ofDoubles(DType.FLOAT32, Shape.scalar(), 1).toINDArray();
    assertEquals(
        "TrainingStep: parameter \"stopped\" f32[] does not influence the loss; leave it out with"
            + " updating(...)",
        message(() -> step.updating(p -> true).run(batch)));
    step.run(batch);
  }

  @Test
  void aLossThatIsNotAScalar() {
    Tiny tiny = new Tiny();
    assertEquals(
        "grad: the loss must be a scalar, got f64[2]; use mean() or sum(), or vjp for a vector",
        message(
            () ->
                TrainingStep.of(Adam.withRate(0.1), (x, y) -> tiny.predicted(x).minus(y).square())
                    .run(Tiny.X, Tiny.Y)));
  }

  @Test
  void aWrongNumberOfArrays() {
    assertEquals(
        "training step: there are 2 inputs [x, y], got 1 array",
        message(() -> new Tiny().step(Adam.withRate(0.1)).run(Tiny.X)));
  }

  @Test
  void aLossThatIsNaNNamesTheStepAndTheNodeAndChangesNothing() {
    Tiny tiny = new Tiny();
    TrainingStep step =
        Tiny.onReference(
            () ->
                TrainingStep.of(
                    Adam.withRate(0.1),
                    (x, y) -> Ops.sqrt(tiny.predicted(x)).minus(y).square().mean()));
    tiny.w.set(Tiny.vector(0.5, 0.25));
    step.run(Tiny.X, Tiny.Y);
    double[] before = tiny.point();
    double[] moment = HostArray.copyOf(Tiny.slot(step, "w/m").value()).toDoubles();
    NonFiniteException failure =
        assertThrows(NonFiniteException.class, () -> step.run(Tiny.X.neg(), Tiny.Y));
    String text = Tiny.message(failure);
    String start = "step 2: the loss is NaN; first non-finite node: sqrt(x) with min(x) = -";
    assertEquals(start, text.substring(0, Math.min(start.length(), text.length())), text);
    assertArrayEquals(before, tiny.point(), 0);
    assertArrayEquals(moment, HostArray.copyOf(Tiny.slot(step, "w/m").value()).toDoubles(), 0);
    assertEquals(1, step.steps());
    step.run(Tiny.X, Tiny.Y);
    assertEquals(2, step.steps());
  }

  @Test
  void aParameterThatOverflowsIsNamed() {
    Parameter w = Parameter.of("w", HostArray.ofDoubles(DType.FLOAT64, Shape.scalar(), 1));
    TrainingStep step =
        Tiny.onReference(
            () ->
                TrainingStep.of(
                    GradientDescent.withRate(1e300), (Node x) -> w.times(x).times(1e10).sum()));
    String text =
        Tiny.message(assertThrows(NonFiniteException.class, () -> step.run(Tiny.vector(1))));
    String start =
        "step 1: the next value of parameter \"w\" is -infinite; first non-finite node: ";
    assertEquals(start, text.substring(0, Math.min(start.length(), text.length())), text);
    assertEquals(1, w.value().getDouble(0));
  }

  @Test
  void aLookAheadHasNoHalves() {
    Tiny tiny = new Tiny();
    TrainingStep step = tiny.step(Nesterov.withRate(0.1));
    Gradients gradients = step.gradients(Tiny.X, Tiny.Y);
    assertEquals(
        "apply: this optimizer asks for the gradient at a point other than the parameters, as a"
            + " look-ahead does, so its step has no halves; use run(...)",
        assertThrows(IllegalStateException.class, () -> step.apply(gradients)).getMessage());
  }

  @Test
  void gradientsOfNothing() {
    Gradients none = new Gradients(1, Map.of());
    assertEquals(
        "apply: call gradients(...) or run(...) once before",
        assertThrows(
                IllegalStateException.class, () -> new Tiny().step(Adam.withRate(0.1)).apply(none))
            .getMessage());
    TrainingStep step = new Tiny().step(Adam.withRate(0.1));
    step.run(Tiny.X, Tiny.Y);
    assertEquals(
        "apply: there is no gradient of \"w\"; there are []", message(() -> step.apply(none)));
    assertEquals(
        "Gradients: one count for each part is needed, got 1 parts and 0 counts",
        message(() -> Gradients.mean(List.of(none))));
    assertEquals(
        "Gradients: counts must be positive, got 0",
        message(() -> Gradients.mean(List.of(none), 0)));
  }

  @Test
  void aSlotOfAnotherShape() {
    UpdateRule shrinking =
        (slots, g) -> {
          slots.next("m", old -> old.sum());
          return g;
        };
    assertEquals(
        "state: the slot \"w/m\" is f64[2], got f64[]",
        message(() -> new Tiny().step(shrinking).run(Tiny.X, Tiny.Y)));
  }

  @Test
  void aScheduleThatIsNaN() {
    TrainingStep step =
        new Tiny().step(new GradientDescent(Schedule.host(done -> done < 1 ? 0.1 : 0.0 / 0)));
    step.run(Tiny.X, Tiny.Y);
    assertEquals(
        "schedule: the value for step 2 must be finite, got NaN",
        message(() -> step.run(Tiny.X, Tiny.Y)));
  }
}

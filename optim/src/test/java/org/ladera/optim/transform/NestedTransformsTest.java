package org.ladera.optim.transform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.ladera.core.backend.Backends;
import org.ladera.core.graph.Ops;
import org.ladera.core.graph.Parameter;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.optim.Optimizer;
import org.ladera.optim.Schedule;
import org.ladera.optim.TrainingStep;
import org.ladera.optim.rule.Adam;
import org.ladera.optim.rule.Decay;
import org.ladera.optim.rule.Momentum;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Every transform around every other one: they resume, and a second round traces nothing. Those
 * around their like run on the fast backend, the others on the quick one to start.
 */
class NestedTransformsTest {
  private static final INDArray X =
      HostArray.ofDoubles(DType.FLOAT32, Shape.of(3, 2), 1, 2, 3, 4, -1, 0.5).toINDArray();
  private static final INDArray Y =
      HostArray.ofDoubles(DType.FLOAT32, Shape.of(3), 1, -1, 0.5).toINDArray();

  /** A transform and what it is called. */
  record Wrapper(String name, UnaryOperator<Optimizer> around) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final Wrapper ACCUMULATE = new Wrapper("accumulate", o -> new Accumulate(o, 3));
  private static final Wrapper SKIP =
      new Wrapper("skip", o -> new NonFinite(o, NonFinite.Policy.SKIP));

  private static final List<Wrapper> WRAPPERS =
      List.of(
          new Wrapper("value", o -> new ClipByValue(o, 0.5)),
          new Wrapper("norm", o -> new ClipByNorm(o, 0.5)),
          new Wrapper("global norm", o -> new ClipByGlobalNorm(o, 0.5)),
          new Wrapper("rms", o -> new ClipByBlockRms(o, 0.5)),
          new Wrapper("adaptive", o -> new AdaptiveClip(o)),
          new Wrapper("centralise", o -> new Centralise(o)),
          new Wrapper("noise", o -> new GradientNoise(o, 0.1, 3)),
          new Wrapper("cautious", o -> new Cautious(o)),
          new Wrapper("decay", o -> new WeightDecay(o, 0.1)),
          new Wrapper(
              "decoupled",
              o ->
                  new DecoupledWeightDecay(
                      o, Schedule.of(0.1), Decay.timesRate(0.1), Which.role("weight"))),
          new Wrapper("freeze", o -> new Freeze(o, Which.role("bias"))),
          new Wrapper("zero", o -> new NonFinite(o, NonFinite.Policy.ZERO)),
          SKIP,
          ACCUMULATE,
          new Wrapper(
              "groups",
              o ->
                  Groups.of(
                      new Group("a", Which.role("weight"), o),
                      new Group("b", Which.role("bias"), Momentum.lecture(0.05)))));

  static Stream<Arguments> pairs() {
    List<Arguments> pairs = new ArrayList<>();
    for (Wrapper outer : WRAPPERS) {
      for (Wrapper inner : WRAPPERS) {
        if (!(outer.equals(SKIP) && inner.equals(ACCUMULATE))) {
          pairs.add(Arguments.of(outer, inner));
        }
      }
    }
    return pairs.stream();
  }

  private static final class Layer {
    final Parameter weight =
        Parameter.of(
            "layer.weight",
            HostArray.ofDoubles(DType.FLOAT32, Shape.of(2, 3), 0.5, -0.25, 0.75, 1, 0.5, -1));
    final Parameter bias =
        Parameter.of("layer.bias", HostArray.ofDoubles(DType.FLOAT32, Shape.of(3), 0.1, 0.2, -0.1));

    TrainingStep step(String backend, Optimizer optimizer) {
      return Backends.using(
          Backends.named(backend),
          () ->
              TrainingStep.of(
                  optimizer,
                  (x, y) -> Ops.tanh(x.matmul(weight).plus(bias)).sum(1).minus(y).square().mean()));
    }

    double[] point() {
      return Stream.of(weight, bias)
          .flatMapToDouble(p -> Arrays.stream(HostArray.copyOf(p.value()).toDoubles()))
          .toArray();
    }
  }

  private static void run(TrainingStep step, int updates) {
    for (int i = 0; i < updates; i++) {
      step.run(X, Y);
    }
  }

  @ParameterizedTest(name = "{0} around {1}")
  @MethodSource("pairs")
  void resumeBitForBitAndTraceNothingTwice(Wrapper outer, Wrapper inner, @TempDir Path folder) {
    Optimizer optimizer = outer.around().apply(inner.around().apply(Adam.withRate(0.1)));
    String backend = outer.equals(inner) ? "cpu" : "reference";
    Layer whole = new Layer();
    TrainingStep step = whole.step(backend, optimizer);
    run(step, 5);
    step.save(folder.resolve("five"));
    run(step, 5);
    int traces = step.traces();
    run(step, 8);
    assertEquals(traces, step.traces());
    Layer other = new Layer();
    TrainingStep resumed = other.step(backend, optimizer);
    resumed.load(folder.resolve("five"));
    run(resumed, 13);
    assertArrayEquals(whole.point(), other.point(), 0);
    assertTrue(whole.point()[0] != new Layer().point()[0]);
    assertTrue(Arrays.stream(whole.point()).allMatch(Double::isFinite));
  }

  @Test
  void roundsWithinStepsThatMayBeSkippedAreAnError() {
    Optimizer optimizer = SKIP.around().apply(ACCUMULATE.around().apply(Adam.withRate(0.1)));
    TrainingStep step = new Layer().step("reference", optimizer);
    assertEquals(
        "state: the steps of \"finite/\" depend on a condition, so which of them are due is not"
            + " known when the step is traced",
        Objects.requireNonNull(
            assertThrows(IllegalStateException.class, () -> step.run(X, Y)).getMessage()));
  }
}

package org.ladera.optim.transform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ladera.core.backend.Backends;
import org.ladera.core.backend.Results;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.graph.Parameter;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.optim.Optimizer;
import org.ladera.optim.Point;
import org.ladera.optim.State;
import org.ladera.optim.TrainingStep;
import org.ladera.optim.rule.Adam;
import org.ladera.optim.rule.AdamW;
import org.ladera.optim.rule.GradientDescent;
import org.ladera.optim.rule.Momentum;
import org.ladera.optim.rule.Nesterov;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Optimizers of some of the parameters: frozen others, and groups. */
class PartsTest {
  private static final INDArray X =
      HostArray.ofDoubles(DType.FLOAT32, Shape.of(4, 2), 1, 2, 3, 4, -1, 0.5, 0.25, -2)
          .toINDArray();
  private static final INDArray Y =
      HostArray.ofDoubles(DType.FLOAT32, Shape.of(4), 1, -1, 0.5, 2).toINDArray();

  /** Two layers, in which the gradient of each parameter depends on all. */
  private static final class Network {
    final Parameter first = of("hidden.weight", Shape.of(2, 3), 0.5, -0.25, 0.75, 1, 0.5, -1);
    final Parameter bias = of("hidden.bias", Shape.of(3), 0.1, 0.2, -0.1);
    final Parameter last = of("output.weight", Shape.of(3), 1, -0.5, 0.25);

    private static Parameter of(String name, Shape shape, double... values) {
      return Parameter.of(name, HostArray.ofDoubles(DType.FLOAT32, shape, values));
    }

    Node loss(Node x, Node y) {
      return Ops.tanh(x.matmul(first).plus(bias)).dot(last).minus(y).square().mean();
    }

    TrainingStep step(String backend, Optimizer optimizer) {
      return Backends.using(Backends.named(backend), () -> TrainingStep.of(optimizer, this::loss));
    }

    List<Parameter> parameters() {
      return List.of(first, bias, last);
    }

    double[] point() {
      return parameters().stream()
          .flatMapToDouble(p -> Arrays.stream(HostArray.copyOf(p.value()).toDoubles()))
          .toArray();
    }
  }

  private static final Groups GROUPS =
      Groups.of(
          new Group("matrices", Which.rank(2), new ClipByGlobalNorm(Adam.withRate(0.1), 0.5)),
          new Group("biases", Which.role("bias"), Momentum.lecture(0.05)),
          new Group("rest", Which.named("output.*"), AdamW.withRate(0.02)));

  @ParameterizedTest
  @ValueSource(strings = {"reference", "cpu"})
  void groupsAreSeparateRunsBitForBit(String backend) {
    Network together = new Network();
    TrainingStep step = together.step(backend, GROUPS);
    Network apart = new Network();
    List<TrainingStep> steps =
        GROUPS.groups().stream()
            .map(group -> apart.step(backend, group.optimizer()).updating(group.test()))
            .toList();
    for (int i = 0; i < 25; i++) {
      step.run(X, Y);
      // All gradients are taken before any update, as they are within one step.
      var gradients = steps.stream().map(part -> part.gradients(X, Y)).toList();
      for (int part = 0; part < steps.size(); part++) {
        steps.get(part).apply(gradients.get(part));
      }
      assertArrayEquals(apart.point(), together.point(), 0, "after " + (i + 1));
    }
    assertTrue(together.point()[0] != new Network().point()[0]);
  }

  @ParameterizedTest
  @ValueSource(strings = {"reference", "cpu"})
  void oneRuleInGroupsIsTheRule(String backend) {
    Network grouped = new Network();
    Network whole = new Network();
    TrainingStep parts =
        grouped.step(
            backend,
            Groups.of(
                new Group("a", Which.named("hidden.*"), Adam.withRate(0.1)),
                new Group("b", Which.named("hidden.*").negate(), Adam.withRate(0.1))));
    TrainingStep one = whole.step(backend, Adam.withRate(0.1));
    for (int i = 0; i < 25; i++) {
      parts.run(X, Y);
      one.run(X, Y);
      assertArrayEquals(whole.point(), grouped.point(), 0, "after " + (i + 1));
    }
  }

  /** A transform that keeps something: an exponential mean of the gradients. */
  private record Smoothed(Optimizer inner) implements GradientTransform {
    @Override
    public Point change(Point theta, Point gradient, State state) {
      return state.next("smooth", theta.zeros(), old -> old.times(0.5).plus(gradient));
    }
  }

  @Test
  void whatChangesTheGradientOfAllGroupsDoesSoOnceAStep() {
    Optimizer plain = GradientDescent.withRate(0.1);
    Network grouped = new Network();
    Network whole = new Network();
    Group weights = new Group("weights", Which.role("weight"), plain);
    Group biases = new Group("biases", Which.role("bias"), plain);
    TrainingStep parts = grouped.step("reference", new Smoothed(Groups.of(weights, biases)));
    TrainingStep one = whole.step("reference", new Smoothed(plain));
    for (int i = 0; i < 5; i++) {
      parts.run(X, Y);
      one.run(X, Y);
    }
    assertArrayEquals(whole.point(), grouped.point(), 0);
  }

  @Test
  void aGroupLooksAheadAlone() {
    // One step from rest looks ahead nowhere; the second sees the other group where it is.
    Network mixed = new Network();
    TrainingStep step =
        mixed.step(
            "reference",
            Groups.of(
                new Group("ahead", Which.role("weight"), Nesterov.withRate(0.1)),
                new Group("still", Which.role("bias"), GradientDescent.withRate(0))));
    Network frozen = new Network();
    TrainingStep other =
        frozen.step("reference", new Freeze(Nesterov.withRate(0.1), Which.role("bias")));
    for (int i = 0; i < 5; i++) {
      step.run(X, Y);
      other.run(X, Y);
    }
    assertArrayEquals(frozen.point(), mixed.point(), 0);
  }

  @Test
  void slotsAndReportsAreUnderTheGroupsName() {
    Network network = new Network();
    TrainingStep step = network.step("reference", GROUPS);
    Results results = step.results(X, Y);
    assertTrue(results.value("matrices/gradient norm") > 0);
    assertEquals(
        Set.of(
            "matrices/hidden.weight/m",
            "matrices/hidden.weight/v",
            "biases/hidden.bias/momentum",
            "rest/output.weight/m",
            "rest/output.weight/v",
            "step"),
        step.slots().keySet());
  }

  @Test
  void tellWhichParameterWentWhere() {
    Network network = new Network();
    assertEquals(
        Map.of(
            "matrices", List.of(network.first),
            "biases", List.of(network.bias),
            "rest", List.of(network.last)),
        GROUPS.members(network.parameters()));
    Groups two =
        Groups.of(
            new Group("hidden", Which.named("hidden.*"), Adam.withRate(0.1)),
            new Group("none", Which.named("hidden"), Adam.withRate(0.1)));
    assertEquals(
        """
        hidden: 2 parameters, 9 numbers
          hidden.weight f32[2, 3]
          hidden.bias f32[3]
        none: 0 parameters, 0 numbers
        """,
        two.report(List.of(network.first, network.bias)));
  }

  @Test
  void aParameterOfNoneOrTwoIsNamed() {
    Network network = new Network();
    Group weights = new Group("weights", Which.role("weight"), Adam.withRate(0.1));
    Group all = new Group("all", Which.named("*"), Adam.withRate(0.1));
    TrainingStep none = network.step("reference", Groups.of(weights));
    assertEquals(
        "Groups: each parameter must be in exactly one group, but \"hidden.bias\" f32[3] is in none"
            + " of \"weights\"",
        assertThrows(IllegalArgumentException.class, () -> none.run(X, Y)).getMessage());
    TrainingStep two = network.step("reference", Groups.of(weights, all));
    assertEquals(
        "Groups: each parameter must be in exactly one group, but \"hidden.weight\" f32[2, 3] is in"
            + " \"weights\", \"all\"",
        assertThrows(IllegalArgumentException.class, () -> two.run(X, Y)).getMessage());
    assertEquals(
        "Groups: names must differ, got \"all\" twice",
        assertThrows(IllegalArgumentException.class, () -> Groups.of(all, all)).getMessage());
    assertEquals(
        "Groups: there must be at least one group",
        assertThrows(IllegalArgumentException.class, Groups::of).getMessage());
    assertEquals(
        "Group: the name must not be blank",
        assertThrows(
                IllegalArgumentException.class,
                () -> new Group(" ", Which.rank(1), Adam.withRate(0.1)))
            .getMessage());
  }

  @Test
  void patternsTakeTheWholeNameAndEveryOtherCharacterLiterally() {
    Parameter parameter = Parameter.zeros("block.0.weight", 1);
    assertTrue(
        Stream.of("*", "block.*", "*.weight", "b*k.*.w*t")
            .allMatch(p -> Which.named(p).test(parameter)));
    assertTrue(
        Stream.of("block", "weight", "block?0*", "block.0.weigh", "")
            .noneMatch(p -> Which.named(p).test(parameter)));
    assertTrue(Which.role("weight").test(parameter));
    assertTrue(Which.role("weight").test(Parameter.zeros("weight", 1)));
    assertTrue(!Which.role("weight").test(Parameter.zeros("layer.overweight", 1)));
  }

  @Test
  void frozenParametersStayWhateverWouldMoveThem() {
    Network network = new Network();
    double[] before = network.point();
    Optimizer inner = new ClipByGlobalNorm(AdamW.withRate(0.1).withDecay(0.5), 1);
    TrainingStep step = network.step("reference", new Freeze(inner, Which.named("hidden.weight")));
    Network alone = new Network();
    TrainingStep chosen =
        alone.step("reference", inner).updating(Which.named("hidden.weight").negate());
    for (int i = 0; i < 10; i++) {
      assertEquals(
          chosen.results(X, Y).value("gradient norm"), step.results(X, Y).value("gradient norm"));
    }
    double[] after = network.point();
    for (int i = 0; i < 6; i++) {
      assertEquals(before[i], after[i]);
    }
    assertArrayEquals(alone.point(), after, 0);
    assertEquals(chosen.slots().keySet(), step.slots().keySet());
  }

  @Test
  void frozenThroughoutNothingMoves() {
    Network network = new Network();
    double[] before = network.point();
    network.step("reference", new Freeze(Adam.withRate(0.1), p -> true)).run(X, Y);
    assertArrayEquals(before, network.point(), 0);
  }
}

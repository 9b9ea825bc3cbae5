package org.ladera.core.rewrite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.ladera.core.backend.Assignment;
import org.ladera.core.backend.Computation;
import org.ladera.core.backend.FiniteCheck;
import org.ladera.core.graph.Add;
import org.ladera.core.graph.Exp;
import org.ladera.core.graph.Graphs;
import org.ladera.core.graph.HostOp;
import org.ladera.core.graph.Multiply;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.graph.Subtract;
import org.ladera.core.graph.Variable;
import org.ladera.core.memory.HostArray;
import org.ladera.core.rewrite.rule.Rule;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What a rewriter keeps, merges and drops. The laws have tests of their own. */
class RewriterTest {
  private static final TensorType VECTOR = new TensorType(DType.FLOAT32, Shape.of(3));

  private final Node x = Ops.input("x", VECTOR);
  private final Node y = Ops.input("x", VECTOR);
  private final Variable w = Variable.of("w", HostArray.zeros(VECTOR));

  private Computation computation(Node... outputs) {
    return new Computation("test", List.of(x, y), List.of(outputs), List.of(), List.of());
  }

  private List<Node> simplified(Node... outputs) {
    return Rewriter.standard().simplify(computation(outputs)).outputs();
  }

  @Test
  void keepsInputsVariablesAndTheOrderOfResults() {
    Node sum = x.plus(w).times(1);
    Computation before =
        new Computation(
            "step",
            List.of(x, y),
            List.of(sum, x, w, sum),
            List.of(new Assignment(w, w.minus(y).negate().negate())),
            List.of(new FiniteCheck("the loss", sum.dividedBy(1))));

    Computation after = Rewriter.standard().simplify(before);

    assertEquals("step", after.name());
    assertSame(x, after.inputs().get(0));
    assertSame(y, after.inputs().get(1));
    Node plain = after.outputs().get(0);
    assertInstanceOf(Add.class, plain.op());
    assertEquals(List.of(plain, x, w, plain), after.outputs());
    assertSame(w, after.assignments().getFirst().variable());
    assertInstanceOf(Subtract.class, after.assignments().getFirst().value().op());
    assertEquals(new FiniteCheck("the loss", plain), after.checks().getFirst());
  }

  @Test
  void mergesEqualExpressionsAlsoInTheOtherOrder() {
    List<Node> after =
        simplified(x.plus(y), y.plus(x), Ops.exp(x.minus(y)), Ops.exp(x.minus(y)), y.minus(x));
    assertSame(after.get(0), after.get(1));
    assertSame(after.get(2), after.get(3));
    assertNotSame(after.get(2).input(0), after.get(4));
  }

  @Test
  void mergesNumbersByTheirBits() {
    List<Node> after = simplified(x.plus(0.0), x.plus(0.0), x.plus(1), x.plus(2));
    assertSame(after.get(0), after.get(1));
    assertNotSame(after.get(2), after.get(3));
    Node zero = Ops.constant(0.0);
    Node negative = Ops.constant(-0.0);
    Node nan = Ops.constant(Double.NaN);
    after = simplified(zero, negative, nan, Ops.constant(Double.NaN));
    assertNotSame(after.get(0), after.get(1));
    assertSame(after.get(2), after.get(3));
  }

  @Test
  void twoInputsOfOneNameAndTypeAreTwo() {
    List<Node> after = simplified(Ops.exp(x), Ops.exp(y));
    assertNotSame(after.get(0), after.get(1));
    assertSame(x, after.get(0).input(0));
    assertSame(y, after.get(1).input(0));
  }

  @Test
  void constantsAreTheSameIfTheirArrayIs() {
    HostArray array = HostArray.ofDoubles(DType.FLOAT32, Shape.of(3), 1, 2, 3);
    Node constant = Ops.constant(array);
    List<Node> after =
        simplified(
            x.plus(constant),
            x.plus(Ops.constant(array)),
            x.plus(Ops.constant(HostArray.copyOf(array))));
    assertSame(after.get(0), after.get(1));
    assertNotSame(after.get(0), after.get(2));
  }

  @Test
  void randomBitsAreMergedIfTheyAreTheSameDraw() {
    Node counter = Ops.constant(HostArray.ofLongs(DType.INT64, Shape.scalar(), 5));
    Variable steps = Variable.of("n", HostArray.zeros(new TensorType(DType.INT64, Shape.scalar())));
    Node moving = steps.plus(counter);
    List<Node> after =
        simplified(
            Ops.randomBits(1, 2, 24, Shape.of(3), moving),
            Ops.randomBits(1, 2, 24, Shape.of(3), moving),
            Ops.randomBits(1, 3, 24, Shape.of(3), moving));
    assertSame(after.get(0), after.get(1));
    assertNotSame(after.get(0), after.get(2));
  }

  private record Noticed() implements HostOp {
    @Override
    public INDArray run(List<INDArray> inputs) {
      return inputs.getFirst().dup();
    }

    @Override
    public TensorType type(List<Node> inputs) {
      return inputs.getFirst().type();
    }
  }

  @Test
  void callsOfAUsersOpAreNeverMergedOrDropped() {
    Node first = Ops.host(new Noticed(), x);
    Node second = Ops.host(new Noticed(), x);
    List<Node> after = simplified(first.plus(second));
    assertNotSame(after.get(0).input(0), after.get(0).input(1));

    Node condition = Ops.less(Ops.host(new Noticed(), y), y);
    Computation kept =
        Rewriter.standard().simplify(computation(Ops.select(condition, x, x.times(1))));
    assertTrue(kept.order().stream().anyMatch(node -> node.op() instanceof Noticed));
    assertEquals(3, kept.outputs().getFirst().inputs().size());
    assertSame(x, kept.outputs().getFirst().input(2));
  }

  @Test
  void whatNobodyAsksForIsGone() {
    Node condition = Ops.less(Ops.exp(y), y);
    Computation after = Rewriter.standard().simplify(computation(Ops.select(condition, x, x)));
    assertEquals(List.of(x), after.order());
  }

  @Test
  void newNodesComeFromWhereTheOldOnesDo() {
    Node before = x.plus(y.negate());
    Node after = simplified(before).getFirst();
    assertInstanceOf(Subtract.class, after.op());
    assertSame(before.origin(), after.origin());
  }

  @Test
  void countsWhatEachRuleDid() {
    Simplified simplified =
        Rewriter.standard()
            .simplify(
                computation(x.times(1).plus(y), x.plus(y), x.negate().negate()), Fuel.unlimited());
    assertEquals(
        Map.of("multiplyByOne", 1, "doubleNegative", 1, "commonSubexpression", 1),
        withoutFolding(simplified.counts()));
  }

  private static Map<String, Integer> withoutFolding(Map<String, Integer> counts) {
    Map<String, Integer> others = new HashMap<>(counts);
    others.remove("foldConstants");
    return others;
  }

  @Test
  void fuelStopsItAnywhere() {
    Node before = x.negate().negate().plus(y.negate().negate());
    for (int amount = 0; amount < 3; amount++) {
      Simplified after = Rewriter.standard().simplify(computation(before), Fuel.of(amount));
      int done = after.counts().values().stream().mapToInt(Integer::intValue).sum();
      assertEquals(amount, done);
      assertEquals(7 - 2 * amount, after.computation().order().size());
    }
    assertSame(
        before,
        Rewriter.standard()
            .simplify(computation(before), Fuel.of(0))
            .computation()
            .outputs()
            .getFirst());
  }

  @Test
  void isDoneInOneWalk() {
    Node deep = x;
    for (int i = 0; i < 50; i++) {
      deep = Ops.exp(Ops.tanh(deep).plus(y.negate()).times(1));
    }
    Computation once = Rewriter.standard().simplify(computation(deep));
    Simplified twice = Rewriter.standard().simplify(once, Fuel.unlimited());
    assertEquals(Map.of(), twice.counts());
  }

  /** A walk by recursion would overflow the stack long before. */
  @Test
  void aMillionNodesAreFewForIt() {
    Node deep = x;
    for (int i = 0; i < 500_000; i++) {
      deep = Graphs.apply(new Add(), List.of(deep, y), x.origin());
      deep = Graphs.apply(new Exp(), List.of(deep), x.origin());
    }
    Computation after = Rewriter.standard().simplify(computation(deep));
    assertEquals(1_000_002, after.order().size());
  }

  private record GoesRound() implements Rule {
    @Override
    public @Nullable Node apply(Node node) {
      return node.op() instanceof Add
          ? Graphs.apply(new Add(), List.of(node.input(0).negate(), node.input(1)), node.origin())
          : null;
    }
  }

  private record ChangesType() implements Rule {
    @Override
    public @Nullable Node apply(Node node) {
      return node.op() instanceof Multiply ? node.sum() : null;
    }
  }

  @Test
  void aRuleThatIsWrongIsNamed() {
    Rewriter endless = Rewriter.of(new GoesRound());
    assertEquals(
        "rule goesRound: no end of rewriting at add(f32[3], f32[3] \"x\") -> f32[3]",
        assertThrows(IllegalStateException.class, () -> endless.simplify(computation(x.plus(y))))
            .getMessage());
    Rewriter wrong = Rewriter.of(new ChangesType());
    assertEquals(
        "rule changesType: gave f32[] in the place of multiply(f32[3] \"x\", f32[3] \"x\") ->"
            + " f32[3]",
        assertThrows(IllegalStateException.class, () -> wrong.simplify(computation(x.times(y))))
            .getMessage());
  }

  @Test
  void aLongChainOfViewsIsOne() {
    Node deep = x;
    for (int i = 0; i < 20_000; i++) {
      deep = deep.reshape(3, 1).reshape(1, 3).reshape(3);
    }
    assertSame(x, simplified(deep).getFirst());
  }
}

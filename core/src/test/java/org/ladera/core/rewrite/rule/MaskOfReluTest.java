package org.ladera.core.rewrite.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.ladera.core.rewrite.rule.RuleCheck.fires;
import static org.ladera.core.rewrite.rule.RuleCheck.floats;
import static org.ladera.core.rewrite.rule.RuleCheck.repeated;
import static org.ladera.core.rewrite.rule.RuleCheck.staysOut;

import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.ladera.core.graph.Graphs;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;

class MaskOfReluTest {
  /** Not a leaf, which is in memory anyway. */
  private final Node x = Ops.max(floats(17, 17), floats(17, 17));

  private final Node other = floats(17, 17);
  private final Node zero = repeated(0, x);

  private static @Nullable Rule rule(Node... results) {
    return MaskOfRelu.in(Graphs.topological(List.of(results)), List.of(results));
  }

  /** The gradient's select asks the activation, which a product keeps in memory. */
  private Node asksTheActivation(Node mask, Node activation) {
    Node gradient = Ops.select(mask, repeated(0, x), other);
    Node after = fires(rule(activation.matmul(floats(17, 2)), gradient.sum()), gradient);
    assertEquals(mask.op(), after.input(0).op());
    assertSame(true, after.input(0).inputs().contains(activation));
    assertFalse(after.input(0).inputs().contains(x));
    return after;
  }

  @Test
  void theGradientOfAReluAsksTheRelu() {
    Node mask = Ops.lessOrEqual(x, zero);
    asksTheActivation(mask, Ops.select(mask, zero, x));
    asksTheActivation(mask, Ops.select(mask, repeated(-0.0, x), x));
    asksTheActivation(mask, Ops.select(mask, repeated(-3, x), x));
  }

  @Test
  void otherWaysToWriteItAreSeen() {
    Node positive = Ops.less(zero, x);
    asksTheActivation(positive, Ops.select(positive, x, zero));
    Node below = Ops.less(x, repeated(6, x));
    asksTheActivation(below, Ops.select(below, x, repeated(6, x)));
  }

  @Test
  void theLeakyReluIsSeen() {
    Node mask = Ops.lessOrEqual(x, zero);
    asksTheActivation(mask, Ops.select(mask, x.times(0.01), x));
    Node positive = Ops.less(zero, x);
    asksTheActivation(positive, Ops.select(positive, x, x.times(0.01)));
  }

  /** The activation would answer otherwise. */
  @Test
  void anActivationThatAnswersOtherwiseIsNotAsked() {
    Node atMost = Ops.lessOrEqual(x, zero);
    Node below = Ops.less(x, zero);
    for (Node activation :
        List.of(
            Ops.select(atMost, repeated(1, x), x),
            Ops.select(atMost, repeated(Double.NaN, x), x),
            Ops.select(atMost, x.times(-1), x),
            Ops.select(below, zero, x),
            Ops.select(below, x.times(0.01), x),
            Ops.select(atMost, x, zero))) {
      Node gradient = Ops.select(activation.input(0), zero, other);
      staysOut(rule(activation.matmul(floats(17, 2)), gradient.sum()), gradient);
    }
  }

  @Test
  void onlyAnActivationThatIsKeptIsAsked() {
    Node mask = Ops.lessOrEqual(x, zero);
    Node relu = Ops.select(mask, zero, x);
    Node gradient = Ops.select(mask, zero, other);
    staysOut(rule(relu.sum(), gradient.sum()), gradient);
    staysOut(rule(relu, x, gradient), gradient);
    fires(rule(relu.transpose().matmul(floats(17, 2)), gradient.sum()), gradient);
    fires(rule(relu, gradient), gradient);
    UnaryOperator<Node> ofLeaf = leaf -> Ops.lessOrEqual(leaf, zero);
    Node leafMask = ofLeaf.apply(other);
    Node leafRelu = Ops.select(leafMask, zero, other);
    Node leafGradient = Ops.select(leafMask, zero, x);
    staysOut(rule(leafRelu, leafGradient), leafGradient);
  }

  @Test
  void theReluItselfAsksItsInput() {
    Node mask = Ops.lessOrEqual(x, zero);
    Node relu = Ops.select(mask, zero, x);
    staysOut(rule(relu, Ops.select(mask, zero, other)), relu);
  }
}

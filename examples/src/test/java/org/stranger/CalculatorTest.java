package org.stranger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ladera.autograd.Gradient.grad;
import static org.ladera.autograd.GradientCheck.random;
import static org.ladera.core.fn.Softmax.logSumExp;
import static org.ladera.core.graph.Ops.constant;
import static org.ladera.core.graph.Ops.tanh;

import org.junit.jupiter.api.Test;
import org.ladera.autograd.Gradient;
import org.ladera.autograd.GradientCheck;
import org.ladera.core.graph.Node;

/** Calculus on nodes, used like a calculator. */
class CalculatorTest {
  @Test
  void derivativesOfDerivativesEvaluate() {
    Node x = constant(0.5);
    Node y = x.times(tanh(x));
    Node dy = grad(y, x);
    Node d2y = grad(dy, x);
    double t = Math.tanh(0.5);
    double slope = 1 - t * t;
    assertEquals(t + 0.5 * slope, dy.eval().getDouble(0), 1e-15);
    assertEquals(2 * slope - 2 * 0.5 * t * slope, d2y.eval().getDouble(0), 1e-15);
  }

  @Test
  void theCheckPassesARightGradientAndNamesAWrongEntry() {
    GradientCheck.of((a, b) -> logSumExp(a.matmul(b))).order(2).at(random(3, 4), random(4, 2));
    AssertionError failure =
        assertThrows(
            AssertionError.class,
            () ->
                GradientCheck.of(
                        a ->
                            Gradient.customGradient(
                                    a, x -> x.square(), (result, g) -> g.times(2.001).times(a))
                                .sum())
                    .at(random(2, 2)));
    assertTrue(failure.getMessage().contains("the entry that differs most"), failure.getMessage());
  }

  @Test
  void aVectorHasNoGradient() {
    Node x = constant(random(3));
    String message =
        assertThrows(IllegalArgumentException.class, () -> grad(tanh(x), x)).getMessage();
    assertEquals(
        "grad: the loss must be a scalar, got f64[3]; use mean() or sum(), or vjp for a vector",
        message);
  }

  @Test
  void aNodeKnowsTheLineThatWroteIt() {
    Node y = tanh(constant(0.5));
    String line = String.valueOf(y.origin().line());
    assertTrue(line.contains("CalculatorTest.java"), line);
    assertTrue(y.graph().contains("tanh(%0)"), y.graph());
  }
}

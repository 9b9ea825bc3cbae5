package org.ladera.core.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ladera.core.backend.Assignment;
import org.ladera.core.backend.Computation;
import org.ladera.core.backend.FiniteCheck;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.graph.Variable;
import org.ladera.core.memory.HostArray;
import org.ladera.core.plan.text.PlanText;
import org.ladera.core.program.Verifier;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;

/** Where a variable is not written in place, the plan says why. */
class InPlaceTest {
  private final Node x = Ops.input("x", type(4, 4));
  private final Variable v = variable("v", 4, 4);
  private final List<Node> outputs = new ArrayList<>();
  private final List<Assignment> assignments = new ArrayList<>();
  private final List<FiniteCheck> checks = new ArrayList<>();

  private static TensorType type(int... sizes) {
    return new TensorType(DType.FLOAT32, Shape.of(sizes));
  }

  private static Variable variable(String name, int... sizes) {
    return Variable.of(name, HostArray.zeros(type(sizes)));
  }

  private void become(Variable variable, Node value) {
    assignments.add(new Assignment(variable, value));
  }

  private List<String> text(boolean allowed) {
    Computation computation = new Computation("test", List.of(x), outputs, assignments, checks);
    Plan plan = Planner.plan(computation, Options.standard().updatingInPlace(allowed));
    Verifier.verify(plan.program());
    return new PlanText(plan)
        .end().stream().takeWhile(line -> !line.startsWith("memory: ")).toList();
  }

  private void isCopied(String reason) {
    assertEquals(
        List.of("variables: 0 of 1 in place", "     copied at the end: v, as " + reason),
        text(true));
  }

  @Test
  void oneThatIsWrittenWhereItIsReadIs() {
    become(v, v.times(2).plus(x));
    assertEquals(List.of("variables: 1 of 1 in place"), text(true));
  }

  @Test
  void unlessThatIsSwitchedOff() {
    become(v, v.times(2).plus(x));
    assertEquals(
        List.of(
            "variables: 0 of 1 in place",
            "     copied at the end: v, as updates in place are switched off"),
        text(false));
  }

  @Test
  void unlessItIsOneEntry() {
    Variable step = variable("v");
    become(step, step.plus(1));
    isCopied("a single entry is not worth an order of the steps");
  }

  @Test
  void unlessItsNextValueIsAReduction() {
    Variable sums = variable("v", 4);
    become(sums, x.sum(0));
    isCopied("its next value, of sum, is not made entry by entry");
  }

  @Test
  void unlessItsNextValueIsAProduct() {
    become(v, x.matmul(x));
    isCopied("its next value, of matmul, is not made entry by entry");
  }

  @Test
  void unlessItIsReadElsewhereInTheStep() {
    become(v, v.plus(v.transpose()));
    isCopied("its step reads it elsewhere than where it writes");
  }

  @Test
  void unlessItsLastValueIsReadOnceTheNextIsKnown() {
    Node next = v.times(2);
    become(v, next);
    outputs.add(v.plus(next.sum(0)));
    isCopied("a step that reads its last value must run later");
  }

  @Test
  void unlessTheRunMayFailBehindIt() {
    Node mean = v.plus(x);
    become(v, mean);
    checks.add(new FiniteCheck("y", x.minus(mean.sum(0))));
    isCopied("the run may still end with an error after its step");
  }

  @Test
  void variablesOfOneReasonAreToldTogether() {
    Variable step = variable("step");
    Variable other = variable("other");
    become(step, step.plus(1));
    become(v, v.times(2));
    become(other, other.plus(2));
    assertEquals(
        List.of(
            "variables: 1 of 3 in place",
            "     copied at the end: step, other, as a single entry is not worth an order of the"
                + " steps"),
        text(true));
  }
}

package org.stranger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.ladera.autograd.loss.Loss;
import org.ladera.autograd.loss.SquaredError;
import org.ladera.core.graph.Exp;
import org.ladera.core.graph.Graphs;
import org.ladera.core.graph.Multiply;
import org.ladera.core.graph.Negate;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Op;
import org.ladera.core.graph.Ops;
import org.ladera.core.graph.Origin;
import org.ladera.core.graph.Parameter;
import org.ladera.core.graph.Sin;
import org.ladera.core.graph.Sqrt;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;
import org.ladera.optim.Objective;
import org.ladera.optim.Point;
import org.ladera.optim.Schedule;
import org.ladera.optim.State;
import org.ladera.optim.UpdateRule;
import org.ladera.optim.rule.AdamW;

/** A user's own code, which stands outside Ladera's packages. */
class OriginTest {
  private final Node x = Ops.input("x", new TensorType(DType.FLOAT32, Shape.of(2)));

  @Test
  void aNodeRemembersTheLineOfTheUser() {
    int here = new Throwable().getStackTrace()[0].getLineNumber();
    Node y = Ops.softplus(x);
    assertEquals("built at OriginTest.java:" + (here + 1), y.origin().describe());
    assertEquals(y.origin(), y.input(0).origin());
    assertTrue(y.graph().contains("exp(%"));
  }

  @Test
  void aNodeRemembersTheLayerOrComposition() {
    int here = new Throwable().getStackTrace()[0].getLineNumber();
    Node y = Origin.region("dense.0", () -> Ops.exp(x));
    assertEquals("in \"dense.0\", built at OriginTest.java:" + (here + 1), y.origin().describe());
  }

  @Test
  void everyNodeOfALossRemembersTheLineThatAskedForIt() {
    Loss loss = new SquaredError();
    int here = new Throwable().getStackTrace()[0].getLineNumber();
    Node first = loss.mean(x, x);
    Node second = loss.mean(x, x);
    String place = "in \"squaredError\", built at OriginTest.java:";
    for (Node node = first; !node.inputs().isEmpty() && node != x; node = node.input(0)) {
      assertEquals(place + (here + 1), node.origin().describe());
    }
    assertEquals(place + (here + 2), second.origin().describe());
  }

  @Test
  void codeOfTheUserWithinARegionHasItsOwnLines() {
    int here = new Throwable().getStackTrace()[0].getLineNumber();
    Node y =
        Origin.region(
            "outer",
            () -> {
              Node inner = Origin.region("inner", () -> Ops.exp(x));
              return Ops.sin(inner);
            });
    assertEquals("in \"outer\", built at OriginTest.java:" + (here + 6), y.origin().describe());
    assertEquals(
        "in \"inner\", built at OriginTest.java:" + (here + 5), y.input(0).origin().describe());
  }

  @Test
  void whatIsBuiltForAnotherNodeInheritsItsPlace() {
    Node y = Ops.exp(x);
    Node slope = Origin.inherit(y.origin(), () -> y.times(x));
    assertEquals(y.origin(), slope.origin());
  }

  private record Slope() implements Objective {
    @Override
    public Node valueAt(Point point) {
      return Ops.constant(0);
    }

    @Override
    public Point gradientAt(Point point) {
      return point;
    }
  }

  private static Node updated(UpdateRule rule) {
    Parameter w = Parameter.of("w", HostArray.ofDoubles(DType.FLOAT32, Shape.of(2), 1, 2));
    return rule.next(new Slope(), Point.of(Map.of(w, w)), State.initial()).get(w);
  }

  private static Node first(Class<? extends Op> op, Node result) {
    return Graphs.topological(List.of(result)).stream()
        .filter(node -> op.isInstance(node.op()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void anUpdateComesFromWhoAskedForItAndAScheduleFromItsOwnLine() {
    int here = new Throwable().getStackTrace()[0].getLineNumber();
    Schedule rate = step -> Ops.exp(step.negate());
    Node next = updated(AdamW.paper(1, 0.1, rate));
    String place = "in \"update of w\", built at OriginTest.java:";
    assertEquals(place + (here + 1), first(Exp.class, next).origin().describe());
    assertEquals(place + (here + 1), first(Negate.class, next).origin().describe());
    Node root = first(Sqrt.class, next);
    assertEquals(next.origin(), root.origin());
    assertEquals("update of w", root.origin().region());
    assertEquals("updated", Objects.requireNonNull(root.origin().line()).getMethodName());
  }

  @Test
  void anUpdateThatTheUserWroteComesFromItsOwnLines() {
    int here = new Throwable().getStackTrace()[0].getLineNumber();
    UpdateRule rule =
        (slots, gradient) -> {
          Node old = gradient.times(0.1);
          return Ops.sin(old);
        };
    Node next = updated(rule);
    String place = "in \"update of w\", built at OriginTest.java:";
    assertEquals(place + (here + 3), first(Multiply.class, next).origin().describe());
    assertEquals(place + (here + 4), first(Sin.class, next).origin().describe());
  }
}

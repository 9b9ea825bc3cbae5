package org.stranger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.ladera.autograd.loss.Loss;
import org.ladera.autograd.loss.SquaredError;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.graph.Origin;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;

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
}

package org.ladera.core.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ladera.core.backend.Backends;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;

class GraphsTest {
  private static final TensorType PAIR = new TensorType(DType.FLOAT32, Shape.of(2));

  private static Node pair(double first, double second) {
    return Ops.constant(HostArray.ofDoubles(DType.FLOAT32, Shape.of(2), first, second));
  }

  private static double[] values(Node node) {
    return HostArray.copyOf(Backends.using(Backends.named("reference"), node::eval)).toDoubles();
  }

  @Test
  void inputsComeBeforeWhatUsesThemAndOnce() {
    Node x = Ops.input("x", PAIR);
    Node shared = Ops.exp(x);
    Node left = shared.square();
    Node right = shared.plus(left);
    List<Node> order = Graphs.topological(List.of(right, left, shared));
    IdentityHashMap<Node, Integer> positions = new IdentityHashMap<>();
    for (Node node : order) {
      positions.put(node, positions.size());
      node.inputs().forEach(input -> assertTrue(positions.containsKey(input)));
    }
    assertEquals(List.of(x, shared, left, right), order);
  }

  @Test
  void aSharedSubgraphIsWalkedOnce() {
    // Read as a tree, this graph has 2^200 leaves.
    Node x = pair(1, 2);
    Node sum = x;
    for (int i = 0; i < 200; i++) {
      sum = sum.plus(sum);
    }
    assertEquals(201, Graphs.topological(List.of(sum)).size());
    assertEquals(201, sum.graph().lines().count());
    Node other = pair(3, 4);
    Node replaced = Graphs.replace(List.of(sum), Map.of(x, other)).getFirst();
    assertEquals(201, Graphs.topological(List.of(replaced)).size());
  }

  @Test
  void aChainOf100000NodesIsWalkedAndReplacedWithoutRecursion() {
    Node x = Ops.input("x", PAIR);
    Node y = Ops.input("y", PAIR);
    Node chain = x;
    for (int i = 0; i < 100_000; i++) {
      chain = chain.negate();
    }
    assertEquals(100_001, Graphs.topological(List.of(chain)).size());
    List<Node> replaced = Graphs.topological(Graphs.replace(List.of(chain), Map.of(x, y)));
    assertSame(y, replaced.getFirst());
    assertEquals(100_001, replaced.size());
  }

  @Test
  void replacedNodesTakeThePlaceOfOthers() {
    Node x = pair(1, 2);
    Node square = x.square();
    Node result = square.plus(x);
    Node other = pair(3, 4);
    assertArrayEquals(
        new double[] {12, 20},
        values(Graphs.replace(List.of(result), Map.of(x, other)).getFirst()));
    assertArrayEquals(
        new double[] {4, 6},
        values(Graphs.replace(List.of(result), Map.of(square, other)).getFirst()));
    assertSame(other, Graphs.replace(List.of(result), Map.of(result, other)).getFirst());
    assertArrayEquals(new double[] {2, 6}, values(result));
  }

  @Test
  void whatIsPutInPlaceIsNotItselfReplaced() {
    Node x = pair(1, 2);
    Node y = Ops.exp(x);
    Node doubled = x.plus(x);
    assertArrayEquals(
        values(doubled), values(Graphs.replace(List.of(y), Map.of(y, doubled)).getFirst()));
    Node swapped = Graphs.replace(List.of(x.minus(y)), Map.of(x, y, y, x)).getFirst();
    assertSame(y, swapped.input(0));
    assertSame(x, swapped.input(1));
  }

  @Test
  void whatReachesNothingReplacedStaysTheSameNode() {
    Node x = pair(1, 2);
    Node apart = Ops.exp(pair(0, 0));
    Node sum = x.plus(apart);
    Replacement replacement = new Replacement(Map.of(x, pair(5, 5)));
    Node replaced = replacement.apply(List.of(sum, apart)).getFirst();
    assertSame(apart, replaced.input(1));
    assertSame(apart, replacement.apply(List.of(apart)).getFirst());
  }

  @Test
  void outputsReplacedOneAfterAnotherShareTheirNodes() {
    Node x = pair(1, 2);
    Node shared = Ops.exp(x);
    Replacement replacement = new Replacement(Map.of(x, pair(3, 4)));
    Node first = replacement.apply(List.of(shared.plus(1))).getFirst();
    Node second = replacement.apply(List.of(shared.times(2))).getFirst();
    assertNotSame(shared, first.input(0));
    assertSame(first.input(0), second.input(0));
  }

  @Test
  void rebuiltNodesKeepTheirOrigin() {
    Node x = pair(1, 2);
    Node y = Origin.region("dense.0", () -> Ops.exp(x));
    Node replaced = Graphs.replace(List.of(y), Map.of(x, pair(3, 4))).getFirst();
    assertEquals(y.origin(), replaced.origin());
    assertEquals("dense.0", replaced.origin().region());
  }

  @Test
  void aReplacementOfAnotherTypeIsRefused() {
    Node x = Ops.input("x", PAIR);
    Node wrong = Ops.input("y", new TensorType(DType.FLOAT32, Shape.of(3)));
    assertEquals(
        "replace: types must agree, got f32[3] in the place of input \"x\" -> f32[2]",
        assertThrows(IllegalArgumentException.class, () -> new Replacement(Map.of(x, wrong)))
            .getMessage());
  }

  @Test
  void aNodeAsTextIsOneBoundedLine() {
    Node x = Ops.input("x", PAIR);
    Node w = Parameter.zeros("w", 2);
    assertEquals("input \"x\" -> f32[2]", x.toString());
    assertEquals("variable \"w\" -> f32[2]", w.toString());
    assertEquals("1.5 -> f64[]", Ops.constant(1.5).toString());
    assertEquals("constant -> f32[2]", pair(1, 2).toString());
    assertEquals("multiply(f32[2] \"x\", f32[2] \"w\") -> f32[2]", x.times(w).toString());
    assertEquals("sum[axes=[0]](f32[2] \"x\") -> f32[]", x.sum().toString());
    assertEquals(
        "concat[axis=0](f32[2] \"x\", f32[2] \"x\", f32[2] \"x\", f32[2] \"x\", ...) -> f32[12]",
        Ops.concat(0, x, x, x, x, x, x).toString());
    assertEquals("softplus(f32[2], f32[2] \"x\") -> f32[2]", Ops.softplus(x).toString());
  }

  @Test
  void aGraphAsTextNumbersItsNodes() {
    Node x = Ops.input("x", PAIR);
    Node y = Origin.inherit(new Origin("layer", null), () -> Ops.exp(x).plus(x));
    assertEquals(
        """
        %0: f32[2] = input "x"
        %1: f32[2] = exp(%0)    in "layer"
        %2: f32[2] = add(%1, %0)    in "layer"
        """,
        y.graph());
  }
}

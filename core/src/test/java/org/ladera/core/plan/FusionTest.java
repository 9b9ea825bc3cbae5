package org.ladera.core.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ladera.core.backend.Computation;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;

/** Groups that have grown vertex by vertex keep to what is asked of a group as a whole. */
class FusionTest {
  private static final TensorType TYPE = new TensorType(DType.FLOAT32, Shape.of(64, 64));

  private static Node input(int number) {
    return Ops.input("x" + number, TYPE);
  }

  private static List<Group> groups(List<Node> inputs, List<Node> outputs) {
    VertexGraph graph =
        new VertexGraph(new Computation("test", inputs, outputs, List.of(), List.of()));
    List<Group> groups = Fusion.groups(graph, true);
    groups.forEach(group -> assertNull(Validity.complaint(group), () -> "of " + group.members()));
    return groups;
  }

  @Test
  void aLoopPassesTwelveStreamsOfMemory() {
    List<Node> inputs = new ArrayList<>();
    for (int i = 0; i < 34; i++) {
      inputs.add(input(i));
    }
    Node sum = inputs.getFirst();
    for (Node input : inputs.subList(1, inputs.size())) {
      sum = sum.plus(input);
    }
    // The first loop reads 12 less its result, each other one the result before and 10 more.
    assertEquals(Math.ceilDiv(34 - 1, 10), groups(inputs, List.of(sum)).size());
  }

  @Test
  void aLoopStoresEightResults() {
    Node x = input(0);
    List<Node> outputs = new ArrayList<>();
    Node last = x;
    for (int i = 0; i < 20; i++) {
      last = last.times(1.5).plus(x);
      outputs.add(last);
    }
    assertEquals(Math.ceilDiv(20, 8), groups(List.of(x), outputs).size());
  }

  @Test
  void aLoopHasSoMuchWorkAtAPoint() {
    Node x = input(0);
    Node last = x;
    for (int i = 0; i < 50; i++) {
      last = Ops.exp(last.negate());
    }
    List<Group> groups = groups(List.of(x), List.of(last));
    int most = Costs.UNITS / (Costs.units(vertexOf(Ops.exp(x))) + 1);
    assertEquals(Math.ceilDiv(50, most), groups.size());
  }

  private static Vertex vertexOf(Node node) {
    return new Vertex(Vertex.Kind.MAP, node, node.shape(), List.of());
  }

  @Test
  void aLoopHasSoManyOps() {
    Node x = input(0);
    Node last = x;
    for (int i = 0; i < 1000; i++) {
      last = i % 2 == 0 ? last.negate() : Ops.abs(last);
    }
    List<Group> groups = groups(List.of(x), List.of(last));
    assertTrue(groups.size() >= Math.ceilDiv(1000, Costs.MEMBERS), groups.size() + " loops");
    assertEquals(1000, groups.stream().mapToInt(group -> group.members().size()).sum());
  }

  @Test
  void whatReadsARowJoinsItsReduction() {
    Node x = input(0);
    Node y = x.times(2).plus(1);
    Node z = y.minus(Ops.broadcast(y.max(1).reshape(64, 1), TYPE.shape()));
    Node w = Ops.exp(z).dividedBy(Ops.broadcast(Ops.exp(z).sum(1).reshape(64, 1), TYPE.shape()));
    assertEquals(1, groups(List.of(x), List.of(w)).size());
  }
}

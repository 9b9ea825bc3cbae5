package org.ladera.autograd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ladera.core.graph.Graphs;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;

/** Deep and shared graphs: no stack, and no node walked twice. */
class DeepGraphTest {
  private static Node leaf(double value) {
    return Ops.constant(HostArray.ofDoubles(DType.FLOAT64, Shape.scalar(), value));
  }

  private static int size(Node root) {
    return Graphs.topological(List.of(root)).size();
  }

  private static Node doubled(Node x, int times) {
    Node sum = x;
    for (int i = 0; i < times; i++) {
      sum = sum.plus(sum);
    }
    return sum;
  }

  /** 2^60 paths lead from the result to the leaf. */
  @Test
  void sixtyDoublingsHaveAGradientOfSixtySums() {
    Node x = leaf(1.5);
    Node y = doubled(x, 60);
    Node gradient = Gradient.grad(y, x);
    assertTrue(size(gradient) <= 60 + 3, size(gradient) + " nodes");
    assertArrayEquals(new double[] {Math.scalb(1.5, 60)}, Runs.value(y));
    assertArrayEquals(new double[] {Math.scalb(1.0, 60)}, Runs.value(gradient));
  }

  /**
   * x^(2^k): every order of derivative is linear in k, though exponentially many paths lead back.
   */
  @Test
  void repeatedSquaresHaveGradientsOfLinearSize() {
    for (int order = 1; order <= 2; order++) {
      int[] sizes = new int[3];
      for (int i = 0; i < sizes.length; i++) {
        Node x = leaf(1.01);
        Node y = x;
        for (int k = 0; k < 10 * (i + 1); k++) {
          y = y.square();
        }
        for (int d = 0; d < order; d++) {
          y = Gradient.grad(y, x);
        }
        sizes[i] = size(y);
      }
      assertEquals(sizes[1] - sizes[0], sizes[2] - sizes[1], "order " + order);
    }
    Node x = leaf(1.01);
    Node y = x;
    for (int k = 0; k < 5; k++) {
      y = y.square();
    }
    Node second = Gradient.grad(Gradient.grad(y, x), x);
    assertArrayEquals(new double[] {32 * 31 * Math.pow(1.01, 30)}, Runs.value(second), 1e-10);
  }

  @Test
  void theGradientOfAChainGrowsByTheSameForEveryNode() {
    int[] sizes = new int[3];
    for (int i = 0; i < sizes.length; i++) {
      Node x = leaf(0.5);
      Node y = x;
      for (int k = 0; k < 1000 * (i + 1); k++) {
        y = Ops.tanh(y);
      }
      sizes[i] = size(Gradient.grad(y, x));
    }
    assertEquals(sizes[1] - sizes[0], sizes[2] - sizes[1]);
    assertTrue(sizes[0] < 6_000, sizes[0] + " nodes for 1000");
  }

  @Test
  void aChainOfAHundredThousandNodesIsBuiltDifferentiatedAndRun() {
    Node x = leaf(0.25);
    Node y = x;
    for (int i = 0; i < 50_000; i++) {
      y = Ops.sin(y).plus(x);
    }
    assertTrue(size(y) > 100_000);
    Node gradient = Gradient.grad(y, x);
    double value = 0.25;
    double slope = 1;
    for (int i = 0; i < 50_000; i++) {
      slope = Math.cos(value) * slope + 1;
      value = Math.sin(value) + 0.25;
    }
    Node last = y;
    List<HostArray> results = Runs.run("reference", inputs -> List.of(last, gradient), List.of());
    assertArrayEquals(new double[] {value}, results.get(0).toDoubles(), 1e-12);
    assertArrayEquals(new double[] {slope}, results.get(1).toDoubles(), 1e-10);
  }

  @Test
  void aHundredThousandTermsAreAddedUpInOneGradient() {
    Node x = leaf(2);
    Node sum = x;
    for (int i = 0; i < 100_000; i++) {
      sum = sum.plus(x);
    }
    assertArrayEquals(new double[] {100_001}, Runs.value(Gradient.grad(sum, x)));
  }
}

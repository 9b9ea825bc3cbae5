package org.ladera.core.backend.nd4j;

import static org.ladera.core.type.DType.FLOAT64;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ladera.core.backend.nd4j.BothBackends.Tolerance;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Random graphs, whose values share memory and are read as views, broadcasts and transposes in
 * every combination: a value that is overwritten too early shows as a gross error.
 */
class RandomGraphTest {
  private static final int NODES = 80;

  private final List<Node> nodes = new ArrayList<>();
  private SplittableRandom random = new SplittableRandom(0);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void agreesWithTheReference(int seed) {
    random = new SplittableRandom(seed);
    List<Node> inputs = new ArrayList<>();
    List<INDArray> arrays = new ArrayList<>();
    for (Shape shape :
        List.of(Shape.of(3, 3), Shape.of(2, 3), Shape.of(3), Shape.of(3, 1), Shape.scalar())) {
      Node input = Ops.input("x" + inputs.size(), new TensorType(FLOAT64, shape));
      HostArray values = HostArray.zeros(input.type());
      for (long i = 0; i < values.size(); i++) {
        values.setDouble(i, random.nextDouble(-2, 2));
      }
      inputs.add(input);
      arrays.add(values.toINDArray());
    }
    nodes.addAll(inputs);
    while (nodes.size() < NODES) {
      nodes.add(next());
    }
    List<Node> outputs = new ArrayList<>(List.of(nodes.getLast()));
    for (int i = 0; i < 8; i++) {
      outputs.add(any());
    }
    BothBackends.assertAgree(new Tolerance(1e-9, 1e-9), inputs, outputs, arrays);
  }

  private Node any() {
    // Half of the time a recent node, so that the graph is deep.
    return random.nextBoolean()
        ? nodes.get(nodes.size() - 1 - random.nextInt(Math.min(4, nodes.size())))
        : nodes.get(random.nextInt(nodes.size()));
  }

  private Node anyOfShape(Node like) {
    List<Node> fitting = nodes.stream().filter(node -> node.shape().equals(like.shape())).toList();
    return fitting.get(random.nextInt(fitting.size()));
  }

  private Node anyMatrix() {
    List<Node> fitting = nodes.stream().filter(node -> node.shape().rank() == 2).toList();
    return fitting.get(random.nextInt(fitting.size()));
  }

  private Node next() {
    Node x = any();
    return switch (random.nextInt(16)) {
      case 0 -> Ops.tanh(x);
      case 1 -> Ops.max(x, anyOfShape(x)).negate();
      case 2 -> Ops.plus(x, anyOfShape(x)).times(0.5);
      case 3 -> Ops.times(x, Ops.sigmoid(anyOfShape(x)));
      case 4 -> Ops.minus(Ops.broadcast(anyScalar(), x.shape()), x).times(0.5);
      case 5 -> Ops.select(Ops.less(x, anyOfShape(x)), Ops.zerosLike(x), x);
      case 6 -> Ops.tanh(x.sum());
      case 7 -> x.shape().rank() == 0 ? x : Ops.tanh(x.sum(-1));
      case 8 -> {
        Node matrix = anyMatrix();
        Node column = Ops.reshape(Ops.sin(matrix.sum(1)), matrix.shape().get(0), 1);
        yield Ops.broadcast(column, matrix.shape());
      }
      case 9 -> {
        Node matrix = anyMatrix();
        Node row = Ops.sin(matrix.sum(0));
        yield Ops.plus(Ops.broadcast(row, matrix.shape()), matrix).times(0.5);
      }
      case 10 -> anyMatrix().transpose();
      case 11 -> {
        Node matrix = anyMatrix();
        yield Ops.tanh(matrix.matmul(anyOfShape(matrix).transpose()));
      }
      case 12 -> Ops.reshape(x, -1);
      case 13 -> {
        Node matrix = anyMatrix();
        int rows = matrix.shape().get(0);
        yield Ops.slice(Ops.concat(0, matrix, anyOfShape(matrix)), 0, 1, rows + 1);
      }
      case 14 -> {
        Node matrix = anyMatrix();
        yield Ops.slice(Ops.pad(matrix, 1, 1, 2), 1, 0, matrix.shape().last());
      }
      default -> Ops.stopGradient(Ops.cos(x));
    };
  }

  private Node anyScalar() {
    List<Node> fitting = nodes.stream().filter(node -> node.shape().isScalar()).toList();
    return fitting.get(random.nextInt(fitting.size()));
  }
}

package org.stranger;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import org.ladera.core.backend.Assignment;
import org.ladera.core.backend.Backend;
import org.ladera.core.backend.Computation;
import org.ladera.core.backend.Executable;
import org.ladera.core.backend.FiniteCheck;
import org.ladera.core.backend.NonFiniteException;
import org.ladera.core.graph.Add;
import org.ladera.core.graph.Broadcast;
import org.ladera.core.graph.Cast;
import org.ladera.core.graph.Divide;
import org.ladera.core.graph.Literal;
import org.ladera.core.graph.Matmul;
import org.ladera.core.graph.Multiply;
import org.ladera.core.graph.Negate;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Permute;
import org.ladera.core.graph.Reshape;
import org.ladera.core.graph.Subtract;
import org.ladera.core.graph.Sum;
import org.ladera.core.graph.Variable;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.Shape;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A backend in 100 lines, for the ops of linear regression: double loops over matrices. */
public final class MinimalBackend implements Backend {
  @Override
  public String name() {
    return "minimal";
  }

  @Override
  public int preference() {
    return -1;
  }

  @Override
  public Optional<String> obstacle() {
    return Optional.empty();
  }

  @Override
  public Executable compile(Computation computation) {
    return new Executable() {
      @Override
      public List<INDArray> run(List<INDArray> inputs) {
        return MinimalBackend.run(computation, inputs);
      }

      @Override
      public String explain() {
        return computation.order().size() + " nodes, one by one\n";
      }

      @Override
      public void close() {}
    };
  }

  private static List<INDArray> run(Computation computation, List<INDArray> inputs) {
    Map<Node, double[]> values = new HashMap<>();
    for (int i = 0; i < inputs.size(); i++) {
      values.put(computation.inputs().get(i), HostArray.copyOf(inputs.get(i)).toDoubles());
    }
    for (Node node : computation.order()) {
      values.computeIfAbsent(node, each -> compute(each, values));
    }
    for (FiniteCheck check : computation.checks()) {
      for (double value : values.get(check.node())) {
        if (!Double.isFinite(value)) {
          throw new NonFiniteException(check, value);
        }
      }
    }
    List<INDArray> outputs =
        computation.outputs().stream().map(node -> array(node, values).toINDArray()).toList();
    for (Assignment assignment : computation.assignments()) {
      assignment.variable().set(array(assignment.value(), values));
    }
    return outputs;
  }

  private static HostArray array(Node node, Map<Node, double[]> values) {
    return HostArray.ofDoubles(node.dtype(), node.shape(), values.get(node));
  }

  private static double[] compute(Node node, Map<Node, double[]> values) {
    double[][] in = node.inputs().stream().map(values::get).toArray(double[][]::new);
    if (node instanceof Variable variable) {
      return variable.memory().toDoubles();
    }
    return switch (node.op()) {
      case Literal literal -> new double[] {literal.value()};
      case Add add -> pairs(in, (a, b) -> a + b);
      case Subtract subtract -> pairs(in, (a, b) -> a - b);
      case Multiply multiply -> pairs(in, (a, b) -> a * b);
      case Divide divide -> pairs(in, (a, b) -> a / b);
      case Negate negate -> Arrays.stream(in[0]).map(a -> -a).toArray();
      case Cast cast -> in[0];
      case Reshape reshape -> in[0];
      case Permute permute -> transposed(in[0], node.input(0).shape());
      case Broadcast broadcast -> tiled(in[0], (int) node.shape().size());
      case Sum sum -> new double[] {Arrays.stream(in[0]).sum()};
      case Matmul matmul -> product(in, node.input(0).shape(), node.shape().last());
      default -> throw new UnsupportedOperationException("minimal: no " + node.op().name());
    };
  }

  private static double[] pairs(double[][] in, DoubleBinaryOperator operator) {
    double[] result = new double[in[0].length];
    Arrays.setAll(result, i -> operator.applyAsDouble(in[0][i], in[1][i]));
    return result;
  }

  private static double[] tiled(double[] values, int size) {
    double[] result = new double[size];
    Arrays.setAll(result, i -> values[i % values.length]);
    return result;
  }

  private static double[] transposed(double[] values, Shape shape) {
    int columns = shape.last();
    int rows = values.length / columns;
    double[] result = new double[values.length];
    Arrays.setAll(result, i -> values[(i % rows) * columns + i / rows]);
    return result;
  }

  private static double[] product(double[][] in, Shape left, int columns) {
    int inner = left.last();
    double[] result = new double[left.get(0) * columns];
    for (int i = 0; i < result.length; i++) {
      for (int k = 0; k < inner; k++) {
        result[i] += in[0][i / columns * inner + k] * in[1][k * columns + i % columns];
      }
    }
    return result;
  }
}

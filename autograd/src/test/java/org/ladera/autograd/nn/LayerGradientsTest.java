package org.ladera.autograd.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.ladera.autograd.nn.Initializers.glorotUniform;
import static org.ladera.autograd.nn.Initializers.uniform;
import static org.ladera.autograd.nn.Initializers.zeros;
import static org.ladera.autograd.nn.Layers.batchNorm;
import static org.ladera.autograd.nn.Layers.dense;
import static org.ladera.autograd.nn.Layers.dropout;
import static org.ladera.autograd.nn.Layers.flatten;
import static org.ladera.autograd.nn.Layers.leakyRelu;
import static org.ladera.autograd.nn.Layers.logSoftmax;
import static org.ladera.autograd.nn.Layers.relu;
import static org.ladera.autograd.nn.Layers.residual;
import static org.ladera.autograd.nn.Layers.sequential;
import static org.ladera.autograd.nn.Layers.sigmoid;
import static org.ladera.autograd.nn.Layers.softmax;
import static org.ladera.autograd.nn.Layers.tanh;
import static org.ladera.core.graph.Ops.sigmoid;
import static org.ladera.core.graph.Ops.tanh;
import static org.ladera.core.graph.Ops.zeros;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ladera.autograd.GradientCheck;
import org.ladera.core.graph.Graphs;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.NodeFunction;
import org.ladera.core.graph.Ops;
import org.ladera.core.graph.Parameter;
import org.ladera.core.graph.Trace;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Every layer's gradient, to the second order, with respect to its input and all its parameters.
 */
class LayerGradientsTest {
  /** Cho et al. 2014, arXiv 1406.1078, section 2.3, without reset gate. */
  private record Cell(int units) {
    Node apply(Scope scope, Node input, Node state) {
      Node both = Ops.concat(1, input, state);
      Node update = sigmoid(scope.apply("update", dense(units), both));
      Node candidate = tanh(scope.apply("candidate", dense(units), both));
      return update.times(state).plus(update.negate().plus(1).times(candidate));
    }
  }

  private record Unrolled(int units, int steps) implements Layer {
    @Override
    public Node apply(Scope scope, Node x) {
      var cell = scope.bind("cell", new Cell(units));
      Node state = zeros(x.shape().get(0), units);
      for (int t = 0; t < steps; t++) {
        Node input = x.at(1, t);
        Node before = state;
        state = cell.call((cellOf, s) -> cellOf.apply(s, input, before));
      }
      return state;
    }
  }

  record Example(Layer layer, Shape shape) {
    Example(Layer layer, int... sizes) {
      this(layer, Shape.of(sizes));
    }

    @Override
    public String toString() {
      return layer + " of " + shape;
    }
  }

  static Stream<Example> examples() {
    Layer deep =
        sequential(dense(4), batchNorm(), tanh(), dropout(0.4), residual(dense(4)), dense(2));
    return Stream.of(
        new Example(dense(3), 4, 2),
        new Example(dense(3).withoutBias(), 2),
        new Example(dense(2).with(glorotUniform()).withBias(uniform(-1, 1)), 2, 3, 2),
        new Example(batchNorm(), 5, 3),
        new Example(batchNorm().withEpsilon(0.1), 2, 3, 2),
        new Example(dropout(0.5), 4, 4),
        new Example(flatten(), 2, 3, 2),
        new Example(residual(sequential(dense(3), sigmoid())), 2, 3),
        new Example(new Unrolled(3, 4), 2, 4, 2),
        new Example(deep, 5, 3),
        new Example(relu(), 3, 4),
        new Example(leakyRelu(0.1), 3, 4),
        new Example(Layers.elu(), 3, 4),
        new Example(Layers.selu(), 3, 4),
        new Example(Layers.gelu(), 3, 4),
        new Example(Layers.silu(), 3, 4),
        new Example(Layers.mish(), 3, 4),
        new Example(tanh(), 3, 4),
        new Example(sigmoid(), 3, 4),
        new Example(Layers.softplus(), 3, 4),
        new Example(softmax(), 3, 4),
        new Example(logSoftmax(), 3, 4));
  }

  /** The model's output as a function of its input and of all its parameters. */
  private static NodeFunction open(Model<Node> model, boolean training) {
    List<Parameter> parameters = model.parameters();
    List<String> names = new ArrayList<>(List.of("x"));
    parameters.forEach(parameter -> names.add(parameter.name()));
    return new NodeFunction(
        names,
        inputs -> {
          Node output = Trace.begin(training).run(() -> model.at(inputs.getFirst()));
          Map<Node, Node> opened = new HashMap<>();
          for (int i = 0; i < parameters.size(); i++) {
            opened.put(parameters.get(i), inputs.get(i + 1));
          }
          return Graphs.replace(List.of(output), opened).getFirst();
        });
  }

  private static void check(Layer layer, boolean training, int... sizes) {
    Model<Node> model = Model.of(layer, 11).in(DType.FLOAT64).build(sizes);
    List<INDArray> point = new ArrayList<>(List.of(GradientCheck.random(sizes)));
    model.parameters().forEach(parameter -> point.add(parameter.value()));
    GradientCheck.of(open(model, training)).order(2).at(point.toArray(INDArray[]::new));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void inTrainingGradientsAreThoseOfDifferences(Example example) {
    check(example.layer(), true, example.shape().toArray());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void inInferenceGradientsAreThoseOfDifferences(Example example) {
    check(example.layer(), false, example.shape().toArray());
  }

  @Test
  void aSharedCellUnrollsInEitherType() {
    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
      Model<Node> model = Model.of(new Unrolled(3, 4), 1).in(dtype).build(2, 4, 2);
      assertEquals(
          List.of(
              "cell.update.weight",
              "cell.update.bias",
              "cell.candidate.weight",
              "cell.candidate.bias"),
          NnTests.paths(model));
      assertEquals(dtype, model.parameters().getFirst().dtype());
    }
  }

  @Test
  void aGradientThatForgetsTheBatchStatisticsIsFound() {
    Layer wrong =
        (scope, x) -> {
          Node gain = scope.parameter("gain", x.shape().last(), zeros());
          return x.minus(Ops.stopGradient(x.mean(0))).times(gain.plus(1)).square();
        };
    assertThrows(AssertionError.class, () -> check(wrong, true, 4, 2));
  }
}

package org.stranger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ladera.autograd.nn.Initializers.glorotUniform;
import static org.ladera.autograd.nn.Initializers.ones;
import static org.ladera.autograd.nn.Initializers.zeros;
import static org.ladera.autograd.nn.Layers.dense;
import static org.ladera.autograd.nn.Layers.sequential;
import static org.ladera.core.graph.Ops.concat;
import static org.ladera.core.graph.Ops.sigmoid;
import static org.ladera.core.graph.Ops.sqrt;
import static org.ladera.core.graph.Ops.tanh;
import static org.ladera.core.graph.Ops.zeros;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ladera.autograd.loss.SquaredError;
import org.ladera.autograd.nn.Layer;
import org.ladera.autograd.nn.Model;
import org.ladera.autograd.nn.Scope;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Parameter;
import org.ladera.core.graph.Variable;
import org.ladera.core.type.Shape;
import org.ladera.optim.TrainingStep;
import org.ladera.optim.rule.GradientDescent;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Layers of one's own: one method each. */
class LayersTest {
  record Scale() implements Layer {
    @Override
    public Node apply(Scope scope, Node x) {
      Node gain = scope.parameter("gain", x.shape().last(), ones());
      return x.times(gain);
    }
  }

  record BatchNorm(double momentum, double epsilon) implements Layer {
    @Override
    public Node apply(Scope scope, Node x) {
      int features = x.shape().last();
      Node gain = scope.parameter("gain", features, ones());
      Node shift = scope.parameter("shift", features, zeros());
      Variable mean = scope.variable("mean", features, zeros());
      Variable variance = scope.variable("variance", features, ones());
      Node m = mean;
      Node v = variance;
      if (scope.training()) {
        m = x.mean(0);
        v = x.minus(m).square().mean(0);
        Node batchMean = m;
        Node batchVariance = v;
        mean.next(old -> old.times(momentum).plus(batchMean.times(1 - momentum)));
        variance.next(old -> old.times(momentum).plus(batchVariance.times(1 - momentum)));
      }
      return x.minus(m).dividedBy(sqrt(v.plus(epsilon))).times(gain).plus(shift);
    }
  }

  record Residual(Layer inner) implements Layer {
    @Override
    public Node apply(Scope scope, Node x) {
      return x.plus(scope.apply("inner", inner, x));
    }
  }

  /** Gated recurrent unit: Cho et al. 2014, arXiv 1406.1078. */
  record Gru(int units) {
    Node apply(Scope scope, Node input, Node state) {
      Node both = concat(1, input, state);
      Node update = sigmoid(gate(scope, "update", both));
      Node reset = sigmoid(gate(scope, "reset", both));
      Node candidate = tanh(gate(scope, "candidate", concat(1, input, reset.times(state))));
      return state.plus(update.times(candidate.minus(state)));
    }

    private Node gate(Scope scope, String name, Node x) {
      Shape shape = Shape.of(x.shape().last(), units);
      return x.matmul(scope.parameter(name, shape, glorotUniform()));
    }
  }

  record Unrolled(int units, int steps) implements Layer {
    @Override
    public Node apply(Scope scope, Node x) {
      var cell = scope.bind("cell", new Gru(units));
      Node state = zeros(x.shape().get(0), units);
      for (int t = 0; t < steps; t++) {
        Node input = x.at(1, t);
        Node before = state;
        state = cell.call((gru, s) -> gru.apply(s, input, before));
      }
      return state;
    }
  }

  private static List<String> names(Model<Node> model) {
    return model.parameters().stream().map(Parameter::name).toList();
  }

  @Test
  void pathsAreStable() {
    var model = Model.of(sequential(dense(3), new Scale(), new Residual(dense(3))), 1).build(2, 4);
    assertEquals(
        List.of(
            "dense.0.weight",
            "dense.0.bias",
            "scale.0.gain",
            "residual.0.inner.weight",
            "residual.0.inner.bias"),
        names(model));
  }

  @Test
  void aLayerWithStateMovesItOnlyInTraining() {
    var model = Model.of(new BatchNorm(0.9, 1e-5), 1);
    INDArray x = Nd4j.createFromArray(new float[][] {{1}, {3}});
    assertEquals(1, model.predict(x).getDouble(0), 1e-4);
    var step =
        TrainingStep.of(
            GradientDescent.withRate(0), model, (a, y) -> new SquaredError().mean(model.at(a), y));
    step.run(x, x);
    Variable mean =
        model.variables().stream().filter(v -> v.name().equals("mean")).findFirst().orElseThrow();
    assertEquals(0.2, mean.value().getDouble(0), 1e-7);
    model.predict(x);
    assertEquals(0.2, mean.value().getDouble(0), 1e-7);
  }

  @Test
  void aSharedCellHasItsParametersOnceAndLearns() {
    var model = Model.of(sequential(new Unrolled(4, 3), dense(1)), 7);
    INDArray x = Nd4j.rand(org.nd4j.linalg.api.buffer.DataType.FLOAT, 8, 3, 2);
    INDArray y = x.sum(1, 2).reshape(8, 1);
    var step =
        TrainingStep.of(
            GradientDescent.withRate(0.1),
            model,
            (a, b) -> new SquaredError().mean(model.at(a), b));
    double first = step.run(x, y);
    double last = first;
    for (int i = 0; i < 50; i++) {
      last = step.run(x, y);
    }
    assertTrue(last < first / 2, first + " to " + last);
    assertEquals(
        List.of(
            "unrolled.0.cell.update",
            "unrolled.0.cell.reset",
            "unrolled.0.cell.candidate",
            "dense.0.weight",
            "dense.0.bias"),
        names(model));
  }

  @Test
  void aNameIsAskedForOnce() {
    var model =
        Model.of(
            (scope, x) ->
                x.times(scope.parameter("a", 1, ones())).plus(scope.parameter("a", 1, ones())),
            1);
    String message =
        assertThrows(IllegalArgumentException.class, () -> model.build(1, 1)).getMessage();
    assertTrue(message.contains("\"a\""), message);
  }
}

package org.ladera.autograd.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.ladera.autograd.nn.Initializers.ones;
import static org.ladera.autograd.nn.Layers.dense;
import static org.ladera.autograd.nn.Layers.relu;
import static org.ladera.autograd.nn.Layers.sequential;
import static org.ladera.autograd.nn.Layers.softmax;
import static org.ladera.autograd.nn.NnTests.assertThrown;
import static org.ladera.autograd.nn.NnTests.counting;
import static org.ladera.autograd.nn.NnTests.doubles;
import static org.ladera.autograd.nn.NnTests.floats;
import static org.ladera.autograd.nn.NnTests.onReference;
import static org.ladera.autograd.nn.NnTests.paths;
import static org.ladera.autograd.nn.NnTests.valuesOf;
import static org.ladera.core.graph.Ops.constant;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ladera.core.backend.Backends;
import org.ladera.core.backend.Compiled;
import org.ladera.core.backend.Results;
import org.ladera.core.fn.Softmax;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Outputs;
import org.ladera.core.graph.Parameter;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;
import org.nd4j.linalg.api.ndarray.INDArray;

class ModelTest {
  /** Doubles in training, triples otherwise. */
  private static final Layer PROBE = (scope, x) -> x.times(scope.training() ? 2 : 3);

  private static final INDArray ONE = floats(new int[] {1}, 1);

  private static double[] run(Compiled compiled) {
    try (compiled) {
      return valuesOf(compiled.run(ONE));
    }
  }

  @Test
  void itTrainsInATrainingProgramAndInfersElsewhere() {
    Model<Node> model = Model.of(PROBE, 1);
    double[] trained = {2};
    double[] inferred = {3};
    onReference(
        () -> {
          assertArrayEquals(trained, run(Compiled.training(x -> model.at(x))));
          assertArrayEquals(inferred, run(Compiled.training(x -> model.inference(x))));
          assertArrayEquals(inferred, run(Compiled.of(x -> model.at(x))));
          assertArrayEquals(inferred, valuesOf(model.predict(ONE)));
          assertArrayEquals(inferred, valuesOf(model.at(constant(ONE)).eval()));
        });
  }

  @Test
  void aPredictionInsideATrainingProgramStillInfers() {
    Model<Node> model = Model.of(PROBE, 1);
    Compiled compiled =
        onReference(() -> Compiled.training(x -> x.times(model.predict(ONE).getDouble(0))));
    assertArrayEquals(new double[] {3}, onReference(() -> run(compiled)));
  }

  @Test
  void parametersTakeTheTypeOfTheFirstFloatingInput() {
    Model<Node> model = Model.of(dense(2), 1);
    onReference(() -> assertEquals(2, model.predict(doubles(new int[] {1, 2}, 1, 2)).length()));
    assertEquals(DType.FLOAT64, model.parameters().getFirst().dtype());
    assertThrown(
        IllegalArgumentException.class,
        "Model: the parameters are f64, got f32[1, 2] for \"features\"; cast it, or say"
            + " in(FLOAT32) before the first trace",
        () -> onReference(() -> model.predict(counting(1, 2))));
    Model<Node> weak = Model.of((scope, x) -> x.times(scope.parameter("w", 1, ones())), 1);
    assertEquals(DType.FLOAT32, weak.at(constant(1)).dtype());
  }

  @Test
  void inAGivenTypeInputsOfTheOtherAreCast() {
    Model<Node> model = Model.of(dense(2).with(ones()), 1).in(DType.FLOAT64);
    INDArray result = onReference(() -> model.predict(floats(new int[] {1, 2}, 1, 2)));
    assertEquals(org.nd4j.linalg.api.buffer.DataType.DOUBLE, result.dataType());
    assertArrayEquals(new double[] {3, 3}, valuesOf(result));
    assertSame(model, model.in(DType.FLOAT64));
    assertThrown(
        IllegalStateException.class,
        "Model: the parameters are f64 already, got in(FLOAT32); say it before the first trace",
        () -> model.in(DType.FLOAT32));
    assertThrown(
        IllegalArgumentException.class,
        "Model: in(...) needs a floating type, got i32",
        () -> model.in(DType.INT32));
  }

  @Test
  void theNumberOfInputsIsChecked() {
    Model<Node> one = Model.of(dense(2), 1);
    String message = "Model: there is 1 input [features], got 2";
    assertThrown(IllegalArgumentException.class, message, () -> one.predict(ONE, ONE));
    assertThrown(
        IllegalArgumentException.class, message, () -> one.at(constant(ONE), constant(ONE)));
    Model<Node> two = Model.of((scope, x, y) -> x.plus(y), 1);
    assertThrown(
        IllegalArgumentException.class,
        "Model: there are 2 inputs [x, y], got 1",
        () -> two.inference(constant(ONE)));
    assertThrown(
        IllegalArgumentException.class,
        "Model: there are 2 inputs [x, y], got 1",
        () -> two.build(3));
  }

  private record Moments(Node mean, Node spread) implements Outputs {
    @Override
    public Node first() {
      return mean;
    }

    @Override
    public Map<String, Node> others() {
      return Map.of("spread", spread);
    }
  }

  private record TwoTowers(int units) {
    Moments apply(Scope scope, Node left, Node right) {
      Node a = scope.apply("left", dense(units).with(ones()), left);
      Node b = scope.apply("right", dense(units).with(ones()), right);
      return new Moments(a.plus(b).times(0.5), a.minus(b));
    }
  }

  @Test
  void aModelOfTwoInputsMayReturnARecordOfNodes() {
    Model<Moments> model = Model.of(new TwoTowers(1)::apply, 1);
    INDArray left = floats(new int[] {1, 2}, 3, 4);
    INDArray right = floats(new int[] {1, 1}, 1);
    try (Compiled compiled = onReference(() -> Compiled.of((x, y) -> model.at(x, y)))) {
      Results results = compiled.results(left, right);
      assertArrayEquals(new double[] {4}, valuesOf(results.first()));
      assertArrayEquals(new double[] {6}, valuesOf(results.array("spread")));
    }
    assertArrayEquals(new double[] {4}, onReference(() -> valuesOf(model.predict(left, right))));
    assertEquals(List.of("left.weight", "left.bias", "right.weight", "right.bias"), paths(model));
    assertEquals(Shape.of(1, 1), model.at(constant(left), constant(right)).spread().shape());
  }

  @Test
  void aModelMayHaveAnyInputsByNameAndOneInputSeveralOutputs() {
    Model<Moments> model =
        Model.of(
            List.of("image"),
            (scope, inputs) -> new Moments(inputs.getFirst().mean(), inputs.getFirst().sum()),
            1);
    assertEquals(Shape.scalar(), model.at(constant(counting(2, 2))).spread().shape());
    assertEquals("Model[image]", model.toString());
  }

  @Test
  void thenFollowsWithALayerOverTheSameMemory() {
    Model<Node> model = Model.of(sequential(dense(3), relu()), 1);
    Model<Node> probabilities = model.then(softmax());
    INDArray x = counting(2, 4);
    onReference(
        () -> {
          double[] first = valuesOf(probabilities.predict(x));
          double[] expected = valuesOf(Softmax.softmax(model.at(constant(x))).eval());
          assertArrayEquals(expected, first);
        });
    assertEquals(model.parameters(), probabilities.parameters());
    assertEquals(Model.of(sequential(dense(3), relu()), 1).build(2, 4).summary(), model.summary());
  }

  @Test
  void whatFollowsHasNoParameters() {
    Model<Node> model = Model.of(dense(3), 1);
    assertThrown(
        IllegalStateException.class,
        "scope: \"then.weight\" appears after the first trace; ask for parameters in every call,"
            + " outside if (training); what follows by then(...) can have none",
        () -> model.then(dense(2)).build(1, 2));
    assertEquals(List.of("weight", "bias"), paths(model));
  }

  @Test
  void aViewIsAnotherFunctionOfTheSameParameters() {
    Layer decoder = dense(4);
    Layer autoencoder =
        (scope, x) -> scope.apply("decoder", decoder, scope.apply("encoder", dense(2), x));
    Model<Node> model = Model.of(autoencoder, 1);
    Model<Node> view = model.view((scope, code) -> scope.apply("decoder", decoder, code));
    assertThrown(
        IllegalStateException.class,
        "view: the model has no parameters before its first trace; call predict(...), train it, or"
            + " build(...) it for a shape",
        () -> view.build(1, 2));
    model.build(1, 4);
    Parameter weight = (Parameter) NnTests.variable(model, "decoder.weight");
    INDArray code = counting(1, 2);
    onReference(
        () ->
            assertArrayEquals(
                valuesOf(constant(code).matmul(weight).eval()), valuesOf(view.predict(code))));
  }

  @Test
  void aModelInsideAnotherKeepsItsParameters() {
    Model<Node> encoder = Model.of(dense(2), 1);
    Model<Node> whole = Model.of(sequential(encoder, dense(1)), 2).build(1, 3);
    assertEquals(List.of("dense.0.weight", "dense.0.bias"), paths(whole));
    assertEquals(List.of("weight", "bias"), paths(encoder));
    assertThrown(
        IllegalArgumentException.class,
        "Model: a model is a model already; use then(...)",
        () -> Model.of(encoder, 1));
  }

  @Test
  void aFirstTraceThatFailsLeavesNothingBehind() {
    Layer needsFour = (scope, x) -> scope.apply("head", dense(2), x).plus(x.reshape(1, 4).sum());
    Model<Node> model = Model.of(needsFour, 1);
    assertThrown(
        IllegalArgumentException.class,
        "reshape: the number of entries must stay the same, got [1, 5] to [1, 4]",
        () -> model.build(1, 5));
    model.build(new TensorType(DType.FLOAT64, Shape.of(1, 4)));
    assertEquals("f64[4, 2]", model.parameters().getFirst().type().toString());
  }

  @Test
  void eachBackendHasItsOwnPrediction() {
    Model<Node> model = Model.of(sequential(dense(8), relu(), dense(2)), 1);
    INDArray x = counting(4, 3);
    double[] reference = onReference(() -> valuesOf(model.predict(x)));
    double[] nd4j = Backends.using(Backends.named("nd4j"), () -> valuesOf(model.predict(x)));
    assertArrayEquals(reference, nd4j, 1e-6);
  }

  @Test
  void beforeTheFirstTraceThereIsNothingToShow() {
    Model<Node> model = Model.of(dense(2), 1);
    Map<String, Runnable> actions =
        Map.of(
            "parameters",
            model::parameters,
            "variables",
            model::variables,
            "summary",
            model::summary);
    actions.forEach(
        (name, action) ->
            assertThrown(
                IllegalStateException.class,
                name
                    + ": the model has no parameters before its first trace; call predict(...),"
                    + " train it, or build(...) it for a shape",
                action));
  }
}

package org.ladera.autograd.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.ladera.autograd.nn.Initializers.filled;
import static org.ladera.autograd.nn.Initializers.heNormal;
import static org.ladera.autograd.nn.Initializers.ones;
import static org.ladera.autograd.nn.Layers.dense;
import static org.ladera.autograd.nn.Layers.dropout;
import static org.ladera.autograd.nn.Layers.flatten;
import static org.ladera.autograd.nn.Layers.lambda;
import static org.ladera.autograd.nn.Layers.leakyRelu;
import static org.ladera.autograd.nn.Layers.logSoftmax;
import static org.ladera.autograd.nn.Layers.relu;
import static org.ladera.autograd.nn.Layers.residual;
import static org.ladera.autograd.nn.Layers.sequential;
import static org.ladera.autograd.nn.Layers.softmax;
import static org.ladera.autograd.nn.Layers.tanh;
import static org.ladera.autograd.nn.NnTests.assertThrown;
import static org.ladera.autograd.nn.NnTests.counting;
import static org.ladera.autograd.nn.NnTests.floats;
import static org.ladera.autograd.nn.NnTests.onReference;
import static org.ladera.autograd.nn.NnTests.paths;
import static org.ladera.autograd.nn.NnTests.valuesOf;
import static org.ladera.autograd.nn.NnTests.variable;
// Both vocabularies whole, as a user imports them.
import static org.ladera.core.fn.Activations.relu;
import static org.ladera.core.graph.Ops.tanh;
import static org.ladera.core.graph.Ops.zeros;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.ladera.core.fn.Activations;
import org.ladera.core.fn.Softmax;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.type.Shape;
import org.ladera.core.type.ShapeException;
import org.nd4j.linalg.api.ndarray.INDArray;

class LayersTest {
  private static double[] predicted(Layer layer, INDArray x) {
    return onReference(() -> valuesOf(Model.of(layer, 1).predict(x)));
  }

  @Test
  void denseIsXTimesWeightPlusBias() {
    Layer layer = dense(2).with(filled(2)).withBias(ones());
    INDArray x = floats(new int[] {2, 3}, 1, 2, 3, 4, 5, 6);
    assertArrayEquals(new double[] {13, 13, 31, 31}, predicted(layer, x));
  }

  @Test
  void denseWeightsAreInByOutAndGlorotUniformAndBiasesZero() {
    Model<Node> model = Model.of(dense(300), 5).build(7, 200);
    assertEquals(List.of("weight", "bias"), paths(model));
    assertEquals(Shape.of(200, 300), variable(model, "weight").shape());
    double bound = Math.sqrt(6.0 / 500);
    double largest = 0;
    for (double value : valuesOf(variable(model, "weight"))) {
      largest = Math.max(largest, Math.abs(value));
    }
    // Of 60,000 the largest is within 0.1 % of the bound but for one time in 1e26.
    assertEquals(bound, largest, 1e-3 * bound);
    assertArrayEquals(new double[300], valuesOf(variable(model, "bias")));
  }

  @Test
  void denseTakesAnyNumberOfAxes() {
    Layer layer = dense(2).with(ones()).withoutBias();
    assertArrayEquals(new double[] {6, 6}, predicted(layer, floats(new int[] {3}, 1, 2, 3)));
    INDArray x = floats(new int[] {2, 1, 2}, 1, 2, 3, 4);
    assertArrayEquals(new double[] {3, 3, 7, 7}, predicted(layer, x));
    Model<Node> model = Model.of(layer, 1);
    assertEquals(Shape.of(2, 5, 2), model.at(Ops.constant(counting(2, 5, 3))).shape());
    assertEquals(List.of("weight"), paths(model));
  }

  @Test
  void pathsInASequenceAreKindAndIndexAmongTheKind() {
    Model<Node> model = Model.of(sequential(dense(4), relu(), dense(3), relu()), 1).build(1, 2);
    assertEquals(
        List.of("dense.0.weight", "dense.0.bias", "dense.1.weight", "dense.1.bias"), paths(model));
    Model<Node> nested =
        Model.of(sequential(sequential(dense(4)), residual(dense(4)), dense(1).named("head")), 1)
            .build(1, 2);
    assertEquals(
        List.of(
            "sequential.0.dense.0.weight",
            "sequential.0.dense.0.bias",
            "residual.0.inner.weight",
            "residual.0.inner.bias",
            "head.weight",
            "head.bias"),
        paths(nested));
  }

  @Test
  void insertingOtherKindsOrNamedLayersRenamesNothingAndChangesNobodysNumbers() {
    Model<Node> before = Model.of(sequential(dense(4), dense(4)), 9).build(1, 4);
    Model<Node> after =
        Model.of(
                sequential(
                    dense(4),
                    relu(),
                    dense(4).named("extra"),
                    new BatchNorm(),
                    dropout(0.5),
                    dense(4),
                    dense(2)),
                9)
            .build(1, 4);
    for (String path : paths(before)) {
      assertArrayEquals(valuesOf(variable(before, path)), valuesOf(variable(after, path)), path);
    }
    assertEquals(
        List.of("extra.weight", "extra.bias"),
        paths(after).stream().filter(path -> path.startsWith("extra.")).toList());
  }

  @Test
  void theSameSeedGivesTheSameBitsAndAnotherSeedOthers() {
    double[] first = valuesOf(variable(Model.of(dense(3), 42).build(1, 2), "weight"));
    assertArrayEquals(first, valuesOf(variable(Model.of(dense(3), 42).build(8, 2), "weight")));
    double[] other = valuesOf(variable(Model.of(dense(3), 43).build(1, 2), "weight"));
    for (int i = 0; i < first.length; i++) {
      assertEquals(false, first[i] == other[i]);
    }
  }

  @Test
  void twoLayersOfOneNameAreRefused() {
    Layer layers = sequential(dense(4).named("hidden"), dense(4).named("hidden"));
    assertThrown(
        IllegalArgumentException.class,
        "scope: the name \"hidden\" is asked for twice in one call; give the parts names, or share"
            + " with bind(...)",
        () -> Model.of(layers, 1).build(1, 2));
  }

  @Test
  void activationsAreTheFunctionsOfTheSameName() {
    INDArray x = floats(new int[] {2, 3}, -2, -0.5, 0, 0.5, 1, 3);
    Map<Layer, UnaryOperator<Node>> pairs =
        Map.ofEntries(
            Map.entry(relu(), Activations::relu),
            Map.entry(leakyRelu(0.1), node -> Activations.leakyRelu(node, 0.1)),
            Map.entry(Layers.elu(), node -> Activations.elu(node, 1)),
            Map.entry(Layers.selu(), Activations::selu),
            Map.entry(Layers.gelu(), Activations::gelu),
            Map.entry(Layers.silu(), Activations::silu),
            Map.entry(Layers.mish(), Activations::mish),
            Map.entry(tanh(), Ops::tanh),
            Map.entry(Layers.sigmoid(), Ops::sigmoid),
            Map.entry(Layers.softplus(), Ops::softplus),
            Map.entry(softmax(), node -> Softmax.softmax(node)),
            Map.entry(logSoftmax(), node -> Softmax.logSoftmax(node)),
            Map.entry(lambda("square", Node::square), Node::square));
    pairs.forEach(
        (layer, function) ->
            assertArrayEquals(
                onReference(() -> valuesOf(function.apply(Ops.constant(x)).eval())),
                predicted(layer, x),
                layer.toString()));
  }

  @Test
  void layersAndFunctionsOfOneNameMayBeImportedTogether() {
    Layer own = (scope, x) -> relu(tanh(x).plus(zeros(1, 1)));
    double[] negative = predicted(sequential(own, relu(), tanh()), floats(new int[] {1, 1}, -1));
    assertArrayEquals(new double[] {0}, negative);
  }

  @Test
  void flattenKeepsTheFirstAxis() {
    Node image = Ops.constant(counting(2, 3, 4));
    assertEquals(Shape.of(2, 12), Model.of(flatten(), 1).at(image).shape());
    assertEquals(Shape.of(3, 1), Model.of(flatten(), 1).at(Ops.constant(counting(3))).shape());
    assertEquals(Shape.of(0, 6), Model.of(flatten(), 1).at(zeros(0, 2, 3)).shape());
  }

  @Test
  void aResidualAddsWhatItIsGivenAndKeepsTheShape() {
    Layer twice = residual(lambda("same", x -> x));
    assertArrayEquals(new double[] {2, 4}, predicted(twice, floats(new int[] {1, 2}, 1, 2)));
    assertThrown(
        ShapeException.class,
        "residual: the inner layer must keep the shape, got f32[2, 3] to f32[2, 1] in"
            + " \"residual.0\"",
        () -> Model.of(sequential(residual(dense(1))), 1).build(2, 3));
  }

  @Test
  void layersPrintAsTheyAreWritten() {
    assertEquals("dense(16)", dense(16).toString());
    assertEquals(
        "dense(3).with(heNormal()).withoutBias()",
        dense(3).with(heNormal()).withoutBias().toString());
    assertEquals("dense(3).withBias(ones())", dense(3).withBias(ones()).toString());
    assertEquals("batchNorm(0.9, 1.0E-5)", Layers.batchNorm().toString());
    assertEquals("dropout(0.5).named(\"drop\")", dropout(0.5).named("drop").toString());
    assertEquals(
        "sequential(leakyRelu(0.1), residual(relu()), flatten())",
        sequential(leakyRelu(0.1), residual(relu()), flatten()).toString());
    assertEquals(dense(16), dense(16));
  }

  @Test
  void inputsWithoutTheirAxesAreRefusedByName() {
    assertThrown(
        ShapeException.class,
        "dense: the input must be [..., features], got f32[] in \"dense.0\"",
        () -> Model.of(sequential(dense(2)), 1).build(new int[0]));
    assertThrown(
        ShapeException.class,
        "flatten: the input must be [batch, ...], got f32[]",
        () -> Model.of(flatten(), 1).build(new int[0]));
    assertThrown(
        IllegalArgumentException.class, "dense: units must be positive, got 0", () -> dense(0));
  }
}

package org.ladera.autograd.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ladera.autograd.nn.Initializers.ones;
import static org.ladera.autograd.nn.Initializers.zeros;
import static org.ladera.autograd.nn.Layers.dense;
import static org.ladera.autograd.nn.Layers.sequential;
import static org.ladera.autograd.nn.NnTests.assertThrown;
import static org.ladera.autograd.nn.NnTests.counting;
import static org.ladera.autograd.nn.NnTests.onReference;
import static org.ladera.autograd.nn.NnTests.paths;
import static org.ladera.autograd.nn.NnTests.valuesOf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ladera.core.backend.Compiled;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.graph.Trace;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;

class ScopeTest {
  private static final String TWICE =
      "scope: the name \"%s\" is asked for twice in one call; give the parts names, or share with"
          + " bind(...)";

  private static final Node X = Ops.input("x", new TensorType(DType.FLOAT32, Shape.of(2, 3)));

  private static Model<Node> built(Layer layer) {
    return Model.of(layer, 1).build(2, 3);
  }

  private static void assertRefused(String message, Layer layer) {
    assertThrown(IllegalArgumentException.class, message, () -> built(layer));
  }

  @Test
  void aNameMayBeAskedForOnceInACall() {
    assertRefused(
        TWICE.formatted("gain"),
        (scope, x) ->
            x.times(scope.parameter("gain", 3, ones())).plus(scope.parameter("gain", 3, ones())));
    assertRefused(
        TWICE.formatted("w"),
        (scope, x) ->
            x.times(scope.parameter("w", 3, ones())).plus(scope.variable("w", 3, ones())));
    assertRefused(
        TWICE.formatted("part"),
        (scope, x) -> scope.apply("part", dense(3), scope.apply("part", dense(3), x)));
    assertRefused(
        TWICE.formatted("outer.cell"),
        (scope, x) -> {
          Scope inner = scope.child("outer");
          inner.bind("cell", dense(3));
          inner.bind("cell", dense(3));
          return x;
        });
  }

  @Test
  void namesHaveNoDotAndNoSlashAndAreNotEmpty() {
    for (String name : List.of("", "a.b", "a/b")) {
      assertRefused(
          "scope: a name has no dot and no slash and is not empty, got \"" + name + "\"",
          (scope, x) -> x.times(scope.parameter(name, 3, ones())));
    }
    assertThrown(
        IllegalArgumentException.class,
        "scope: a name has no dot and no slash and is not empty, got \"a.b\"",
        () -> dense(1).named("a.b"));
  }

  @Test
  void noNameMayAppearAfterTheFirstTrace() {
    Layer late = (scope, x) -> scope.training() ? x.times(scope.parameter("late", 3, ones())) : x;
    Model<Node> model = built(late);
    assertThrown(
        IllegalStateException.class,
        "scope: \"late\" appears after the first trace; ask for parameters in every call, outside"
            + " if (training); what follows by then(...) can have none",
        () -> Trace.begin(true).run(() -> model.at(X)));
  }

  @Test
  void aParameterIsNoVariableAndAVariableNoParameter() {
    Model<Node> model =
        built(
            (scope, x) ->
                x.times(scope.parameter("p", 3, ones())).plus(scope.variable("v", 3, ones())));
    assertThrown(
        IllegalArgumentException.class,
        "scope: \"p\" is a parameter, asked for as an untrained variable",
        () -> model.view((scope, x) -> scope.variable("p", 3, ones())).at(X));
    assertThrown(
        IllegalArgumentException.class,
        "scope: \"v\" is an untrained variable, asked for as a parameter",
        () -> model.view((scope, x) -> scope.parameter("v", 3, ones())).at(X));
  }

  @Test
  void anotherNumberOfFeaturesIsRefusedWithTheParametersName() {
    Model<Node> model = built(sequential(dense(4)));
    assertThrown(
        IllegalArgumentException.class,
        "scope: \"dense.0.weight\" is f32[3, 4], asked for as [5, 4]; does the input have another"
            + " number of features than before?",
        () -> model.build(2, 5));
  }

  @Test
  void anInitializerGivesAsManyValuesAsTheShapeNeeds() {
    assertRefused(
        "initializer of \"gain\": [3] needs 3 values, got 1",
        (scope, x) -> scope.parameter("gain", 3, (shape, random) -> new double[1]));
  }

  @Test
  void aScopeSaysWhereItIsAndWhatItIsFor() {
    List<String> seen = new ArrayList<>();
    Layer spy =
        (scope, x) -> {
          seen.add(scope.path() + " " + scope.dtype() + " " + scope.training());
          return x;
        };
    Model<Node> model = Model.of(sequential(spy, sequential(spy.named("spy"))), 1);
    model.in(DType.FLOAT64).build(2, 3);
    Trace.begin(true).run(() -> model.at(X));
    assertEquals(
        List.of(
            "layer.0 FLOAT64 false",
            "sequential.0.spy FLOAT64 false",
            "layer.0 FLOAT64 true",
            "sequential.0.spy FLOAT64 true"),
        seen);
  }

  @Test
  void theVisitsOfABoundPartShareItsParameters() {
    List<Node> weights = new ArrayList<>();
    Layer shared =
        (scope, x) -> {
          Bound<String> cell = scope.bind("cell", "any object");
          Node y = x;
          for (int i = 0; i < 3; i++) {
            Node before = y;
            y =
                cell.call(
                    (part, visit) -> {
                      assertEquals("any object", part);
                      Node weight = visit.parameter("weight", 3, ones());
                      weights.add(weight);
                      return visit.apply("inner", dense(3), before.times(weight));
                    });
          }
          return y;
        };
    Model<Node> model = built(shared);
    assertEquals(List.of("cell.weight", "cell.inner.weight", "cell.inner.bias"), paths(model));
    assertSame(weights.get(0), weights.get(1));
    assertSame(weights.get(0), weights.get(2));
  }

  @Test
  void reportsCarryTheirPathAndAreNumberedWhereTheyRepeat() {
    Layer layer =
        (scope, x) -> {
          scope.report("mean", x.mean());
          return x.times(2);
        };
    Model<Node> model = Model.of(sequential(layer, layer), 1);
    try (Compiled compiled =
        onReference(() -> Compiled.of(x -> model.at(x).and("again", model.at(x))))) {
      assertEquals(
          List.of(
              "", "again", "layer.0.mean", "layer.1.mean", "layer.0.mean (2)", "layer.1.mean (2)"),
          compiled.results(counting(2, 3)).names());
    }
    assertEquals(Shape.of(2, 3), model.at(X).shape(), "outside a trace a report is nothing");
  }

  @Test
  void penaltiesAreScalarsAndCountInTrainingAlone() {
    Layer penalized =
        (scope, x) -> {
          scope.penalty(x.sum());
          return x;
        };
    Model<Node> model = Model.of(sequential(penalized, penalized), 1);
    Trace inferring = Trace.begin(false);
    inferring.run(() -> model.at(X));
    assertTrue(inferring.penalty().isEmpty());
    Trace training = Trace.begin(true);
    training.run(() -> model.at(X));
    assertEquals(Shape.scalar(), training.penalty().orElseThrow().shape());
    assertRefused(
        "penalty: the term of \"layer.0\" must be a scalar, got f32[2, 3]; use sum()",
        sequential(
            (scope, x) -> {
              scope.penalty(x);
              return x;
            }));
  }

  // Of 20,000 draws: the standard errors of the means are 0.0020 and 0.0071, those of the mean
  // squares
  // 0.0021 and 0.01. The bounds are 5 of them.
  @Test
  void uniformAndNormalNumbersHaveTheirMomentsAndDifferFromCallToCall() {
    Layer noise =
        (scope, x) -> {
          Shape shape = Shape.of(100, 200);
          scope.report("uniform", scope.uniform(shape));
          scope.report("normal", scope.normal(shape));
          return scope.uniform(shape).plus(x.sum().times(0));
        };
    try (Compiled compiled = onReference(() -> Compiled.of(x -> Model.of(noise, 4).at(x)))) {
      var results = compiled.results(counting(1));
      double[] uniform = valuesOf(results.array("uniform"));
      assertMoments(0.5, 0.0103, 1.0 / 3, 0.0106, uniform);
      assertMoments(0, 0.036, 1, 0.05, valuesOf(results.array("normal")));
      assertFalse(Arrays.equals(uniform, valuesOf(results.first())));
    }
  }

  private static void assertMoments(
      double mean, double bound, double square, double squareBound, double[] values) {
    assertEquals(mean, Arrays.stream(values).average().orElseThrow(), bound);
    assertEquals(
        square, Arrays.stream(values).map(v -> v * v).average().orElseThrow(), squareBound);
  }

  @Test
  void variablesAndParametersOfAnyShapeTakeTheirFirstValues() {
    Model<Node> model =
        built(
            (scope, x) ->
                x.times(scope.parameter("p", Shape.of(2, 3), ones()))
                    .plus(scope.variable("v", Shape.scalar(), zeros())));
    assertArrayEquals(new double[] {1, 1, 1, 1, 1, 1}, valuesOf(NnTests.variable(model, "p")));
    assertArrayEquals(new double[] {0}, valuesOf(NnTests.variable(model, "v")));
  }
}

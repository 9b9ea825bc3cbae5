package org.ladera.autograd.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.ladera.autograd.nn.Layers.dropout;
import static org.ladera.autograd.nn.Layers.sequential;
import static org.ladera.autograd.nn.NnTests.assertThrown;
import static org.ladera.autograd.nn.NnTests.counting;
import static org.ladera.autograd.nn.NnTests.onReference;
import static org.ladera.autograd.nn.NnTests.valuesOf;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ladera.core.backend.Backends;
import org.ladera.core.backend.Compiled;
import org.ladera.core.backend.Results;
import org.ladera.core.graph.Node;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class DropoutTest {
  private static final INDArray ONES = Nd4j.ones(DataType.FLOAT, 4, 16);

  private static Compiled training(Model<Node> model) {
    return onReference(() -> Compiled.training(x -> model.at(x)));
  }

  @Test
  void inferenceIsTheIdentity() {
    INDArray x = counting(4, 3);
    Model<Node> model = Model.of(dropout(0.5), 1);
    assertArrayEquals(valuesOf(x), onReference(() -> valuesOf(model.predict(x))));
    try (Compiled step = onReference(() -> Compiled.training(y -> model.inference(y)))) {
      assertArrayEquals(valuesOf(x), valuesOf(step.run(x)));
    }
  }

  // Of 100,000 draws at 0.3 the standard deviation of the rate is 0.00145; the bound is 5 of them.
  @Test
  void trainingDropsAtTheRateAndDividesTheRest() {
    INDArray x = Nd4j.ones(DataType.DOUBLE, 250, 400);
    try (Compiled step = training(Model.of(dropout(0.3), 1))) {
      double[] kept = valuesOf(step.run(x));
      double dropped = Arrays.stream(kept).filter(value -> value == 0).count();
      assertEquals(0.3, dropped / kept.length, 0.0073);
      double rest = Arrays.stream(kept).filter(value -> value != 0).distinct().sum();
      assertEquals(1 / 0.7, rest, 1e-15);
    }
  }

  @Test
  void runsDifferAndASeedRepeatsThemAll() {
    double[][] runs = new double[6][];
    for (int start = 0; start < 6; start += 3) {
      try (Compiled step = training(Model.of(dropout(0.5), 8))) {
        for (int run = 0; run < 3; run++) {
          runs[start + run] = valuesOf(step.run(ONES));
        }
      }
    }
    assertFalse(Arrays.equals(runs[0], runs[1]));
    assertFalse(Arrays.equals(runs[1], runs[2]));
    for (int run = 0; run < 3; run++) {
      assertArrayEquals(runs[run], runs[3 + run]);
    }
  }

  @Test
  void theMaskDependsOnSeedAndPathButNotOnOtherLayers() {
    try (Compiled alone = training(Model.of(sequential(dropout(0.5)), 8));
        Compiled behind = training(Model.of(sequential(Layers.relu(), dropout(0.5)), 8));
        Compiled named = training(Model.of(sequential(dropout(0.5).named("other")), 8));
        Compiled seeded = training(Model.of(sequential(dropout(0.5)), 9))) {
      double[] mask = valuesOf(alone.run(ONES));
      assertArrayEquals(mask, valuesOf(behind.run(ONES)));
      assertFalse(Arrays.equals(mask, valuesOf(named.run(ONES))));
      assertFalse(Arrays.equals(mask, valuesOf(seeded.run(ONES))));
    }
  }

  @Test
  void callsInOneProgramDifferButMoveTheCounterOnce() {
    Model<Node> model = Model.of(dropout(0.5), 8);
    try (Compiled step =
        onReference(() -> Compiled.training(x -> model.at(x).and("second", model.at(x))))) {
      Results results = step.results(ONES);
      assertFalse(Arrays.equals(valuesOf(results.first()), valuesOf(results.array("second"))));
      assertEquals(1, NnTests.variable(model, StoredArrays.COUNTER).value().getLong(0));
      step.results(ONES);
      assertEquals(2, NnTests.variable(model, StoredArrays.COUNTER).value().getLong(0));
    }
  }

  @Test
  void visitsOfASharedPartDiffer() {
    Layer twice =
        (scope, x) -> {
          Bound<Layer> shared = scope.bind("shared", dropout(0.5));
          scope.report("first", shared.call((layer, visit) -> layer.apply(visit, x)));
          return shared.call((layer, visit) -> layer.apply(visit, x));
        };
    try (Compiled step = training(Model.of(twice, 8))) {
      Results results = step.results(ONES);
      assertFalse(Arrays.equals(valuesOf(results.first()), valuesOf(results.array("first"))));
    }
  }

  @Test
  void theCounterMayAppearAfterAFirstTraceOfInference() {
    Model<Node> model = Model.of(dropout(0.5), 8).build(1, 2);
    assertEquals(List.of(), model.variables());
    try (Compiled step = training(model)) {
      step.run(ONES);
    }
    assertEquals(StoredArrays.COUNTER, model.variables().getFirst().name());
  }

  @Test
  void everyBackendDrawsTheSameMask() {
    Compiled onNd4j =
        Backends.using(
            Backends.named("nd4j"), () -> Compiled.training(x -> Model.of(dropout(0.5), 8).at(x)));
    try (onNd4j;
        Compiled onReference = training(Model.of(dropout(0.5), 8))) {
      assertArrayEquals(valuesOf(onReference.run(ONES)), valuesOf(onNd4j.run(ONES)));
    }
  }

  @Test
  void theRateIsOfZeroInclusiveToOne() {
    assertThrown(
        IllegalArgumentException.class,
        "dropout: rate must be in [0, 1), got 1.0",
        () -> dropout(1));
    assertThrown(
        IllegalArgumentException.class,
        "dropout: rate must be in [0, 1), got NaN",
        () -> dropout(Double.NaN));
    try (Compiled step = training(Model.of(dropout(0), 1))) {
      assertArrayEquals(valuesOf(ONES), valuesOf(step.run(ONES)));
    }
  }
}

package org.ladera.optim.transform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ladera.core.backend.Results;
import org.ladera.core.type.DType;
import org.ladera.optim.Optimizer;
import org.ladera.optim.rule.GradientDescent;

/** Ways to shorten a gradient, each against numbers worked out by hand from its formula. */
class ClippingTest {
  private static final Optimizer PLAIN = GradientDescent.withRate(1);
  private static final double[] WEIGHT_GRADIENT = {3, -1, 0, 4, 2, 0.5};
  private static final double[] BIAS_GRADIENT = {-2, 1, 2};

  private static double[] scaled(double[] values, double factor) {
    return Arrays.stream(values).map(v -> v * factor).toArray();
  }

  @Test
  void byValueEachEntryStopsAtTheLimit() {
    Pushed pushed = new Pushed(new ClipByValue(PLAIN, 1.5));
    Results results = pushed.along(WEIGHT_GRADIENT, BIAS_GRADIENT);
    assertArrayEquals(new double[] {1.5, -1, 0, 1.5, 1.5, 0.5}, pushed.weightDescent(), 1e-15);
    assertArrayEquals(new double[] {-1.5, 1, 1.5}, pushed.biasDescent(), 1e-15);
    assertEquals(5.0 / 9, results.value("share clipped by value"), 1e-15);
  }

  @Test
  void byNormEachParameterHasItsOwn() {
    Pushed pushed = new Pushed(new ClipByNorm(PLAIN, 4));
    Results results = pushed.along(WEIGHT_GRADIENT, BIAS_GRADIENT);
    double norm = Math.sqrt(9 + 1 + 16 + 4 + 0.25);
    assertArrayEquals(scaled(WEIGHT_GRADIENT, 4 / norm), pushed.weightDescent(), 1e-15);
    assertArrayEquals(BIAS_GRADIENT, pushed.biasDescent(), 0);
    assertEquals(norm, results.value("gradient norm of layer.weight"), 1e-15);
    assertEquals(3, results.value("gradient norm of layer.bias"), 1e-15);
    assertEquals(0.5, results.value("share clipped by norm"));
  }

  @Test
  void byBlockRmsSizeDoesNotMatter() {
    Pushed pushed = new Pushed(new ClipByBlockRms(PLAIN, 1.5));
    Results results = pushed.along(WEIGHT_GRADIENT, BIAS_GRADIENT);
    double weights = Math.sqrt(30.25 / 6);
    assertArrayEquals(scaled(WEIGHT_GRADIENT, 1.5 / weights), pushed.weightDescent(), 1e-15);
    assertArrayEquals(scaled(BIAS_GRADIENT, 1.5 / Math.sqrt(3)), pushed.biasDescent(), 1e-15);
    assertEquals(weights, results.value("gradient RMS of layer.weight"), 1e-15);
    assertEquals(1, results.value("share clipped by RMS"));
  }

  @Test
  void adaptivelyEachColumnIsMeasuredByItsWeights() {
    // Columns: weights of norm .5, 5 and 0; gradients of norm 5, √5 and .5. The bias: 3 and 3.
    Pushed pushed = new Pushed(new AdaptiveClip(PLAIN, 0.5, 0.1, parameter -> true));
    Results results = pushed.along(WEIGHT_GRADIENT, BIAS_GRADIENT);
    double first = 0.5 * 0.5 / 5;
    double third = 0.5 * 0.1 / 0.5;
    assertArrayEquals(
        new double[] {3 * first, -1, 0, 4 * first, 2, 0.5 * third}, pushed.weightDescent(), 1e-15);
    assertArrayEquals(scaled(BIAS_GRADIENT, 0.5), pushed.biasDescent(), 1e-15);
    assertEquals(3.0 / 4, results.value("share clipped adaptively"));
  }

  @Test
  void adaptiveClippingLeavesOutWhatItsTestDoes() {
    Pushed pushed =
        new Pushed(new AdaptiveClip(PLAIN, 0.01, 1e-3, p -> p.name().endsWith(".bias")));
    Results results = pushed.along(WEIGHT_GRADIENT, BIAS_GRADIENT);
    assertArrayEquals(WEIGHT_GRADIENT, pushed.weightDescent(), 1e-15);
    assertArrayEquals(scaled(BIAS_GRADIENT, 0.01), pushed.biasDescent(), 1e-15);
    assertEquals(1, results.value("share clipped adaptively"));
  }

  static Stream<UnaryOperator<Optimizer>> clips() {
    return Stream.of(
        inner -> new ClipByValue(inner, 0.75),
        inner -> new ClipByNorm(inner, 0.75),
        inner -> new ClipByBlockRms(inner, 0.75),
        inner -> new AdaptiveClip(inner, 0.75, 0.75, parameter -> true));
  }

  @ParameterizedTest
  @MethodSource("clips")
  void smallGradientsStayAsTheyAreBitForBit(UnaryOperator<Optimizer> clip) {
    for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
      for (String backend : new String[] {"reference", "cpu"}) {
        Pushed clipped = new Pushed(dtype, backend, clip.apply(PLAIN));
        Pushed plain = new Pushed(dtype, backend, PLAIN);
        double[] weight = scaled(WEIGHT_GRADIENT, 0.1);
        double[] bias = scaled(BIAS_GRADIENT, 0.1 / 3);
        clipped.along(weight, bias);
        plain.along(weight, bias);
        assertArrayEquals(plain.weights(), clipped.weights(), 0);
        assertArrayEquals(plain.biases(), clipped.biases(), 0);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("clips")
  void hugeTinyAndFlatGradientsStayNumbersAndLongOnesReachTheLimit(UnaryOperator<Optimizer> clip) {
    for (String backend : new String[] {"reference", "cpu"}) {
      for (double size : new double[] {1e30, 1e-30, 0}) {
        Pushed pushed = new Pushed(DType.FLOAT32, backend, clip.apply(PLAIN));
        pushed.along(scaled(WEIGHT_GRADIENT, size), scaled(BIAS_GRADIENT, size));
        double moved = Math.sqrt(Arrays.stream(pushed.biasDescent()).map(d -> d * d).sum());
        assertTrue(size > 1 ? moved > 0.7 && moved < 2.3 : moved == 0, backend + " " + moved);
      }
    }
  }
}

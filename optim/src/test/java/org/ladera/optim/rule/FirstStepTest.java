package org.ladera.optim.rule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.ladera.optim.Optimizer;

/** How far the first step goes, for a large and a small gradient: what newcomers ask first. */
class FirstStepTest {
  private static final double[] GRADIENT = {40, -0.2};

  static Stream<Arguments> steps() {
    return Stream.of(
        Arguments.of("gradient descent", GradientDescent.withRate(0.1), 4, -0.02),
        Arguments.of("momentum", Momentum.withRate(0.1), 4, -0.02),
        Arguments.of("look-ahead Nesterov", Nesterov.withRate(0.1), 4, -0.02),
        Arguments.of("stored Nesterov", StoredNesterov.withRate(0.1), 7.6, -0.038),
        Arguments.of("Adagrad", Adagrad.withRate(0.1), 0.1, -0.1),
        // sqrt(eps / (1 - rho)) = 0.00447 for rho .95, eps 1e-6; eps beside a makes it smaller.
        Arguments.of("Adadelta", Adadelta.paper(), 0.0044721359, -0.0044710183),
        Arguments.of("RMSprop", RMSprop.withRate(0.1), 1, -1),
        Arguments.of(
            "centered RMSprop", RMSprop.withRate(0.1).withCentering(), 1.0050378, -1.0050378),
        Arguments.of("Adam", Adam.withRate(0.1), 0.1, -0.1),
        Arguments.of(
            "the lecture's Adam, times sqrt(10)", Adam.lecture(), 0.0063245553, -0.0063245453),
        Arguments.of("AMSGrad", Adam.withRate(0.1).withAmsgrad(Amsgrad.CORRECTED), 0.1, -0.1),
        // 1.06 times the rate in PyTorch, 1.47 times with constant momentum.
        Arguments.of("NAdam", NAdam.withRate(0.1), 0.1056452, -0.1056452),
        Arguments.of("NAdam without warm-up", NAdam.optax(0.1), 0.1473684, -0.1473684),
        Arguments.of("RAdam", RAdam.withRate(0.1), 4, -0.02),
        Arguments.of("Adamax", Adamax.withRate(0.1), 0.1, -0.1));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("steps")
  void isAsLongAsTheFormulaSays(String name, Optimizer optimizer, double large, double small) {
    double[] after = Descent.alongGiven(optimizer, 0, 0).along(GRADIENT);
    assertEquals(-large, after[0], 1e-6 * large, name);
    assertEquals(-small, after[1], 1e-6 * -small, name);
  }

  @Test
  void withoutBiasCorrectionAdamStartsMoreThanThreeTimesTooFast() {
    Adam uncorrected = Adam.withRate(0.1).withCorrection(BiasCorrection.OFF);
    double[] after = Descent.alongGiven(uncorrected, 0).along(5);
    assertArrayEquals(new double[] {-0.1 * (1 - 0.9) / Math.sqrt(1 - 0.999)}, after, 1e-7);
  }
}

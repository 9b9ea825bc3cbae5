package org.ladera.optim.transform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.Stream;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.ladera.optim.Optimizer;
import org.ladera.optim.rule.GradientDescent;

/** A wrong setting of a transform is an error that names the transform and the setting. */
class TransformErrorsTest {
  private static Arguments wrong(String message, Executable code) {
    return Arguments.of(message, code);
  }

  static Stream<Arguments> mistakes() {
    Optimizer inner = GradientDescent.withRate(0.1);
    return Stream.of(
        wrong(
            "ClipByValue: limit must be a positive number, got 0.0",
            () -> new ClipByValue(inner, 0)),
        wrong(
            "ClipByNorm: limit must be a positive number, got NaN",
            () -> new ClipByNorm(inner, Double.NaN)),
        wrong(
            "ClipByBlockRms: limit must be a positive number, got -1.0",
            () -> new ClipByBlockRms(inner, -1)),
        wrong(
            "AdaptiveClip: share must be a positive number, got 0.0",
            () -> new AdaptiveClip(inner, 0, 1e-3, p -> true)),
        wrong(
            "AdaptiveClip: floor must be a positive number, got 0.0",
            () -> new AdaptiveClip(inner, 0.01, 0, p -> true)),
        wrong(
            "GradientNoise: variance must be a number that is not negative, got -0.1",
            () -> new GradientNoise(inner, -0.1, 1)),
        wrong(
            "GradientNoise: fading must be a number that is not negative, got -1.0",
            () -> new GradientNoise(inner, 0.1, -1, 1)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void areNamed(String message, Executable code) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, code).getMessage());
  }
}

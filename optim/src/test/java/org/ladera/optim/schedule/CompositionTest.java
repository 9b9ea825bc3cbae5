package org.ladera.optim.schedule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.ladera.optim.Schedule;

/** Schedules put together, and settings that make no sense. */
class CompositionTest {
  private static double[] values(Schedule schedule, int count) {
    return LongStream.range(0, count).mapToDouble(schedule::value).toArray();
  }

  @Test
  void oneFollowsAnother() {
    Schedule both = Polynomial.linear(0, 1, 4).then(4, Exponential.of(1, 0.5));
    assertArrayEquals(new double[] {0, 0.25, 0.5, 0.75, 1, 0.5, 0.25}, values(both, 7), 1e-16);
    Schedule three = Schedule.of(1).then(2, Schedule.of(2).then(3, Schedule.of(3)));
    assertArrayEquals(new double[] {1, 1, 2, 2, 2, 3, 3}, values(three, 7), 0);
  }

  @Test
  void productsAreProducts() {
    Schedule product = Exponential.of(1, 0.5).times(Schedule.of(3)).times(2);
    assertArrayEquals(new double[] {6, 3, 1.5}, values(product, 3), 0);
  }

  @Test
  void aWarmUpReachesTheWholeAfterItsSteps() {
    Schedule warm = Schedule.of(8).warmedUp(4);
    assertArrayEquals(new double[] {2, 4, 6, 8, 8, 8}, values(warm, 6), 0);
    assertArrayEquals(new double[] {8, 8}, values(Schedule.of(8).warmedUp(1), 2), 0);
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        mistake(
            () -> new Exponential(1, 0, 1, false),
            "Exponential: factor must be a positive number, got 0.0"),
        mistake(
            () -> Exponential.stepwise(1, 0.1, 0),
            "Exponential: every must be at least 1, got 0.0"),
        mistake(
            () -> InverseTime.of(1, -1),
            "InverseTime: decay must be a number that is not negative, got -1.0"),
        mistake(
            () -> Polynomial.linear(Double.NaN, 0, 2),
            "Polynomial: from must be a number, got NaN"),
        mistake(() -> Cosine.of(1, 0), "Cosine: steps must be at least 1, got 0.0"),
        mistake(
            () -> new CosineRestarts(1, 0, 10, 0, 1),
            "CosineRestarts: longer must be at least 1, got 0.0"),
        mistake(() -> Cyclic.triangular(0, 1, 0), "Cyclic: up must be at least 1, got 0.0"),
        mistake(
            () -> Cyclic.Height.exponential(-1),
            "Cyclic: factor must be a positive number, got -1.0"),
        mistake(
            () -> new OneCycle(1, 2, 1, 10, 0.5, Annealing.LINEAR, true),
            "OneCycle: warm must be in (0, 0.5), got 0.5"),
        mistake(() -> OneCycle.withPeak(1, 1), "OneCycle: steps must be at least 2, got 1.0"),
        mistake(() -> new Noam(1, 0, 10), "Noam: width must be at least 1, got 0.0"),
        mistake(
            () -> new Wsd(1, 0, -1, 0, 1, Annealing.COSINE),
            "Wsd: warm must be at least 0, got -1.0"),
        mistake(() -> new Rex(1, 0, 0), "Rex: steps must be at least 1, got 0.0"),
        mistake(
            () -> new Piecewise(List.of(3, 3), List.of(1.0, 2.0, 3.0)),
            "Piecewise: boundaries must ascend, got 3 after 3"),
        mistake(
            () -> new Piecewise(List.of(3), List.of(1.0)),
            "Piecewise: there must be one value more than boundaries, got 1 values and 1"
                + " boundaries"),
        mistake(
            () -> new Interpolated(List.of(3), List.of(1.0, 2.0)),
            "Interpolated: there must be a value for each of at least one step, got 2 values and 1"
                + " steps"),
        mistake(() -> Schedule.of(1).warmedUp(0), "Schedule: steps must be at least 1, got 0.0"),
        mistake(
            () -> Schedule.of(1).then(-1, Schedule.of(2)),
            "Schedule: steps must be at least 0, got -1.0"));
  }

  private static Arguments mistake(Executable made, String message) {
    return Arguments.of(made, message);
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void wrongSettingsAreNamed(Executable made, String message) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, made).getMessage());
  }
}

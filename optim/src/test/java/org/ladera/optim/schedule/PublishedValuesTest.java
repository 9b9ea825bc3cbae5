package org.ladera.optim.schedule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.ladera.optim.Schedule;

/** Values that other projects' own tests print, or papers state. */
class PublishedValuesTest {
  private static double[] values(Schedule schedule, int from, int to) {
    return LongStream.range(from, to).mapToDouble(schedule::value).toArray();
  }

  private static double[] numbers(double... numbers) {
    return numbers;
  }

  /** PyTorch, test_lrscheduler: test_onecycle_lr_linear_annealing. */
  @Test
  void oneCycleOfTwoPhases() {
    assertArrayEquals(
        numbers(1, 13, 25, 21.5, 18, 14.5, 11, 7.5, 4, 0.5),
        values(new OneCycle(1, 25, 0.5, 10, 0.3, Annealing.LINEAR, false), 0, 10),
        1e-14);
    assertArrayEquals(
        numbers(22, 11.5, 1, 4, 7, 10, 13, 16, 19, 22),
        values(new OneCycle(22, 1, 22, 10, 0.3, Annealing.LINEAR, false), 0, 10),
        1e-14);
  }

  /** PyTorch, test_lrscheduler: test_onecycle_lr_linear_annealing_three_phases. */
  @Test
  void oneCycleOfThreePhases() {
    assertArrayEquals(
        numbers(1, 9, 17, 25, 17, 9, 1, 0.75, 0.5, 0.25),
        values(new OneCycle(1, 25, 0.25, 10, 0.4, Annealing.LINEAR, true), 0, 10),
        1e-14);
    assertArrayEquals(
        numbers(22, 15, 8, 1, 8, 15, 22, 22, 22, 22),
        values(new OneCycle(22, 1, 22, 10, 0.4, Annealing.LINEAR, true), 0, 10),
        1e-14);
  }

  @Test
  void oneCycleAlongCosinesMeetsItsAnchorsAndStaysAtTheEnd() {
    OneCycle cycle = OneCycle.withPeak(0.1, 100);
    assertEquals(0.004, cycle.value(0), 1e-17);
    assertEquals(0.1, cycle.value(29), 1e-16);
    assertEquals(0.052, cycle.value(14) / 2 + cycle.value(15) / 2, 1e-15);
    assertEquals(4e-7, cycle.value(99), 1e-17);
    assertEquals(4e-7, cycle.value(1000), 1e-17);
  }

  /** PyTorch, test_lrscheduler: test_cycle_lr_triangular_mode. */
  @Test
  void cyclesOfOneHeight() {
    assertArrayEquals(
        numbers(1, 2, 3, 4, 5, 4, 3, 2, 1, 2, 3), values(Cyclic.triangular(1, 5, 4), 0, 11), 1e-14);
    assertArrayEquals(
        numbers(5, 4, 3, 2, 1, 2, 3, 4, 5, 4, 3), values(Cyclic.triangular(5, 1, 4), 0, 11), 1e-14);
  }

  /** PyTorch, test_lrscheduler: test_cycle_lr_triangular2_mode. */
  @Test
  void cyclesHalvedEachTime() {
    assertArrayEquals(
        numbers(
            1, 2, 3, 4, 5, 4, 3, 2, 1, 1.5, 2, 2.5, 3, 2.5, 2, 1.5, 1, 1.25, 1.5, 1.75, 2, 1.75),
        values(new Cyclic(1, 5, 4, 4, Cyclic.Height.halving()), 0, 22),
        1e-14);
  }

  /** PyTorch, test_lrscheduler: test_cycle_lr_exp_range_mode, whose factor is .9. */
  @Test
  void cyclesThatShrinkInEachStep() {
    double[] height = {0, 0.25, 0.5, 0.75, 1, 0.75, 0.5, 0.25, 0, 0.25, 0.5};
    double[] expected = new double[height.length];
    for (int i = 0; i < expected.length; i++) {
      expected[i] = 1 + 4 * height[i] * Math.pow(0.9, i);
    }
    assertArrayEquals(
        expected, values(new Cyclic(1, 5, 4, 4, Cyclic.Height.exponential(0.9)), 0, 11), 1e-14);
  }

  @Test
  void aTenthEveryThreeSteps() {
    assertArrayEquals(
        numbers(0.05, 0.05, 0.05, 0.005, 0.005, 0.005, 0.0005, 0.0005, 0.0005, 0.00005),
        values(Exponential.stepwise(0.05, 0.1, 3), 0, 10),
        1e-17);
  }

  /** PyTorch, test_lrscheduler: test_multi_step_lr, milestones 2, 5 and 9. */
  @Test
  void aTenthAtMilestones() {
    assertArrayEquals(
        numbers(0.05, 0.05, 0.005, 0.005, 0.005, 5e-4, 5e-4, 5e-4, 5e-4, 5e-5),
        values(Piecewise.milestones(0.05, 0.1, 2, 5, 9), 0, 10),
        1e-17);
  }

  /** Keras, learning_rate_schedule_test: ExponentialDecay. */
  @Test
  void kerasExponentialDecay() {
    assertEquals(
        0.05 * Math.pow(0.96, 0.5), new Exponential(0.05, 0.96, 10, false).value(5), 1e-16);
    assertEquals(0.1 * Math.pow(0.96, 33), new Exponential(0.1, 0.96, 3, true).value(100), 1e-16);
  }

  /** Keras, learning_rate_schedule_test: PiecewiseConstantDecay. */
  @Test
  void kerasPiecewiseConstantDecay() {
    Piecewise piecewise = new Piecewise(List.of(100, 110, 120), List.of(1.0, 0.1, 0.01, 0.001));
    long[] steps = {-999, 100, 105, 110, 120, 999};
    double[] values = LongStream.of(steps).mapToDouble(piecewise::value).toArray();
    assertArrayEquals(numbers(1, 1, 0.1, 0.1, 0.01, 0.001), values, 0);
  }

  /** Keras, learning_rate_schedule_test: PolynomialDecay, InverseTimeDecay. */
  @Test
  void kerasPolynomialAndInverseTimeDecay() {
    assertEquals((0.05 + 0.001) / 2, new Polynomial(0.05, 0.001, 10, 1).value(5), 1e-17);
    assertEquals(0.05 * Math.sqrt(0.5), new Polynomial(0.05, 0, 10, 0.5).value(5), 1e-16);
    assertEquals(0.049 * 0.25 + 0.001, new Polynomial(0.05, 0.001, 10, 2).value(5), 1e-16);
    assertEquals(0.001, new Polynomial(0.05, 0.001, 10, 2).value(11), 1e-18);
    assertEquals(0.1 / (1 + 0.5 * 2 / 10.0), new InverseTime(0.1, 0.5, 10, false).value(2), 1e-17);
    assertEquals(0.1 / (1 + 0.5 * 3), new InverseTime(0.1, 0.5, 10, true).value(39), 1e-17);
  }

  /** Burn, lr_scheduler/linear.rs. */
  @Test
  void aLineStaysAtItsEnd() {
    assertArrayEquals(
        numbers(0.9, 0.8, 0.7, 0.6, 0.5, 0.5), values(Polynomial.linear(0.9, 0.5, 4), 0, 6), 1e-15);
  }

  /** pytorch_optimizer, test_lr_schedulers: REX, whose steps count from 1. */
  @Test
  void rex() {
    assertArrayEquals(
        numbers(8.0 / 9, 0.75, 4.0 / 7, 1.0 / 3, 0), values(new Rex(1, 0, 5), 1, 6), 1e-15);
    assertEquals(1, new Rex(1, 0, 5).value(0), 0);
  }

  /** pytorch_optimizer, test_lr_schedulers: warm-up, stable, decay, whose steps count from 1. */
  @Test
  void warmUpStableDecay() {
    assertArrayEquals(
        numbers(0.0005, 0.001, 0.001, 0.001, 0.000775, 0.000325, 0.0001),
        values(new Wsd(0.001, 0.0001, 2, 2, 3, Annealing.COSINE), 0, 7),
        1e-17);
    // There the other shapes fall towards 0 whatever the least value is.
    assertArrayEquals(
        numbers(0.002 / 3, 0.001 / 3),
        values(new Wsd(0.001, 0, 2, 2, 3, Annealing.LINEAR), 4, 6),
        1e-17);
    assertArrayEquals(
        numbers(0.001 * (1 - Math.sqrt(1 / 3.0)), 0.001 * (1 - Math.sqrt(2 / 3.0))),
        values(new Wsd(0.001, 0, 2, 2, 3, Annealing.SQUARE_ROOT), 4, 6),
        1e-17);
    assertArrayEquals(
        numbers(0.008 / 9, 0.005 / 9),
        values(new Wsd(0.001, 0, 2, 2, 3, Annealing.SQUARE), 4, 6),
        1e-17);
  }

  /** ND4J, ScheduleTests: a cycle of 100 up to 1.5 whose last tenth anneals. */
  @Test
  void nd4jCycle() {
    Interpolated cycle = new Interpolated(List.of(0, 45, 90, 91), List.of(0.15, 1.5, 0.15, 0.015));
    assertArrayEquals(
        numbers(0.15, 1.5, 0.15, 0.015),
        numbers(cycle.value(0), cycle.value(45), cycle.value(90), cycle.value(91)),
        1e-15);
    assertEquals(0.825, cycle.value(45) / 2 + cycle.value(90) / 2, 1e-15);
  }

  /** The transformer's base model: 512 wide, 4,000 steps of warm-up. */
  @Test
  void noam() {
    Noam noam = new Noam(1, 512, 4000);
    assertEquals(Math.pow(512, -0.5) * Math.pow(4000, -1.5), noam.value(0), 1e-20);
    assertEquals(Math.pow(512, -0.5) * Math.pow(4000, -0.5), noam.value(3999), 1e-17);
    assertEquals(Math.pow(512, -0.5) * Math.pow(16_000, -0.5), noam.value(15_999), 1e-17);
  }

  @Test
  void aCosineFromTopToBottom() {
    Cosine cosine = new Cosine(1, 0.2, 8);
    assertEquals(1, cosine.value(0), 0);
    assertEquals(0.6, cosine.value(4), 1e-15);
    assertEquals(0.2 + 0.4 * (1 + Math.cos(Math.PI / 4)), cosine.value(2), 1e-15);
    assertArrayEquals(numbers(0.2, 0.2), values(cosine, 8, 10), 1e-16);
  }

  @Test
  void restartsAreExactHoweverLongTheRuns() {
    CosineRestarts doubling = new CosineRestarts(1, 0, 10, 2, 0.5);
    int start = 0;
    int length = 10;
    for (int run = 0; run < 26; run++) {
      double height = Math.scalb(1.0, -run);
      assertEquals(height, doubling.value(start), 1e-15 * height, "run " + run);
      assertEquals(height / 2, doubling.value(start + length / 2), 1e-12 * height);
      double last = Math.cos(Math.PI * (length - 1) / length);
      assertEquals(height * (1 + last) / 2, doubling.value(start + length - 1), 1e-12 * height);
      start += length;
      length *= 2;
    }
    CosineRestarts even = CosineRestarts.of(0.5, 4);
    assertArrayEquals(values(even, 0, 4), values(even, 8, 12), 0);
    // Three times as long each time: 0, 10, 40, 130.
    CosineRestarts tripling = new CosineRestarts(1, 0.1, 10, 3, 1);
    assertArrayEquals(
        numbers(1, 1, 1, 1),
        numbers(tripling.value(0), tripling.value(10), tripling.value(40), tripling.value(130)),
        1e-15);
    assertEquals(0.55, tripling.value(25), 1e-15);
  }
}

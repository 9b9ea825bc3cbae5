package org.ladera.optim.rule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ladera.core.graph.Ops;
import org.ladera.optim.Optimizer;
import org.ladera.optim.Schedule;
import org.ladera.optim.transform.DecoupledWeightDecay;
import org.ladera.optim.transform.WeightDecay;

/** Rules that must agree with each other, and where they must not. */
class RuleAlgebraTest {
  private static final double[] START = {1, -0.7, 0.3};
  private static final double ROUNDING = 1e-13;

  /** 0.02, and a tenth of it from the fourth step on. */
  private static final Schedule DROPPING =
      step -> Ops.select(Ops.less(step, Ops.constant(3)), Ops.constant(0.02), Ops.constant(0.002));

  private static List<double[]> path(Optimizer optimizer) {
    return Descent.of(optimizer, Descent::bowl, START).path(30);
  }

  private static double distance(Optimizer one, Optimizer other) {
    return Descent.largestDifference(path(one), path(other));
  }

  @Test
  void theLecturesMomentumIsPyTorchsAtAConstantRate() {
    assertEquals(0, distance(Momentum.lecture(0.02), Momentum.pytorch(0.02)), ROUNDING);
  }

  @Test
  void theLecturesMomentumKeepsOldStepsWhenTheRateChanges() {
    Momentum lecture = Momentum.lecture(0.02).withSchedule(DROPPING);
    Momentum pytorch = Momentum.pytorch(0.02).withSchedule(DROPPING);
    List<double[]> kept = path(lecture);
    List<double[]> rescaled = path(pytorch);
    // g of the first entry is the entry itself, as its curvature is 1.
    double delta = kept.get(2)[0] - kept.get(1)[0];
    assertEquals(kept.get(2)[0] + 0.9 * delta - 0.002 * kept.get(2)[0], kept.get(3)[0], 1e-15);
    double scaled = 0.1 * (rescaled.get(2)[0] - rescaled.get(1)[0]);
    assertEquals(
        rescaled.get(2)[0] + 0.9 * scaled - 0.002 * rescaled.get(2)[0], rescaled.get(3)[0], 1e-15);
    assertTrue(Math.abs(kept.get(3)[0] - rescaled.get(3)[0]) > 0.01);
  }

  @Test
  void theMeanIsTheSumWithASmallerRate() {
    Momentum mean = Momentum.withRate(0.2).withForm(MomentumForm.mean());
    assertEquals(0, distance(mean, Momentum.withRate(0.02)), ROUNDING);
  }

  @Test
  void theStoredPointOfNesterovIsTheLookAheadPoint() {
    Descent looking = Descent.of(Nesterov.withRate(0.02), Descent::bowl, START);
    Descent stored = Descent.of(StoredNesterov.withRate(0.02), Descent::bowl, START);
    for (int step = 0; step < 30; step++) {
      double[] theta = looking.after(1);
      double[] delta = looking.slot("displacement");
      double[] ahead = new double[theta.length];
      for (int i = 0; i < theta.length; i++) {
        ahead[i] = theta[i] + 0.9 * delta[i];
      }
      assertArrayEquals(ahead, stored.after(1), ROUNDING);
    }
  }

  @Test
  void storedNesterovIsOneInAllForms() {
    StoredNesterov mean = new StoredNesterov(Schedule.of(0.2), 0.9, MomentumForm.mean());
    assertEquals(0, distance(StoredNesterov.keras(0.02), StoredNesterov.pytorch(0.02)), ROUNDING);
    assertEquals(0, distance(mean, StoredNesterov.pytorch(0.02)), ROUNDING);
  }

  @Test
  void momentumWithoutMomentumIsGradientDescent() {
    GradientDescent plain = GradientDescent.withRate(0.02);
    assertEquals(0, distance(plain, Momentum.lecture(0.02).withBeta(0)), 0);
    assertEquals(0, distance(plain, Nesterov.withRate(0.02).withBeta(0)), ROUNDING);
  }

  @Test
  void adamWithoutDecayIsAdam() {
    assertEquals(0, distance(Adam.withRate(0.1), AdamW.withRate(0.1).withDecay(0)), 0);
  }

  @Test
  void uncorrectedAdamWithoutMomentumIsRmsprop() {
    Adam adam = Adam.withRate(0.01).withBetas(0, 0.99).withCorrection(BiasCorrection.OFF);
    assertEquals(0, distance(adam, RMSprop.withRate(0.01)), 0);
  }

  @Test
  void epsilonHatIsAnEpsilonThatShrinks() {
    // Algorithm 1 with epsilon / sqrt(1 - beta2^t), at t = 1; with epsilon 0 all places are one.
    Adam hat = Adam.withRate(0.1).withEpsilon(Epsilon.hat(0.01));
    Adam outside = Adam.withRate(0.1).withEpsilon(Epsilon.outside(0.01 / Math.sqrt(1 - 0.999)));
    assertArrayEquals(path(hat).getFirst(), path(outside).getFirst(), ROUNDING);
    Adam none = Adam.withRate(0.1).withEpsilon(Epsilon.outside(0));
    assertEquals(0, distance(none, none.withEpsilon(Epsilon.hat(0))), 0);
    assertEquals(0, distance(none, none.withEpsilon(Epsilon.inside(0))), 0);
  }

  @Test
  void radamThatNeverRectifiesIsMomentumWithBiasCorrection() {
    // rho is at most 4 for beta2 .6, so the second moment is never used.
    RAdam small = RAdam.paper().withBetas(0.9, 0.6);
    assertEquals(0, distance(small, small.withBetas(0.9, 0.2)), 0);
    assertEquals(0, distance(small.withUnrectified(Unrectified.NOTHING), still()), 0);
  }

  private static Optimizer still() {
    return GradientDescent.withRate(0);
  }

  @Test
  void radamOfTheAuthorsCodeWaitsForTheFirstRectifiedStep() {
    List<double[]> path = path(RAdam.withRate(0.1).withUnrectified(Unrectified.NOTHING));
    assertArrayEquals(START, path.get(4), 0);
    assertTrue(Math.abs(path.get(5)[0] - START[0]) > 1e-4);
  }

  @Test
  void nadamWithoutWarmupCorrectsBothItsTermsByTheirOwnSteps() {
    // Optax: (beta1 m/(1 - beta1^(t+1)) + (1 - beta1) g/(1 - beta1^t)) / (sqrt(vHat) + eps).
    double m = 0;
    double v = 0;
    double[] expected = {0.8};
    Descent descent = Descent.alongGiven(NAdam.optax(0.01), expected);
    for (int t = 1; t <= 12; t++) {
      double g = Math.sin(t);
      m = 0.9 * m + 0.1 * g;
      v = 0.999 * v + 0.001 * g * g;
      double mHat = 0.9 * m / (1 - Math.pow(0.9, t + 1)) + 0.1 * g / (1 - Math.pow(0.9, t));
      expected[0] -= 0.01 * mHat / (Math.sqrt(v / (1 - Math.pow(0.999, t))) + 1e-8);
      assertArrayEquals(expected, descent.along(g), 1e-14);
    }
  }

  @Test
  void coupledDecayIsTheGradientOfAPenalty() {
    Optimizer decayed = new WeightDecay(Adam.withRate(0.1), 0.3);
    List<double[]> penalized =
        Descent.of(
                Adam.withRate(0.1),
                theta -> Descent.bowl(theta).plus(theta.square().sum().times(0.15)),
                START)
            .path(30);
    assertEquals(0, Descent.largestDifference(path(decayed), penalized), ROUNDING);
  }

  @Test
  void decoupledDecayAroundAdamIsAdamW() {
    Optimizer around =
        new DecoupledWeightDecay(
            Adam.withRate(0.1), Schedule.of(0.1), Decay.timesRate(0.3), parameter -> true);
    assertEquals(0, distance(AdamW.withRate(0.1).withDecay(0.3), around), ROUNDING);
    Optimizer none =
        new DecoupledWeightDecay(
            Adam.withRate(0.1), Schedule.of(0.1), Decay.timesRate(0.3), parameter -> false);
    assertEquals(0, distance(Adam.withRate(0.1), none), 0);
  }

  @Test
  void decoupledDecayOfThePaperDoesNotKnowTheRate() {
    // Gradient 0 leaves the decay alone: 0.9 a step whatever the rate; PyTorch's is 1 - rate *
    // decay.
    for (double rate : new double[] {0.1, 0.001}) {
      AdamW paper = AdamW.paper(rate, 0.1, Schedule.of(1));
      assertArrayEquals(new double[] {0.9 * 0.9}, twoFlatSteps(paper), 1e-15);
      double kept = 1 - rate * 0.1;
      assertArrayEquals(
          new double[] {kept * kept}, twoFlatSteps(AdamW.withRate(rate).withDecay(0.1)), 1e-15);
    }
    AdamW halved = AdamW.paper(0.1, 0.1, Schedule.of(0.5));
    assertArrayEquals(new double[] {0.95 * 0.95}, twoFlatSteps(halved), 1e-15);
  }

  private static double[] twoFlatSteps(Optimizer optimizer) {
    Descent descent = Descent.alongGiven(optimizer, 1);
    descent.along(0);
    return descent.along(0);
  }

  @Test
  void decayLeavesOutTheParametersThatAreNotChosen() {
    assertArrayEquals(
        new double[] {1}, twoFlatSteps(AdamW.withRate(0.1).decaying(p -> p.name().equals("no"))));
    assertArrayEquals(
        new double[] {1},
        twoFlatSteps(
            new WeightDecay(GradientDescent.withRate(0.1), 0.5, p -> p.name().equals("no"))));
  }
}

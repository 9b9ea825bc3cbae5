package org.ladera.optim.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.ladera.optim.Optimizer;
import org.ladera.optim.Schedule;
import org.ladera.optim.transform.ClipByGlobalNorm;
import org.ladera.optim.transform.Lookahead;
import org.ladera.optim.transform.Sam;
import org.ladera.optim.transform.WeightDecay;

/**
 * A wrong setting is an error that names the optimizer, the setting, the rule and what was given.
 */
class SettingsErrorsTest {
  private static Arguments wrong(String message, Executable code) {
    return Arguments.of(message, code);
  }

  static Stream<Arguments> mistakes() {
    Optimizer inner = GradientDescent.withRate(0.1);
    return Stream.of(
        wrong("Adam: beta2 must be in [0, 1), got 1.0", () -> Adam.paper().withBetas(0.9, 1)),
        wrong("Adam: beta1 must be in [0, 1), got -0.1", () -> Adam.paper().withBetas(-0.1, 0.9)),
        wrong(
            "Momentum: beta must be in [0, 1), got NaN",
            () -> Momentum.lecture(0.1).withBeta(Double.NaN)),
        wrong("Momentum: dampening must be in [0, 1], got 1.5", () -> new MomentumForm.Sum(1.5)),
        wrong(
            "Nesterov: beta must be in [0, 1), got 1.0", () -> Nesterov.withRate(0.1).withBeta(1)),
        wrong(
            "StoredNesterov: beta must be in (0, 1), got 0.0",
            () -> StoredNesterov.withRate(0.1).withBeta(0)),
        wrong(
            "StoredNesterov: dampening must be 0, got 0.1",
            () -> new StoredNesterov(Schedule.of(0.1), 0.9, new MomentumForm.Sum(0.1))),
        wrong(
            "Adagrad: rateDecay must be a number that is not negative, got -1.0",
            () -> Adagrad.pytorch().withRateDecay(-1)),
        wrong(
            "Adagrad: initial must be a number that is not negative, got Infinity",
            () -> Adagrad.pytorch().withInitial(Double.POSITIVE_INFINITY)),
        wrong("Adadelta: decay must be in [0, 1), got 1.0", () -> Adadelta.paper().withDecay(1)),
        wrong(
            "Adadelta: epsilon must be positive, as it makes the first step, got 0.0",
            () -> Adadelta.paper().withEpsilon(Epsilon.inside(0))),
        wrong("RMSprop: decay must be in [0, 1), got 2.0", () -> RMSprop.keras().withDecay(2)),
        wrong(
            "RMSprop: momentum must be in [0, 1), got 1.0", () -> RMSprop.keras().withMomentum(1)),
        wrong(
            "AdamW: decay must be a number that is not negative, got -0.1",
            () -> AdamW.keras().withDecay(-0.1)),
        wrong("Signum: beta must be in [0, 1), got 1.0", () -> new Signum(Schedule.of(1), 1)),
        wrong(
            "SignDescent: rate must be a number that is not negative, got -1.0",
            () -> SignDescent.withRate(-1)),
        wrong("Lion: beta2 must be in [0, 1), got 1.0", () -> Lion.withRate(1).withBetas(0.9, 1)),
        wrong(
            "Yogi: initial must be a number that is not negative, got -1.0",
            () -> Yogi.withRate(1).withInitial(-1)),
        wrong(
            "AdaBelief: within must be a number that is not negative, got -1.0",
            () -> new AdaBelief(Schedule.of(1), 0.9, 0.9, -1, 0)),
        wrong(
            "AdaBound: finalRate must be a positive number, got 0.0",
            () -> new AdaBound(Schedule.of(1), 0, 1, 0.9, 0.9, 1, BiasCorrection.ON)),
        wrong(
            "Rprop: shrink must be in (0, 1), got 1.0",
            () -> new Rprop(Schedule.of(1), 1, 1.2, 0, 1)),
        wrong(
            "Rprop: grow must be above 1, got 1.0", () -> new Rprop(Schedule.of(1), 0.5, 1, 0, 1)),
        wrong(
            "Rprop: most must be at least least, 2.0, got 1.0",
            () -> new Rprop(Schedule.of(1), 0.5, 1.2, 2, 1)),
        wrong(
            "Asgd: lambda must be a number that is not negative, got -1.0",
            () -> new Asgd(Schedule.of(1), -1, 1, 1)),
        wrong(
            "Adan: decay must be a number that is not negative, got -1.0",
            () -> Adan.withRate(1).withDecay(-1)),
        wrong(
            "Adopt: epsilon must be a positive number, got 0.0",
            () -> new Adopt(Schedule.of(1), 0.9, 0.9, 0, true)),
        wrong("AdEMAMix: last must be in (0, 1), got 1.0", () -> AdEMAMix.beta3(0.9, 1, 10)),
        wrong(
            "NovoGrad: decay must be a number that is not negative, got -1.0",
            () -> NovoGrad.withRate(1).withDecay(-1)),
        wrong(
            "Madgrad: momentum must be in [0, 1), got 1.0",
            () -> new Madgrad(Schedule.of(1), 1, 1e-6)),
        wrong(
            "Fromage: floor must be a positive number, got 0.0",
            () -> new Fromage(Schedule.of(1), 0)),
        wrong("Lamb: most must be at least least, 2.0, got 1.0", () -> Lamb.keras().withClip(2, 1)),
        wrong(
            "Lamb: decay must be a number that is not negative, got -1.0",
            () -> Lamb.keras().withDecay(-1)),
        wrong(
            "Lars: trust must be a positive number, got 0.0",
            () -> new Lars(Schedule.of(1), 0, 0, 0, 0, LarsRatio.NORM_OF_SUM)),
        wrong("Qhm: nu must be in [0, 1], got 1.5", () -> new Qhm(Schedule.of(1), 0.9, 1.5)),
        wrong("QhAdam: nu2 must be in [0, 1], got -1.0", () -> QhAdam.withRate(1).withNus(1, -1)),
        wrong(
            "AggMo: betas must have at least one, got none",
            () -> new AggMo(Schedule.of(1), List.of())),
        wrong(
            "AggMo: each beta must be in [0, 1), got 1.0",
            () -> new AggMo(Schedule.of(1), List.of(0.9, 1.0))),
        wrong(
            "Mars: decay must be a number that is not negative, got -1.0",
            () -> Mars.withRate(1).withDecay(-1)),
        wrong(
            "OptimisticAdam: optimism must be a number that is not negative, got -1.0",
            () -> new OptimisticAdam(Schedule.of(1), 0, 0, Epsilon.outside(0), -1, false)),
        wrong(
            "Adafactor: power must be in (0, 1], got 0.0",
            () -> new Adafactor(Schedule.of(1), 0, AdafactorFloor.machine(), 0, 1, true, true, 1)),
        wrong(
            "Adafactor: factoredFrom must be at least 1, got 0.0",
            () -> new Adafactor(Schedule.of(1), 1, AdafactorFloor.machine(), 0, 1, true, true, 0)),
        wrong(
            "AdafactorFloor: value must be a positive number, got 0.0",
            () -> AdafactorFloor.added(0)),
        wrong(
            "Sm3: momentum must be in [0, 1), got 1.0",
            () -> new Sm3(Schedule.of(1), 1, Epsilon.outside(0))),
        wrong("Ftrl: rate must be a positive number, got 0.0", () -> Ftrl.withRate(0)),
        wrong(
            "Ftrl: lambda1 must be a number that is not negative, got -1.0",
            () -> Ftrl.keras().withPenalties(-1, 0)),
        wrong(
            "ProximalAdagrad: lambda2 must be a number that is not negative, got -1.0",
            () -> ProximalAdagrad.withRate(1).withPenalties(0, -1)),
        wrong(
            "ScheduleFreeSgd: beta must be in [0, 1], got 1.5",
            () -> ScheduleFreeSgd.withRate(1).withBeta(1.5)),
        wrong(
            "ScheduleFreeAdamW: beta2 must be in [0, 1), got 1.0",
            () -> ScheduleFreeAdamW.withRate(1).withBetas(0.9, 1)),
        wrong(
            "PolyakStep: lowest must be finite, got NaN",
            () -> PolyakStep.withRate(1).withLowest(Double.NaN)),
        wrong(
            "PolyakStep: divisor must be a positive number, got 0.0",
            () -> new PolyakStep(Schedule.of(1), 0, 0)),
        wrong("DoG: reach must be a positive number, got 0.0", () -> DoG.withRate(1).withReach(0)),
        wrong(
            "DoWG: first must be a positive number, got 0.0", () -> new DoWG(Schedule.of(1), 0, 0)),
        wrong(
            "Prodigy: first must be a positive number, got -1.0",
            () -> Prodigy.optax().withFirst(-1)),
        wrong(
            "DAdaptAdamW: decay must be a number that is not negative, got -1.0",
            () -> DAdaptAdamW.optax().withDecay(-1)),
        wrong("Cocob: alpha must be a positive number, got 0.0", () -> Cocob.withAlpha(0)),
        wrong("Momo: beta must be in [0, 1), got 1.0", () -> new Momo(Schedule.of(1), 1, 0, 0)),
        wrong("Lookahead: period must be at least 1, got 0.0", () -> new Lookahead(inner, 0, 0.5)),
        wrong("Lookahead: share must be in (0, 1], got 0.0", () -> new Lookahead(inner, 5, 0)),
        wrong("Sam: radius must be a positive number, got 0.0", () -> new Sam(inner, 0)),
        wrong(
            "Decay: value must be a number that is not negative, got NaN",
            () -> Decay.timesSchedule(Double.NaN, Schedule.of(1))),
        wrong(
            "NAdam: momentum decay must be a number that is not negative, got -1.0",
            () -> MomentumWarmup.of(-1)),
        wrong("RAdam: threshold must be at least 4, got 3.0", () -> RAdam.paper().withThreshold(3)),
        wrong("Adamax: beta2 must be in [0, 1), got 1.0", () -> Adamax.paper().withBetas(0.9, 1)),
        wrong(
            "Epsilon: value must be a number that is not negative, got -1.0E-8",
            () -> Epsilon.outside(-1e-8)),
        wrong(
            "WeightDecay: decay must be a number that is not negative, got NaN",
            () -> new WeightDecay(inner, Double.NaN)),
        wrong(
            "ClipByGlobalNorm: limit must be a positive number, got 0.0",
            () -> new ClipByGlobalNorm(inner, 0)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void saysWhatIsWrong(String message, Executable code) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, code).getMessage());
  }

  static Stream<Arguments> makers() {
    return Stream.of(
        Arguments.of("GradientDescent", (Maker) GradientDescent::withRate),
        Arguments.of("Momentum", (Maker) Momentum::withRate),
        Arguments.of("Nesterov", (Maker) Nesterov::withRate),
        Arguments.of("StoredNesterov", (Maker) StoredNesterov::withRate),
        Arguments.of("Adagrad", (Maker) Adagrad::withRate),
        Arguments.of("Adadelta", (Maker) Adadelta::withRate),
        Arguments.of("RMSprop", (Maker) RMSprop::withRate),
        Arguments.of("Adam", (Maker) Adam::withRate),
        Arguments.of("AdamW", (Maker) AdamW::withRate),
        Arguments.of("AdamW", (Maker) rate -> AdamW.paper(rate, 0.1, Schedule.of(1))),
        Arguments.of("NAdam", (Maker) NAdam::withRate),
        Arguments.of("RAdam", (Maker) RAdam::withRate),
        Arguments.of("ScheduleFreeSgd", (Maker) ScheduleFreeSgd::withRate),
        Arguments.of("ScheduleFreeAdamW", (Maker) ScheduleFreeAdamW::withRate),
        Arguments.of("PolyakStep", (Maker) PolyakStep::withRate),
        Arguments.of("DoG", (Maker) DoG::withRate),
        Arguments.of("DoWG", (Maker) DoWG::withRate),
        Arguments.of("Prodigy", (Maker) Prodigy::withRate),
        Arguments.of("DAdaptAdamW", (Maker) DAdaptAdamW::withRate),
        Arguments.of("Momo", (Maker) Momo::withRate),
        Arguments.of("Adafactor", (Maker) Adafactor::withRate),
        Arguments.of("Sm3", (Maker) Sm3::withRate),
        Arguments.of("ProximalAdagrad", (Maker) ProximalAdagrad::withRate),
        Arguments.of("Lamb", (Maker) Lamb::withRate),
        Arguments.of("Lars", (Maker) Lars::withRate),
        Arguments.of("Qhm", (Maker) Qhm::withRate),
        Arguments.of("QhAdam", (Maker) QhAdam::withRate),
        Arguments.of("AggMo", (Maker) AggMo::withRate),
        Arguments.of("Mars", (Maker) Mars::withRate),
        Arguments.of("OptimisticAdam", (Maker) OptimisticAdam::withRate),
        Arguments.of("Adamax", (Maker) Adamax::withRate));
  }

  interface Maker {
    Optimizer of(double rate);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("makers")
  void aRateIsANumberThatIsNotNegative(String name, Maker maker) {
    for (double rate : new double[] {-0.1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertEquals(
          name + ": rate must be a number that is not negative, got " + rate,
          assertThrows(IllegalArgumentException.class, () -> maker.of(rate)).getMessage());
    }
    maker.of(0);
  }
}

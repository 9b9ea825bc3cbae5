package org.ladera.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Parameter;
import org.ladera.optim.rule.AdEMAMix;
import org.ladera.optim.rule.AdaBelief;
import org.ladera.optim.rule.AdaBound;
import org.ladera.optim.rule.Adadelta;
import org.ladera.optim.rule.Adafactor;
import org.ladera.optim.rule.Adagrad;
import org.ladera.optim.rule.Adam;
import org.ladera.optim.rule.AdamW;
import org.ladera.optim.rule.Adamax;
import org.ladera.optim.rule.Adan;
import org.ladera.optim.rule.Adopt;
import org.ladera.optim.rule.AggMo;
import org.ladera.optim.rule.Amsgrad;
import org.ladera.optim.rule.Asgd;
import org.ladera.optim.rule.Cocob;
import org.ladera.optim.rule.DAdaptAdamW;
import org.ladera.optim.rule.DoG;
import org.ladera.optim.rule.DoWG;
import org.ladera.optim.rule.Fromage;
import org.ladera.optim.rule.Ftrl;
import org.ladera.optim.rule.GradientDescent;
import org.ladera.optim.rule.Lamb;
import org.ladera.optim.rule.Lars;
import org.ladera.optim.rule.Lion;
import org.ladera.optim.rule.Madgrad;
import org.ladera.optim.rule.Mars;
import org.ladera.optim.rule.Momentum;
import org.ladera.optim.rule.Momo;
import org.ladera.optim.rule.NAdam;
import org.ladera.optim.rule.Nesterov;
import org.ladera.optim.rule.NovoGrad;
import org.ladera.optim.rule.OptimisticAdam;
import org.ladera.optim.rule.PolyakStep;
import org.ladera.optim.rule.Prodigy;
import org.ladera.optim.rule.ProximalAdagrad;
import org.ladera.optim.rule.QhAdam;
import org.ladera.optim.rule.Qhm;
import org.ladera.optim.rule.RAdam;
import org.ladera.optim.rule.RMSprop;
import org.ladera.optim.rule.Rprop;
import org.ladera.optim.rule.ScheduleFreeAdamW;
import org.ladera.optim.rule.ScheduleFreeSgd;
import org.ladera.optim.rule.SignDescent;
import org.ladera.optim.rule.Signum;
import org.ladera.optim.rule.Sm3;
import org.ladera.optim.rule.StoredNesterov;
import org.ladera.optim.rule.Yogi;
import org.ladera.optim.transform.ClipByGlobalNorm;
import org.ladera.optim.transform.Lookahead;
import org.ladera.optim.transform.Sam;
import org.ladera.optim.transform.WeightDecay;
import org.nd4j.linalg.api.buffer.DataType;

/** Steps, save, load, steps: as if nothing had happened between, bit for bit. */
class ResumeTest {
  @TempDir Path folder;

  static Stream<Optimizer> optimizers() {
    return Stream.of(
            GradientDescent.withRate(0.01),
            Momentum.lecture(0.01),
            Nesterov.withRate(0.01),
            StoredNesterov.withRate(0.01),
            Adagrad.keras(),
            Adadelta.lecture(),
            RMSprop.withRate(0.01).withCentering().withMomentum(0.9),
            Adam.withRate(0.1).withAmsgrad(Amsgrad.CORRECTED),
            AdamW.withRate(0.1),
            NAdam.withRate(0.1),
            RAdam.lecture(),
            Adamax.withRate(0.1),
            SignDescent.withRate(0.01),
            Signum.withRate(0.01),
            Lion.withRate(0.01),
            Yogi.withRate(0.01),
            AdaBelief.withRate(0.01),
            AdaBound.withRate(0.01),
            Rprop.withRate(0.01),
            new Asgd(Schedule.of(0.01), 0.1, 0.75, 5),
            Adan.withRate(0.01),
            Adopt.withRate(0.01),
            AdEMAMix.withRate(0.01),
            NovoGrad.withRate(0.01),
            Madgrad.withRate(0.01),
            new Lookahead(Adam.withRate(0.1), 4, 0.5),
            Sam.around(Momentum.withRate(0.01)),
            ScheduleFreeSgd.withRate(0.01),
            ScheduleFreeAdamW.withRate(0.01).withSchedule(Schedule.of(0.01).warmedUp(5)),
            PolyakStep.withRate(0.01),
            DoG.withRate(1),
            DoWG.withRate(1),
            Prodigy.withRate(1),
            DAdaptAdamW.withRate(1),
            Cocob.withAlpha(100),
            Momo.withRate(0.01),
            Fromage.withRate(0.01),
            Lamb.withRate(0.01),
            Lars.withRate(0.01),
            Qhm.withRate(0.01),
            QhAdam.withRate(0.01),
            AggMo.withRate(0.01),
            Mars.withRate(0.01),
            OptimisticAdam.withRate(0.01),
            Adafactor.withRate(0.01),
            Sm3.withRate(0.01),
            Ftrl.withRate(0.01),
            ProximalAdagrad.withRate(0.01).withPenalties(0.1, 0.1))
        .flatMap(rule -> Stream.of(rule, new ClipByGlobalNorm(new WeightDecay(rule, 0.1), 0.7)));
  }

  private static void run(TrainingStep step, int updates) {
    for (int i = 0; i < updates; i++) {
      step.run(Tiny.X, Tiny.Y);
    }
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void resumesBitForBit(Optimizer optimizer) {
    Path file = folder.resolve("step.safetensors");
    Tiny through = new Tiny();
    run(through.step(optimizer), 14);

    Tiny first = new Tiny();
    TrainingStep saved = first.step(optimizer);
    run(saved, 7);
    saved.save(file);

    Tiny fresh = new Tiny();
    TrainingStep untraced = fresh.step(optimizer);
    untraced.load(file);
    run(untraced, 7);
    assertArrayEquals(through.point(), fresh.point(), 0);
    assertEquals(14, untraced.steps());

    Tiny used = new Tiny();
    TrainingStep traced = used.step(optimizer);
    run(traced, 3);
    traced.load(file);
    assertArrayEquals(first.point(), used.point(), 0);
    run(traced, 7);
    assertArrayEquals(through.point(), used.point(), 0);
  }

  @Test
  void resumesASchedule() {
    Optimizer scheduled = new GradientDescent(step -> step.plus(1).pow(-0.5).times(0.02));
    Optimizer host = new GradientDescent(Schedule.host(done -> 0.02 / Math.sqrt(done + 1)));
    resumesBitForBit(scheduled);
    resumesBitForBit(host);
  }

  @Test
  void saysWhatDoesNotFit() {
    Path file = folder.resolve("adam.safetensors");
    TrainingStep step = new Tiny().step(Adam.withRate(0.1));
    assertEquals(
        "save: the step has no parameters before its first run",
        assertThrows(IllegalStateException.class, () -> step.save(file)).getMessage());
    run(step, 1);
    step.save(file);

    TrainingStep other = new Tiny().step(Momentum.withRate(0.1));
    other.load(file);
    assertEquals(
        "load: adam.safetensors has no \"slot/w/momentum\", which is needed as f64[2]",
        message(() -> run(other, 1)));

    Parameter v = Parameter.zeros("v", 2);
    TrainingStep stranger = TrainingStep.of(Adam.withRate(0.1), (Node x) -> x.times(v).sum());
    stranger.load(file);
    assertEquals(
        "load: adam.safetensors has no \"parameter/v\", which is needed as f32[2]",
        message(() -> stranger.run(Tiny.vector(1, 2).castTo(DataType.FLOAT))));

    Tiny tiny = new Tiny();
    TrainingStep part = tiny.step(Adam.withRate(0.1)).updating(p -> p.name().equals("w"));
    part.load(file);
    assertEquals(
        "load: adam.safetensors has parameters that the step does not train: [parameter/b]",
        message(() -> run(part, 1)));
  }

  @Test
  void anotherOptimizerMayFollowWhatWasLoaded() {
    Path file = folder.resolve("descent.safetensors");
    TrainingStep step = new Tiny().step(GradientDescent.withRate(0.1));
    run(step, 2);
    step.save(file);
    step.load(file);
    run(step.with(Adam.withRate(0.1)), 1);
    assertEquals(3, step.steps());
  }

  @Test
  void aFileThatDoesNotFitChangesNothing() {
    Path file = folder.resolve("w.safetensors");
    TrainingStep saved = new Tiny().step(Adam.withRate(0.1)).updating(p -> p.name().equals("w"));
    run(saved, 5);
    saved.save(file);

    Tiny tiny = new Tiny();
    TrainingStep step = tiny.step(Adam.withRate(0.1));
    run(step, 2);
    double[] before = tiny.point();
    assertEquals(
        "load: w.safetensors has no \"slot/b/m\", which is needed as f64[]",
        message(() -> step.load(file)));
    assertArrayEquals(before, tiny.point(), 0);
    assertEquals(2, step.steps());
    run(step, 1);
  }

  private static String message(Executable code) {
    return Tiny.message(assertThrows(IllegalArgumentException.class, code));
  }
}

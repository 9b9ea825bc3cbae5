package org.ladera.optim.rule;

import static org.ladera.optim.rule.Goldens.flag;
import static org.ladera.optim.rule.Goldens.number;
import static org.ladera.optim.rule.Goldens.numbers;

import com.google.gson.JsonObject;
import java.util.Optional;
import java.util.Set;
import org.ladera.optim.Optimizer;
import org.ladera.optim.Schedule;
import org.ladera.optim.transform.WeightDecay;

/** PyTorch's settings, as the files of numbers have them, in Ladera's words. */
final class TorchOptimizers {
  private static final Set<String> NOT_HERE_YET = Set.of("LBFGS");

  private TorchOptimizers() {}

  /** The optimizer, or nothing for one that is known to be missing; any other is an error. */
  static Optional<Optimizer> of(String name, JsonObject settings) {
    if (NOT_HERE_YET.contains(name)) {
      return Optional.empty();
    }
    Optimizer optimizer = optimizer(name, settings, number(settings, "lr", Double.NaN));
    double decay = number(settings, "weight_decay", 0);
    return Optional.of(decay == 0 ? optimizer : new WeightDecay(optimizer, decay));
  }

  private static Optimizer optimizer(String name, JsonObject settings, double rate) {
    Epsilon epsilon = Epsilon.outside(number(settings, "eps", 0));
    return switch (name) {
      case "SGD" -> descent(settings, rate);
      case "Adagrad" ->
          new Adagrad(
              Schedule.of(rate),
              number(settings, "lr_decay", 0),
              number(settings, "initial_accumulator_value", 0),
              epsilon);
      case "RMSprop" ->
          new RMSprop(
              Schedule.of(rate),
              number(settings, "alpha", Double.NaN),
              epsilon,
              flag(settings, "centered"),
              number(settings, "momentum", 0),
              MomentumForm.sum(),
              0,
              BiasCorrection.OFF);
      case "Adadelta" ->
          Adadelta.withRate(rate)
              .withDecay(number(settings, "rho", Double.NaN))
              .withEpsilon(Epsilon.inside(number(settings, "eps", 0)));
      case "Adam" -> adam(settings, rate);
      case "AdamW" ->
          AdamW.withRate(rate)
              .withAdam(adam(settings, rate))
              .withDecay(number(settings, "decoupled_weight_decay", Double.NaN));
      case "RAdam" ->
          RAdam.withRate(rate)
              .withBetas(beta(settings, 0), beta(settings, 1))
              .withEpsilon(Epsilon.hat(number(settings, "eps", 0)));
      case "NAdam" ->
          new NAdam(
              Schedule.of(rate),
              beta(settings, 0),
              beta(settings, 1),
              epsilon,
              MomentumWarmup.of(number(settings, "momentum_decay", Double.NaN)));
      case "Adamax" ->
          Adamax.withRate(rate)
              .withBetas(beta(settings, 0), beta(settings, 1))
              .withEpsilon(Epsilon.inside(number(settings, "eps", 0)));
      case "Rprop" ->
          new Rprop(
              Schedule.of(rate),
              numbers(settings.get("etas"))[0],
              numbers(settings.get("etas"))[1],
              numbers(settings.get("step_sizes"))[0],
              numbers(settings.get("step_sizes"))[1]);
      case "ASGD" ->
          new Asgd(
              Schedule.of(rate),
              number(settings, "lambd", Double.NaN),
              number(settings, "alpha", Double.NaN),
              number(settings, "t0", Double.NaN));
      case "Adafactor" ->
          new Adafactor(
              Schedule.of(rate),
              -number(settings, "beta2_decay", Double.NaN),
              AdafactorFloor.machine(),
              number(settings, "eps2", Double.NaN),
              number(settings, "d", Double.NaN),
              true,
              true,
              1);
      default -> throw new IllegalArgumentException("no test knows the optimizer " + name);
    };
  }

  private static Optimizer descent(JsonObject settings, double rate) {
    double momentum = number(settings, "momentum", 0);
    if (momentum == 0) {
      return GradientDescent.withRate(rate);
    }
    return flag(settings, "nesterov")
        ? StoredNesterov.pytorch(rate).withBeta(momentum)
        : Momentum.pytorch(rate)
            .withBeta(momentum)
            .withForm(new MomentumForm.Sum(number(settings, "dampening", 0)));
  }

  private static Adam adam(JsonObject settings, double rate) {
    double value = number(settings, "eps", Double.NaN);
    String mode = settings.has("eps_mode") ? settings.get("eps_mode").getAsString() : "";
    return Adam.withRate(rate)
        .withBetas(beta(settings, 0), beta(settings, 1))
        .withEpsilon(mode.equals("eps-hat") ? Epsilon.hat(value) : Epsilon.outside(value))
        .withAmsgrad(flag(settings, "amsgrad") ? Amsgrad.UNCORRECTED : Amsgrad.OFF);
  }

  private static double beta(JsonObject settings, int index) {
    return numbers(settings.get("betas"))[index];
  }
}

package org.ladera.examples;

import java.util.Optional;
import org.ladera.optim.Optimizer;
import org.ladera.optim.rule.Adadelta;
import org.ladera.optim.rule.Adagrad;
import org.ladera.optim.rule.Adam;
import org.ladera.optim.rule.GradientDescent;
import org.ladera.optim.rule.Momentum;
import org.ladera.optim.rule.Nesterov;
import org.ladera.optim.rule.RAdam;
import org.ladera.optim.rule.RMSprop;

/** The variants of gradient descent that the lecture presents, with its settings. */
enum LectureVariant {
  BATCH("batch gradient descent", GradientDescent.withRate(0.1), Examples.ALL),
  STOCHASTIC("stochastic, one example", GradientDescent.withRate(0.01), Examples.ONE),
  MINI_BATCH("mini-batch", GradientDescent.withRate(0.1), Examples.SOME),
  MOMENTUM("momentum", Momentum.lecture(0.05), Examples.SOME),
  NESTEROV("Nesterov", Nesterov.withRate(0.05), Examples.SOME),
  ADAGRAD("Adagrad", Adagrad.lecture(), Examples.SOME),
  ADADELTA("Adadelta", Adadelta.lecture(), Examples.SOME),
  RMSPROP("RMSprop", RMSprop.lecture(), Examples.SOME),
  ADAM("Adam", Adam.lecture(), Examples.SOME),
  RADAM("RAdam", RAdam.lecture(), Examples.SOME);

  /** Of how many examples the gradient of an update is. */
  private enum Examples {
    ALL,
    ONE,
    SOME
  }

  private final String title;
  private final Optimizer optimizer;
  private final Examples examples;

  LectureVariant(String title, Optimizer optimizer, Examples examples) {
    this.title = title;
    this.optimizer = optimizer;
    this.examples = examples;
  }

  String title() {
    return title;
  }

  Optimizer optimizer() {
    return optimizer;
  }

  /** The batch size, or nothing for all examples. */
  Optional<Integer> batch(int miniBatch) {
    return switch (examples) {
      case ALL -> Optional.empty();
      case ONE -> Optional.of(1);
      case SOME -> Optional.of(miniBatch);
    };
  }
}

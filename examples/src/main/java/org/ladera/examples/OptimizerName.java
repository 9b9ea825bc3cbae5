package org.ladera.examples;

import java.util.function.DoubleFunction;
import org.ladera.optim.Optimizer;
import org.ladera.optim.rule.Adadelta;
import org.ladera.optim.rule.Adagrad;
import org.ladera.optim.rule.Adam;
import org.ladera.optim.rule.AdamW;
import org.ladera.optim.rule.Adamax;
import org.ladera.optim.rule.GradientDescent;
import org.ladera.optim.rule.Momentum;
import org.ladera.optim.rule.NAdam;
import org.ladera.optim.rule.Nesterov;
import org.ladera.optim.rule.RAdam;
import org.ladera.optim.rule.RMSprop;

/** The optimizers that an option can name, each with its usual rate. */
enum OptimizerName {
  SGD(0.1, GradientDescent::withRate),
  MOMENTUM(0.1, Momentum::withRate),
  NESTEROV(0.1, Nesterov::withRate),
  ADAGRAD(0.01, Adagrad::withRate),
  ADADELTA(1, Adadelta::withRate),
  RMSPROP(0.001, RMSprop::withRate),
  ADAM(0.001, Adam::withRate),
  RADAM(0.001, RAdam::withRate),
  ADAMW(0.001, AdamW::withRate),
  NADAM(0.002, NAdam::withRate),
  ADAMAX(0.002, Adamax::withRate);

  private final double rate;
  private final DoubleFunction<Optimizer> factory;

  OptimizerName(double rate, DoubleFunction<Optimizer> factory) {
    this.rate = rate;
    this.factory = factory;
  }

  Optimizer standard() {
    return withRate(rate);
  }

  Optimizer withRate(double other) {
    return factory.apply(other);
  }
}

package org.ladera.benchmarks.work;

import java.util.List;

/**
 * How parameters move, each with PyTorch's settings unless it is said otherwise, and a rate at
 * which a million steps stay finite.
 */
public enum OptimizerKind implements Word {
  SGD(0.01, "sgd", "gradient-descent"),
  /** With β .9. */
  MOMENTUM(0.001, "momentum"),
  /** With β .9; the parameter is the look-ahead point, as in all peers. */
  NESTEROV(0.001, "nesterov"),
  ADAGRAD(0.01, "adagrad"),
  /** With ρ .9 and ε 1e-6. */
  ADADELTA(0.1, "adadelta"),
  RMSPROP(0.001, "rmsprop"),
  ADAM(0.001, "adam"),
  /** With λ .01. */
  ADAMW(0.001, "adamw"),
  AMSGRAD(0.001, "amsgrad"),
  NADAM(0.001, "nadam"),
  RADAM(0.001, "radam"),
  ADAMAX(0.001, "adamax");

  /** The β of both forms of momentum. */
  public static final double MOMENTUM_BETA = 0.9;

  /** The λ of AdamW. */
  public static final double DECAY = 0.01;

  private final double rate;
  private final List<String> names;

  OptimizerKind(double rate, String... names) {
    this.rate = rate;
    this.names = List.of(names);
  }

  /** {@return γ} */
  public double rate() {
    return rate;
  }

  @Override
  public List<String> names() {
    return names;
  }
}

package org.ladera.benchmarks.work;

import java.util.List;

/** What stands behind every layer but the last. */
public enum ActivationKind implements Word {
  RELU("relu"),
  LEAKY_RELU("leaky-relu", "leakyrelu"),
  RELU6("relu6"),
  ELU("elu"),
  SELU("selu"),
  GELU("gelu"),
  GELU_TANH("gelu-tanh", "gelutanh"),
  SILU("silu", "swish"),
  MISH("mish"),
  TANH("tanh"),
  SIGMOID("sigmoid"),
  SOFTPLUS("softplus"),
  SOFTSIGN("softsign"),
  HARD_SIGMOID("hard-sigmoid", "hardsigmoid"),
  HARD_SILU("hard-silu", "hardsilu", "hard-swish", "hardswish"),
  HARD_TANH("hard-tanh", "hardtanh"),
  IDENTITY("identity", "none", "linear");

  /** The slope of the leaky one up to 0. */
  public static final double SLOPE = 0.01;

  private final List<String> names;

  ActivationKind(String... names) {
    this.names = List.of(names);
  }

  @Override
  public List<String> names() {
    return names;
  }
}

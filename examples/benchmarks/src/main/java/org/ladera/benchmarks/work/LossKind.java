package org.ladera.benchmarks.work;

import java.util.List;

/** The mean of what is minimized, and what its targets are. */
public enum LossKind implements Word {
  SOFTMAX(Target.CLASSES, "softmax", "softmax-cross-entropy", "cross-entropy", "crossentropy"),
  MSE(Target.NUMBERS, "mse", "squared-error", "mean-squared-error"),
  MAE(Target.NUMBERS, "mae", "absolute-error", "mean-absolute-error", "l1"),
  HUBER(Target.NUMBERS, "huber", "smooth-l1"),
  LOG_COSH(Target.NUMBERS, "log-cosh", "logcosh"),
  BCE(Target.BITS, "bce", "binary-cross-entropy", "binary-cross-entropy-with-logits"),
  FOCAL(Target.BITS, "focal"),
  POISSON(Target.COUNTS, "poisson"),
  HINGE(Target.SIGNS, "hinge"),
  SQUARED_HINGE(Target.SIGNS, "squared-hinge"),
  COSINE(Target.NUMBERS, "cosine", "cosine-distance");

  /** What a target is made of. */
  public enum Target {
    /** One class index for each row. */
    CLASSES,
    /** Normal numbers, one for each output. */
    NUMBERS,
    /** 0 or 1 for each output. */
    BITS,
    /** -1 or 1 for each output. */
    SIGNS,
    /** Small counts, one for each output. */
    COUNTS
  }

  private final Target target;
  private final List<String> names;

  LossKind(Target target, String... names) {
    this.target = target;
    this.names = List.of(names);
  }

  /** {@return what its targets are} */
  public Target target() {
    return target;
  }

  @Override
  public List<String> names() {
    return names;
  }
}

package org.ladera.autograd.nn;

import static org.ladera.autograd.nn.Initializers.ones;
import static org.ladera.autograd.nn.Initializers.zeros;
import static org.ladera.core.fn.Statistics.variance;
import static org.ladera.core.graph.Ops.sqrt;

import java.util.stream.IntStream;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Parameter;
import org.ladera.core.graph.Variable;

/**
 * Normalizes each feature over the batch, that is over all axes but the last, then scales and
 * shifts it: gain · (x - mean) / √(variance + epsilon) + shift. Ioffe and Szegedy 2015, arXiv
 * 1502.03167, algorithm 1. Parameters {@code gain} and {@code shift}, variables {@code mean} and
 * {@code variance}.
 *
 * <p>Training takes mean and variance from the batch, and moves the running ones, which inference
 * uses: {@code running = running · momentum + batch · (1 - momentum)}. This is the sense of
 * momentum of Keras; PyTorch's is 1 minus it. The variance divides by the number of entries n in
 * both, as in Keras; PyTorch divides the one that it adds to the running variance by n - 1. A batch
 * of one entry becomes the shift.
 *
 * @param momentum how much of the running statistics stays, of [0, 1]
 * @param epsilon what is added to the variance, positive
 */
public record BatchNorm(double momentum, double epsilon) implements Layer {
  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public BatchNorm {
    if (!(momentum >= 0 && momentum <= 1)) {
      throw new IllegalArgumentException("batchNorm: momentum must be in [0, 1], got " + momentum);
    }
    if (!(epsilon > 0 && epsilon < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("batchNorm: epsilon must be positive, got " + epsilon);
    }
  }

  /** Momentum 0.9 and epsilon 1e-5. */
  public BatchNorm() {
    this(0.9, 1e-5);
  }

  /**
   * {@return this layer with another momentum}
   *
   * @param other how much of the running statistics stays
   */
  public BatchNorm withMomentum(double other) {
    return new BatchNorm(other, epsilon);
  }

  /**
   * {@return this layer with another epsilon}
   *
   * @param other what is added to the variance
   */
  public BatchNorm withEpsilon(double other) {
    return new BatchNorm(momentum, other);
  }

  @Override
  public Node apply(Scope scope, Node x) {
    int features = Features.of("batchNorm", 2, "[batch, ..., features]", scope, x);
    Parameter gain = scope.parameter("gain", features, ones());
    Parameter shift = scope.parameter("shift", features, zeros());
    Variable runningMean = scope.variable("mean", features, zeros());
    Variable runningVariance = scope.variable("variance", features, ones());
    Node mean = runningMean;
    Node variance = runningVariance;
    if (scope.training()) {
      int[] axes = IntStream.range(0, x.shape().rank() - 1).toArray();
      mean = x.mean(axes);
      variance = variance(x, axes);
      follow(runningMean, mean);
      follow(runningVariance, variance);
    }
    return x.minus(mean).dividedBy(sqrt(variance.plus(epsilon))).times(gain).plus(shift);
  }

  private void follow(Variable running, Node batch) {
    running.next(old -> old.times(momentum).plus(batch.times(1 - momentum)));
  }

  @Override
  public String toString() {
    return "batchNorm(" + momentum + ", " + epsilon + ")";
  }
}

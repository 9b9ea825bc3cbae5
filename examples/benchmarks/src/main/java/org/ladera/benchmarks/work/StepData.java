package org.ladera.benchmarks.work;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The numbers of a step: one batch, on which all steps train, and the first weights; the first
 * biases are zeros. They depend on the work alone, so every process makes the same.
 *
 * <p>Every second row repeats its neighbor's features under another target. So the loss has a
 * floor, and neither gradients nor times sink with the error.
 */
public final class StepData {
  private static final long SEED = 20_250_701;
  private static final double RATE_OF_COUNTS = 2;

  private final float[] features;
  private final int[] classes;
  private final float[] targets;
  private final List<float[]> weights = new ArrayList<>();

  /**
   * Makes the numbers of a step.
   *
   * @param work the step
   */
  public StepData(StepWork work) {
    SplittableRandom random = new SplittableRandom(SEED);
    int in = work.in(0);
    features = new float[Math.multiplyExact(work.batch(), in)];
    for (int row = 0; row < work.batch(); row++) {
      for (int i = 0; i < in; i++) {
        boolean silent = work.moments() == StepWork.Moments.SUBNORMAL && i % 2 == 1;
        float drawn = (float) random.nextGaussian();
        features[row * in + i] = row % 2 == 1 ? features[(row - 1) * in + i] : silent ? 0 : drawn;
      }
    }
    classes = new int[work.batch()];
    for (int row = 0; row < classes.length; row++) {
      classes[row] =
          row % 2 == 1 ? (classes[row - 1] + 1) % work.outputs() : random.nextInt(work.outputs());
    }
    targets = new float[Math.multiplyExact(work.batch(), work.outputs())];
    for (int i = 0; i < targets.length; i++) {
      targets[i] = target(work.loss().target(), random);
    }
    for (int layer = 0; layer < work.layers(); layer++) {
      double bound = Math.sqrt(6.0 / (work.in(layer) + work.out(layer)));
      float[] matrix = new float[Math.multiplyExact(work.in(layer), work.out(layer))];
      for (int i = 0; i < matrix.length; i++) {
        matrix[i] = (float) random.nextDouble(-bound, bound);
      }
      weights.add(matrix);
    }
  }

  private static float target(LossKind.Target kind, SplittableRandom random) {
    return switch (kind) {
      case CLASSES -> 0;
      case NUMBERS -> (float) random.nextGaussian();
      case BITS -> random.nextInt(2);
      case SIGNS -> 2f * random.nextInt(2) - 1;
      case COUNTS -> (float) Math.floor(random.nextExponential() * RATE_OF_COUNTS);
    };
  }

  /** {@return the rows, {@code [batch, in]}} */
  public float[] features() {
    return features.clone();
  }

  /** {@return a class index for each row, {@code [batch]}} */
  public int[] classes() {
    return classes.clone();
  }

  /** {@return a number for each output, {@code [batch, out]}} */
  public float[] targets() {
    return targets.clone();
  }

  /**
   * {@return the first weights of a layer, {@code [in, out]}}
   *
   * @param layer its index, from 0
   */
  public float[] weights(int layer) {
    return weights.get(layer).clone();
  }
}

package org.ladera.benchmarks.engine;

/** A network that learns from one batch after another and can be asked what it has learned. */
public interface Learner {
  /**
   * Does one training step.
   *
   * @param features the rows of a batch, {@code [batch, in]}
   * @param classes a class index for each row, {@code [batch]}
   */
  void learn(float[] features, int[] classes);

  /**
   * {@return what the network says to some rows, {@code [rows, out]}}
   *
   * @param features {@code [rows, in]}
   * @param rows how many
   */
  float[] scores(float[] features, int rows);
}

package org.ladera.optim.train;

import java.util.List;
import org.ladera.optim.data.Batches;
import org.ladera.optim.data.Dataset;
import org.ladera.optim.metric.Metric;

/**
 * The settings of a trainer.
 *
 * @param batchSize the examples of a batch, or {@link #ALL}
 * @param epochs passes over the data
 * @param updates the number of updates that end a fit, or 0 for whole epochs
 * @param evaluateEvery epochs from one evaluation to the next
 * @param metrics what is measured
 * @param seed fixes the order of the batches
 * @param quiet whether no progress is shown
 * @param name what the progress bar calls it
 */
record Plan(
    int batchSize,
    int epochs,
    long updates,
    int evaluateEvery,
    List<Metric> metrics,
    long seed,
    boolean quiet,
    String name) {
  static final int ALL = 0;

  static Plan standard(long seed) {
    return new Plan(32, 10, 0, 1, List.of(), seed, false, "training");
  }

  Batches batches(Dataset data) {
    return batchSize == ALL ? Batches.full(data) : Batches.shuffled(data, batchSize, seed);
  }

  /** The number of updates of a fit. */
  long updates(int batchesInEpoch) {
    return updates > 0 ? updates : (long) epochs * batchesInEpoch;
  }

  Plan withBatchSize(int size) {
    return new Plan(size, epochs, updates, evaluateEvery, metrics, seed, quiet, name);
  }

  Plan withEpochs(int count) {
    return new Plan(batchSize, count, 0, evaluateEvery, metrics, seed, quiet, name);
  }

  Plan withUpdates(long count) {
    return new Plan(batchSize, epochs, count, evaluateEvery, metrics, seed, quiet, name);
  }

  Plan withEvaluateEvery(int count) {
    return new Plan(batchSize, epochs, updates, count, metrics, seed, quiet, name);
  }

  Plan withMetrics(List<Metric> measured) {
    return new Plan(batchSize, epochs, updates, evaluateEvery, measured, seed, quiet, name);
  }

  Plan withSeed(long other) {
    return new Plan(batchSize, epochs, updates, evaluateEvery, metrics, other, quiet, name);
  }

  Plan withName(String other) {
    return new Plan(batchSize, epochs, updates, evaluateEvery, metrics, seed, quiet, other);
  }

  Plan silent() {
    return new Plan(batchSize, epochs, updates, evaluateEvery, metrics, seed, true, name);
  }
}

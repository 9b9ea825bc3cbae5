package org.ladera.optim.train;

import java.util.List;
import java.util.function.Consumer;
import org.ladera.optim.data.Batches;
import org.ladera.optim.data.Dataset;
import org.ladera.optim.metric.Metric;

/** The settings of a trainer. Immutable: each change is a copy. */
final class Plan {
  /** The batch size that means all examples. */
  static final int ALL = 0;

  private int batchSize = 32;
  private int epochs = 10;
  private long updates;
  private int evaluateEvery = 1;
  private List<Metric> metrics = List.of();
  private long seed;
  private boolean quiet;
  private String name = "training";
  private int watchEvery = 1;
  private Watcher watcher = (done, loss) -> {};

  private Plan() {}

  static Plan standard(long seed) {
    return new Plan().changed(plan -> plan.seed = seed);
  }

  private Plan changed(Consumer<Plan> change) {
    Plan copy = new Plan();
    copy.batchSize = batchSize;
    copy.epochs = epochs;
    copy.updates = updates;
    copy.evaluateEvery = evaluateEvery;
    copy.metrics = metrics;
    copy.seed = seed;
    copy.quiet = quiet;
    copy.name = name;
    copy.watchEvery = watchEvery;
    copy.watcher = watcher;
    change.accept(copy);
    return copy;
  }

  Batches batches(Dataset data) {
    return batchSize == ALL ? Batches.full(data) : Batches.shuffled(data, batchSize, seed);
  }

  /** The number of updates of a fit. */
  long updates(int batchesInEpoch) {
    return updates > 0 ? updates : (long) epochs * batchesInEpoch;
  }

  void watch(long done, double loss) {
    if (done % watchEvery == 0) {
      watcher.at(done, loss);
    }
  }

  int evaluateEvery() {
    return evaluateEvery;
  }

  List<Metric> metrics() {
    return metrics;
  }

  boolean quiet() {
    return quiet;
  }

  String name() {
    return name;
  }

  Plan withBatchSize(int size) {
    return changed(plan -> plan.batchSize = size);
  }

  Plan withEpochs(int count) {
    return changed(
        plan -> {
          plan.epochs = count;
          plan.updates = 0;
        });
  }

  Plan withUpdates(long count) {
    return changed(plan -> plan.updates = count);
  }

  Plan withEvaluateEvery(int count) {
    return changed(plan -> plan.evaluateEvery = count);
  }

  Plan withMetrics(List<Metric> measured) {
    return changed(plan -> plan.metrics = measured);
  }

  Plan withSeed(long other) {
    return changed(plan -> plan.seed = other);
  }

  Plan withName(String other) {
    return changed(plan -> plan.name = other);
  }

  Plan withWatcher(int every, Watcher other) {
    return changed(
        plan -> {
          plan.watchEvery = every;
          plan.watcher = other;
        });
  }

  Plan silent() {
    return changed(plan -> plan.quiet = true);
  }
}

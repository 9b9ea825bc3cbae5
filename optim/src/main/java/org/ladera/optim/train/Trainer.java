package org.ladera.optim.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ladera.autograd.loss.Loss;
import org.ladera.autograd.nn.Model;
import org.ladera.core.backend.Compiled;
import org.ladera.core.backend.Results;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.NodeFunction;
import org.ladera.core.graph.Outputs;
import org.ladera.core.memory.HostArray;
import org.ladera.optim.Optimizer;
import org.ladera.optim.TrainingStep;
import org.ladera.optim.data.Batches;
import org.ladera.optim.data.Dataset;
import org.ladera.optim.data.Feed;
import org.ladera.optim.metric.Metric;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Trains a model on a data set of {@code features} and {@code labels}: epochs of shuffled batches,
 * with evaluation on held-out data. Settings make a new trainer over the same model and optimizer
 * state, so {@link #fit} may be called again and goes on: with the batches that come after the
 * updates which the step has done, also where it was loaded from a file.
 *
 * <p>The model's seed fixes the order of the batches too: two runs of one program give the same
 * bits.
 */
public final class Trainer {
  private static final List<String> INPUTS = List.of("features", "labels");
  private static final int EVALUATION_BATCH = 1024;

  private final Model<Node> model;
  private final Loss loss;
  private final TrainingStep step;
  private final Plan plan;
  private final Compiled evaluation;

  private Trainer(Model<Node> model, Loss loss, TrainingStep step, Plan plan) {
    this.model = model;
    this.loss = loss;
    this.step = step;
    this.plan = plan;
    this.evaluation = Compiled.of(new NodeFunction(INPUTS, this::measured));
  }

  /**
   * {@return a trainer with batches of 32, ten epochs and no metrics, on the backend in use}
   *
   * @param model what is trained
   * @param loss what is minimized: its mean over a batch
   * @param optimizer how parameters move
   */
  public static Trainer of(Model<Node> model, Loss loss, Optimizer optimizer) {
    NodeFunction objective =
        new NodeFunction(
            INPUTS,
            in -> {
              Node prediction = model.at(in.get(0));
              return loss.mean(prediction, targets(in.get(1), prediction));
            });
    TrainingStep step = TrainingStep.of(optimizer, objective).updating(model);
    return new Trainer(model, loss, step, Plan.standard(model.seed()));
  }

  private Trainer with(Plan other) {
    return new Trainer(model, loss, step, other);
  }

  /**
   * {@return a trainer with batches of another size}
   *
   * @param size the number of examples, at least 1 and at most those of the data
   */
  public Trainer batchSize(int size) {
    if (size < 1) {
      throw new IllegalArgumentException(
          "Trainer: a batch needs at least 1 example, got " + size + "; use fullBatch() for all");
    }
    return with(plan.withBatchSize(size));
  }

  /** {@return a trainer whose only batch in an epoch is all the data, in its own order} */
  public Trainer fullBatch() {
    return with(plan.withBatchSize(Plan.ALL));
  }

  /**
   * {@return a trainer for another number of epochs}
   *
   * @param count passes over the data
   */
  public Trainer epochs(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("Trainer: epochs must be at least 1, got " + count);
    }
    return with(plan.withEpochs(count));
  }

  /**
   * {@return a trainer that ends a fit after some updates, in the middle of an epoch if need be,
   * whatever the number of epochs}
   *
   * @param count how many
   */
  public Trainer updates(long count) {
    if (count < 1) {
      throw new IllegalArgumentException("Trainer: updates must be at least 1, got " + count);
    }
    return with(plan.withUpdates(count));
  }

  /**
   * {@return a trainer that evaluates the held-out data after every so many epochs, and at the end}
   *
   * @param count the number of epochs, at least 1
   */
  public Trainer evaluateEvery(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("Trainer: evaluateEvery needs at least 1, got " + count);
    }
    return with(plan.withEvaluateEvery(count));
  }

  /**
   * {@return a trainer that measures held-out data}
   *
   * @param measured the metrics, in order
   */
  public Trainer metrics(Metric... measured) {
    return with(plan.withMetrics(List.of(measured)));
  }

  /**
   * {@return a trainer with another order of batches}
   *
   * @param seed fixes the order
   */
  public Trainer shuffleSeed(long seed) {
    return with(plan.withSeed(seed));
  }

  /**
   * {@return a trainer with a name, which its progress bar shows}
   *
   * @param name the name
   */
  public Trainer named(String name) {
    return with(plan.withName(name));
  }

  /**
   * {@return a trainer that calls a function as it goes: for curves, checkpoints, early looks}
   *
   * @param updates the number of updates of a fit from one call to the next, at least 1
   * @param watcher what is called
   */
  public Trainer watching(int updates, Watcher watcher) {
    if (updates < 1) {
      throw new IllegalArgumentException(
          "Trainer: watching needs at least 1 update, got " + updates);
    }
    return with(plan.withWatcher(updates, watcher));
  }

  /** {@return a trainer without a progress bar} */
  public Trainer quiet() {
    return with(plan.silent());
  }

  /** {@return the training step, for what is done by hand between fits} */
  public TrainingStep step() {
    return step;
  }

  /**
   * Trains.
   *
   * @param train the examples to learn from
   * @return the loss of each epoch
   */
  public History fit(Dataset train) {
    return run(train, Optional.empty());
  }

  /**
   * Trains, and measures the model on held-out data after every epoch.
   *
   * @param train the examples to learn from
   * @param heldOut examples that training never sees
   * @return the loss of each epoch, and the evaluations
   * @throws org.ladera.core.backend.NonFiniteException if the loss or a parameter becomes NaN or
   *     infinite; the parameters are those before that step
   */
  public History fit(Dataset train, Dataset heldOut) {
    return run(train, Optional.of(heldOut));
  }

  private History run(Dataset train, Optional<Dataset> heldOut) {
    Batches batches = plan.batches(train);
    Feed feed = batches.feed("features", "labels");
    long total = plan.updates(batches.count());
    List<History.Epoch> epochs = new ArrayList<>();
    long before = step.steps();
    int firstEpoch = Math.toIntExact(before / batches.count());
    long skipped = before % batches.count();
    long done = 0;
    try (Progress progress = Progress.of(plan.name(), total, plan.quiet())) {
      for (int number = 1; done < total; number++) {
        double weighted = 0;
        long examples = 0;
        for (INDArray[] batch : feed.epoch(firstEpoch + number - 1)) {
          if (skipped > 0) {
            skipped--;
            continue;
          }
          double cost = step.run(batch);
          weighted += cost * batch[0].size(0);
          examples += batch[0].size(0);
          progress.at(++done, weighted / examples);
          plan.watch(done, cost);
          if (done == total) {
            break;
          }
        }
        boolean due = number % plan.evaluateEvery() == 0 || done == total;
        @Nullable Evaluation held = due ? heldOut.map(this::evaluate).orElse(null) : null;
        epochs.add(new History.Epoch(number, done, weighted / examples, held));
      }
    }
    return new History(epochs);
  }

  /**
   * {@return what the model is worth on a data set: its mean loss and metrics, of inference}
   *
   * @param data the examples
   */
  public Evaluation evaluate(Dataset data) {
    double cost = 0;
    List<double[]> sums = new ArrayList<>();
    Batches batches = Batches.inOrder(data, Math.min(EVALUATION_BATCH, data.size()));
    for (INDArray[] batch : batches.feed("features", "labels").epoch(0)) {
      Results results = evaluation.results(batch);
      cost += results.value() * batch[0].size(0);
      for (int i = 0; i < plan.metrics().size(); i++) {
        double[] part = HostArray.copyOf(results.array("metric " + i)).toDoubles();
        if (sums.size() == i) {
          sums.add(new double[part.length]);
        }
        for (int j = 0; j < part.length; j++) {
          sums.get(i)[j] += part[j];
        }
      }
    }
    Map<Metric, Double> values = new LinkedHashMap<>();
    for (int i = 0; i < plan.metrics().size(); i++) {
      Metric metric = plan.metrics().get(i);
      values.put(metric, metric.value(sums.get(i)));
    }
    return new Evaluation(cost / data.size(), values, data.size());
  }

  /** The loss and the sums of each metric, of inference. */
  private Outputs measured(List<Node> inputs) {
    Node prediction = model.inference(inputs.get(0));
    Node targets = targets(inputs.get(1), prediction);
    Outputs outputs = loss.mean(prediction, targets);
    for (int i = 0; i < plan.metrics().size(); i++) {
      outputs = outputs.and("metric " + i, plan.metrics().get(i).sums(prediction, targets));
    }
    return outputs;
  }

  /**
   * Numbers in the type of the prediction, which may be a model's in float64; classes as they are.
   */
  private static Node targets(Node labels, Node prediction) {
    return labels.dtype().isFloating() ? labels.cast(prediction.dtype()) : labels;
  }
}

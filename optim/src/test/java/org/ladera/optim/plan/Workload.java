package org.ladera.optim.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.ladera.autograd.loss.Loss;
import org.ladera.autograd.nn.Layer;
import org.ladera.autograd.nn.Layers;
import org.ladera.autograd.nn.Model;
import org.ladera.core.backend.Backend;
import org.ladera.core.backend.Backends;
import org.ladera.core.backend.Computation;
import org.ladera.core.backend.Executable;
import org.ladera.core.plan.Options;
import org.ladera.core.plan.Plan;
import org.ladera.core.plan.Planner;
import org.ladera.core.program.Verifier;
import org.ladera.core.type.DType;
import org.ladera.optim.Optimizer;
import org.ladera.optim.TrainingStep;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One training step of a network.
 *
 * @param optimizer how the parameters move
 * @param loss what is minimized
 * @param features the first array of a batch
 * @param targets the second
 * @param layers the network
 */
record Workload(
    Optimizer optimizer, Loss loss, INDArray features, INDArray targets, List<Layer> layers) {
  private static final int BATCH = 128;

  /** A step on {@code [128, features]} and class indices. */
  static Workload ofClasses(Optimizer optimizer, Loss loss, int features, Layer... layers) {
    INDArray labels = Nd4j.zeros(DataType.INT32, BATCH);
    return of(optimizer, loss, Nd4j.zeros(DataType.FLOAT, BATCH, features), labels, layers);
  }

  /** A step on {@code [128, features]} and numbers {@code [128, results]}. */
  static Workload ofNumbers(
      Optimizer optimizer, Loss loss, int features, int results, Layer... layers) {
    INDArray targets = Nd4j.zeros(DataType.FLOAT, BATCH, results);
    return of(optimizer, loss, Nd4j.zeros(DataType.FLOAT, BATCH, features), targets, layers);
  }

  static Workload of(
      Optimizer optimizer, Loss loss, INDArray features, INDArray targets, Layer... layers) {
    return new Workload(optimizer, loss, features, targets, List.of(layers));
  }

  /** Keeps the computation that it is given. */
  private static final class Capture implements Backend {
    private final List<Computation> captured = new ArrayList<>();

    @Override
    public String name() {
      return "capture";
    }

    @Override
    public int preference() {
      return -1;
    }

    @Override
    public Optional<String> obstacle() {
      return Optional.empty();
    }

    @Override
    public Executable compile(Computation computation) {
      captured.add(computation);
      return Backends.named("reference").compile(computation);
    }
  }

  /** The verified plan. */
  Plan plan() {
    Capture capture = new Capture();
    on(capture, DType.FLOAT32, step -> step.explain(features, targets));
    Plan plan = Planner.plan(capture.captured.getLast(), Options.standard());
    Verifier.verify(plan.program());
    return plan;
  }

  /** What the step says of itself on a backend. */
  String explanation(Backend backend) {
    return on(backend, DType.FLOAT32, step -> step.explain(features, targets));
  }

  /** The losses of the first steps in float64, on arrays of the sizes of the batch. */
  List<Double> losses(Backend backend, int steps) {
    INDArray x = filled(features, 1);
    INDArray y = filled(targets, 2);
    return on(
        backend,
        DType.FLOAT64,
        step -> Stream.generate(() -> step.run(x, y)).limit(steps).toList());
  }

  /** Classes 0 to 2, or numbers between -1 and 1. */
  private static INDArray filled(INDArray like, long seed) {
    Random random = new Random(seed);
    boolean isInteger = like.dataType() == DataType.INT32;
    INDArray filled = Nd4j.zeros(isInteger ? DataType.INT32 : DataType.DOUBLE, like.shape());
    for (long i = 0; i < filled.length(); i++) {
      filled.putScalar(i, isInteger ? random.nextInt(3) : 2 * random.nextDouble() - 1);
    }
    return filled;
  }

  private <T> T on(Backend backend, DType dtype, Function<TrainingStep, T> action) {
    return Backends.using(
        backend,
        () -> {
          var network = Model.of(Layers.sequential(layers.toArray(Layer[]::new)), 42).in(dtype);
          try (TrainingStep step =
              TrainingStep.of(optimizer, network, (x, y) -> loss.mean(network.at(x), y))) {
            return action.apply(step);
          }
        });
  }
}

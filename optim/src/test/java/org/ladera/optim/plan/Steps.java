package org.ladera.optim.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
import org.ladera.core.program.Check;
import org.ladera.core.program.Loop;
import org.ladera.core.program.Step;
import org.ladera.core.program.Verifier;
import org.ladera.optim.Optimizer;
import org.ladera.optim.TrainingStep;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Plans of training steps, and how many steps of a program they have. */
final class Steps {
  private static final int BATCH = 128;

  private Steps() {}

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

  /** The plan of a step on {@code [128, features]} and class indices. */
  static Plan ofClasses(Optimizer optimizer, Loss loss, int features, Layer... layers) {
    INDArray labels = Nd4j.zeros(DataType.INT32, BATCH);
    return plan(optimizer, loss, Nd4j.zeros(DataType.FLOAT, BATCH, features), labels, layers);
  }

  /** The plan of a step on {@code [128, features]} and numbers {@code [128, results]}. */
  static Plan ofNumbers(
      Optimizer optimizer, Loss loss, int features, int results, Layer... layers) {
    INDArray targets = Nd4j.zeros(DataType.FLOAT, BATCH, results);
    return plan(optimizer, loss, Nd4j.zeros(DataType.FLOAT, BATCH, features), targets, layers);
  }

  private static Plan plan(
      Optimizer optimizer, Loss loss, INDArray features, INDArray targets, Layer... layers) {
    Capture capture = new Capture();
    Backends.using(
        capture,
        () -> {
          var network = Model.of(Layers.sequential(layers), 42);
          try (TrainingStep step =
              TrainingStep.of(optimizer, network, (x, y) -> loss.mean(network.at(x), y))) {
            return step.explain(features, targets);
          }
        });
    Plan plan = Planner.plan(capture.captured.getLast(), Options.standard());
    Verifier.verify(plan.program());
    return plan;
  }

  /** The steps that pass memory; checks and the scalars of the beginning are none. */
  static long count(Plan plan) {
    return plan.program().steps().stream().filter(Steps::passesMemory).count();
  }

  private static boolean passesMemory(Step step) {
    return !(step instanceof Check) && !(step instanceof Loop loop && loop.extents().isEmpty());
  }

  static void assertCount(long expected, Plan plan) {
    assertEquals(expected, count(plan), () -> plan.program().steps().toString());
  }

  /** Variables that the steps themselves update, of all that are updated. */
  static long inPlace(Plan plan) {
    return plan.program().commits().stream().filter(commit -> commit.inPlace()).count();
  }
}

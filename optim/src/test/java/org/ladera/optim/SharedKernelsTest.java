package org.ladera.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ladera.autograd.loss.SoftmaxCrossEntropy;
import org.ladera.autograd.nn.Layers;
import org.ladera.autograd.nn.Model;
import org.ladera.core.backend.Backends;
import org.ladera.core.backend.cpu.CpuBackend;
import org.ladera.core.backend.cpu.CpuSettings;
import org.ladera.core.backend.cpu.CpuSettings.Tiers;
import org.ladera.core.graph.Node;
import org.ladera.core.memory.HostArray;
import org.ladera.core.plan.Options;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.optim.rule.Adam;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What changes from step to step costs no code: a backend names each kernel that it makes once, so
 * what explain() says of a program with nothing new has no name that was not there before.
 */
class SharedKernelsTest {
  private static final Pattern KERNEL = Pattern.compile("here: .*");
  private static final Pattern NAME = Pattern.compile("\\bk\\d+\\b");

  private TrainingStep step;
  private Set<String> known;

  @BeforeEach
  void firstStep() {
    CpuSettings settings = new CpuSettings(1, Tiers.INTERPRETED, Options.standard());
    SoftmaxCrossEntropy loss = new SoftmaxCrossEntropy();
    step =
        Backends.using(
            new CpuBackend(settings),
            () -> {
              Model<Node> model =
                  Model.of(Layers.sequential(Layers.dense(16), Layers.relu(), Layers.dense(3)), 1);
              return TrainingStep.of(
                  Adam.withRate(0.01), model, (x, y) -> loss.mean(model.at(x), y));
            });
    step.run(batch(32));
    known = kernels(step, batch(32));
  }

  private static INDArray[] batch(int size) {
    double[] features = new double[size * 4];
    for (int i = 0; i < features.length; i++) {
      features[i] = Math.sin(i);
    }
    return new INDArray[] {
      HostArray.ofDoubles(DType.FLOAT32, Shape.of(size, 4), features).toINDArray(),
      HostArray.ofLongs(DType.INT32, Shape.of(size), new long[size]).toINDArray()
    };
  }

  private static Set<String> kernels(TrainingStep step, INDArray[] batch) {
    return KERNEL
        .matcher(step.explain(batch))
        .results()
        .flatMap(line -> NAME.matcher(line.group()).results())
        .map(name -> name.group())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void assertNothingNew(TrainingStep other, INDArray[] batch) {
    other.run(batch);
    Set<String> all = kernels(other, batch);
    assertFalse(all.isEmpty());
    all.removeAll(known);
    assertEquals(Set.of(), all);
  }

  @Test
  void kernelsAreNamed() {
    assertFalse(known.isEmpty());
  }

  @Test
  void anotherLearningRateMakesNoKernel() {
    for (double rate : new double[] {0.02, 1e-3, 0.5, 0.1}) {
      assertNothingNew(step.with(Adam.withRate(rate)), batch(32));
    }
  }

  @Test
  void aShortLastBatchMakesNoKernel() {
    for (int size : new int[] {31, 8, 7, 2}) {
      assertNothingNew(step, batch(size));
    }
  }
}

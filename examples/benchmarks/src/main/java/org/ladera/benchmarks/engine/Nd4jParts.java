package org.ladera.benchmarks.engine;

import java.util.List;
import org.ladera.benchmarks.work.LossKind;
import org.ladera.benchmarks.work.OptimizerKind;
import org.ladera.benchmarks.work.StepData;
import org.ladera.benchmarks.work.StepWork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.AdaMax;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * What SameDiff and DL4J have in common: arrays, updaters, settings. Adam and AMSGrad add ε before
 * the bias is corrected, RMSprop adds it inside the root, and momentum is Nesterov's.
 */
final class Nd4jParts {
  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;
  private static final double EPSILON = 1e-8;

  private Nd4jParts() {}

  static List<Setting> settings(int cores) {
    return Setting.threads(cores).stream()
        .map(threads -> Setting.of(threads).unwatched().natives(threads, threads))
        .toList();
  }

  static StepWork counterpart(StepWork work) {
    return switch (work.optimizer()) {
      case ADAM, AMSGRAD -> work.with(StepWork.Root.HAT);
      case RMSPROP -> work.with(StepWork.Root.INSIDE);
      default -> work;
    };
  }

  static IUpdater updater(OptimizerKind kind) throws LackingException {
    double rate = kind.rate();
    return switch (kind) {
      case SGD -> new Sgd(rate);
      case NESTEROV -> new Nesterovs(rate, OptimizerKind.MOMENTUM_BETA);
      case ADAGRAD -> new AdaGrad(rate, 1e-10);
      case RMSPROP -> new RmsProp(rate, 0.99, EPSILON);
      case ADAM -> new Adam(rate, BETA1, BETA2, EPSILON);
      case AMSGRAD -> new AMSGrad(rate, BETA1, BETA2, EPSILON);
      case ADAMAX -> new AdaMax(rate, BETA1, BETA2, EPSILON);
      case ADADELTA -> throw new LackingException("has no rate in adadelta");
      case ADAMW -> throw new LackingException("adds the decay to the loss that it tells");
      case NADAM -> throw new LackingException("has another nadam");
      case MOMENTUM, RADAM -> throw LackingException.of(kind);
    };
  }

  static INDArray matrix(float[] values, int rows, int columns) {
    return Nd4j.createFromArray(values).reshape('c', rows, columns);
  }

  /** The batch, with classes as rows of zeros and a one. */
  static DataSet batch(StepWork work, StepData data) {
    float[] targets = data.targets();
    if (work.loss().target() == LossKind.Target.CLASSES) {
      int[] classes = data.classes();
      for (int row = 0; row < classes.length; row++) {
        targets[row * work.outputs() + classes[row]] = 1;
      }
    }
    return new DataSet(
        matrix(data.features(), work.batch(), work.in(0)),
        matrix(targets, work.batch(), work.outputs()));
  }
}

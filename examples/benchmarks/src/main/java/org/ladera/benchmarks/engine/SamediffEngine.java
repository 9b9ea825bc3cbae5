package org.ladera.benchmarks.engine;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.ladera.benchmarks.work.ActivationKind;
import org.ladera.benchmarks.work.LossKind;
import org.ladera.benchmarks.work.StepData;
import org.ladera.benchmarks.work.StepWork;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.TrainingConfig;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** ND4J's graphs: one {@code fit} a batch, as one over a long iterator diverges. */
final class SamediffEngine implements Engine {
  private static final String FEATURES = "features";
  private static final String TARGETS = "targets";
  private static final String LOSS = "loss";

  @Override
  public String name() {
    return "samediff";
  }

  @Override
  public List<Setting> settings(int cores) {
    return Nd4jParts.settings(cores);
  }

  @Override
  public StepWork counterpart(StepWork work) {
    return Nd4jParts.counterpart(work);
  }

  @Override
  public String version() {
    return "ND4J " + Jars.version("nd4j-api");
  }

  @Override
  public Session open(StepWork work) throws LackingException {
    if (work.moments() != StepWork.Moments.ZERO) {
      throw new LackingException("has no moments that can be set");
    }
    StepData data = new StepData(work);
    SameDiff graph = SameDiff.create();
    SDVariable h = graph.placeHolder(FEATURES, DataType.FLOAT, work.batch(), work.in(0));
    SDVariable y = graph.placeHolder(TARGETS, DataType.FLOAT, work.batch(), work.outputs());
    for (int i = 0; i < work.layers(); i++) {
      SDVariable weight =
          graph.var("weight" + i, Nd4jParts.matrix(data.weights(i), work.in(i), work.out(i)));
      SDVariable bias = graph.var("bias" + i, Nd4j.zeros(DataType.FLOAT, work.out(i)));
      h = graph.nn().linear(h, weight, bias);
      h = work.isActivated(i) ? activation(graph, work.activation(), h) : h;
    }
    SDVariable mean = loss(graph, work.loss(), h, y);
    mean.markAsLoss();
    graph.setTrainingConfig(
        new TrainingConfig.Builder()
            .updater(Nd4jParts.updater(work.optimizer()))
            .dataSetFeatureMapping(FEATURES)
            .dataSetLabelMapping(TARGETS)
            .build());
    DataSet batch = Nd4jParts.batch(work, data);
    return new Training(graph, batch, mean.name());
  }

  /** Its gradients need no loss, so its steps compute none. */
  private record Training(SameDiff graph, DataSet batch, String loss) implements Session {
    @Override
    public double step() {
      graph.fit(batch);
      return Double.NaN;
    }

    @Override
    public double stepWithLoss() {
      Map<String, INDArray> given =
          Map.of(FEATURES, batch.getFeatures(), TARGETS, batch.getLabels());
      INDArray value = Objects.requireNonNull(graph.output(given, loss).get(loss));
      double told = value.getDouble(0);
      step();
      return told;
    }
  }

  private static SDVariable activation(SameDiff graph, ActivationKind kind, SDVariable x)
      throws LackingException {
    return switch (kind) {
      case RELU -> graph.nn().relu(x, 0);
      case LEAKY_RELU -> graph.nn().leakyRelu(x, ActivationKind.SLOPE);
      case RELU6 -> graph.nn().relu6(x, 0);
      case ELU -> graph.nn().elu(x);
      case SELU -> graph.nn().selu(x);
      // Both of its own are other approximations.
      case GELU -> graph.math().erf(x.mul(Math.sqrt(0.5))).add(1).mul(x).mul(0.5);
      case GELU_TANH -> {
        SDVariable inner = graph.math().square(x).mul(0.044715).add(1).mul(x);
        yield graph.nn().tanh(inner.mul(Math.sqrt(2 / Math.PI))).add(1).mul(x).mul(0.5);
      }
      case SILU -> graph.nn().swish(x);
      case MISH -> x.mul(graph.nn().tanh(graph.nn().softplus(x)));
      case TANH -> graph.nn().tanh(x);
      case SIGMOID -> graph.nn().sigmoid(x);
      case SOFTPLUS -> graph.nn().softplus(x);
      case SOFTSIGN -> graph.nn().softsign(x);
      case HARD_TANH -> graph.nn().hardTanh(x);
      case HARD_SIGMOID -> graph.nn().relu6(x.add(3), 0).div(6);
      case HARD_SILU -> graph.nn().relu6(x.add(3), 0).mul(x).div(6);
      case IDENTITY -> x;
    };
  }

  private static SDVariable loss(SameDiff graph, LossKind kind, SDVariable f, SDVariable y)
      throws LackingException {
    return switch (kind) {
      case SOFTMAX -> graph.loss().softmaxCrossEntropy(LOSS, y, f, null);
      case MSE -> graph.loss().meanSquaredError(LOSS, y, f, null);
      case MAE -> graph.loss().absoluteDifference(LOSS, y, f, null);
      case HUBER -> graph.loss().huberLoss(LOSS, y, f, null, 1);
      case BCE -> graph.loss().sigmoidCrossEntropy(LOSS, y, f, null);
      case POISSON -> graph.loss().logPoisson(LOSS, y, f, null, false);
      // Its own takes 0 for -1.
      case HINGE -> graph.loss().hingeLoss(LOSS, y.add(1).mul(0.5), f, null);
      case SQUARED_HINGE -> graph.math().square(shortfall(graph, f, y)).mean(LOSS);
      case LOG_COSH -> {
        SDVariable e = f.sub(y);
        yield graph.nn().softplus(e.mul(-2)).add(e).sub(Math.log(2)).mean(LOSS);
      }
      case FOCAL, COSINE -> throw LackingException.of(kind);
    };
  }

  private static SDVariable shortfall(SameDiff graph, SDVariable f, SDVariable y) {
    return graph.nn().relu(f.mul(y).neg().add(1), 0);
  }
}

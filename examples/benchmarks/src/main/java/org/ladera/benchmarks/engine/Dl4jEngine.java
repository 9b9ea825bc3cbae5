package org.ladera.benchmarks.engine;

import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.ladera.benchmarks.work.ActivationKind;
import org.ladera.benchmarks.work.LossKind;
import org.ladera.benchmarks.work.StepData;
import org.ladera.benchmarks.work.StepWork;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.activations.impl.ActivationHardTanH;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationMish;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU6;
import org.nd4j.linalg.activations.impl.ActivationSELU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftPlus;
import org.nd4j.linalg.activations.impl.ActivationSoftSign;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.activations.impl.ActivationSwish;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMAE;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;

/** DL4J's multi-layer network: one {@code fit} a batch, and the score that it leaves. */
final class Dl4jEngine implements Engine {
  @Override
  public String name() {
    return "dl4j";
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
    return "DL4J " + Jars.version("deeplearning4j-nn");
  }

  @Override
  public Session open(StepWork work) throws LackingException {
    StepData data = new StepData(work);
    NeuralNetConfiguration.ListBuilder layers =
        new NeuralNetConfiguration.Builder()
            .dataType(DataType.FLOAT)
            .updater(Nd4jParts.updater(work.optimizer()))
            .list();
    int last = work.layers() - 1;
    for (int i = 0; i < last; i++) {
      layers.layer(
          new DenseLayer.Builder()
              .nIn(work.in(i))
              .nOut(work.out(i))
              .activation(activation(work.activation()))
              .build());
    }
    MultiLayerConfiguration configuration =
        layers
            .layer(
                new OutputLayer.Builder(loss(work))
                    .nIn(work.in(last))
                    .nOut(work.out(last))
                    .activation(output(work.loss()))
                    .build())
            .build();
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    for (int i = 0; i < work.layers(); i++) {
      network.setParam(i + "_W", Nd4jParts.matrix(data.weights(i), work.in(i), work.out(i)));
    }
    if (work.moments() != StepWork.Moments.ZERO) {
      network.getUpdater().getStateViewArray().assign(work.moments().start());
    }
    DataSet batch = Nd4jParts.batch(work, data);
    return () -> {
      network.fit(batch);
      return network.score();
    };
  }

  private static IActivation activation(ActivationKind kind) throws LackingException {
    return switch (kind) {
      case RELU -> new ActivationReLU();
      case LEAKY_RELU -> new ActivationLReLU(ActivationKind.SLOPE);
      case RELU6 -> new ActivationReLU6();
      case ELU -> new ActivationELU();
      case SELU -> new ActivationSELU();
      case SILU -> new ActivationSwish();
      case MISH -> new ActivationMish();
      case TANH -> new ActivationTanH();
      case SIGMOID -> new ActivationSigmoid();
      case SOFTPLUS -> new ActivationSoftPlus();
      case SOFTSIGN -> new ActivationSoftSign();
      case HARD_TANH -> new ActivationHardTanH();
      case IDENTITY -> new ActivationIdentity();
      case GELU, GELU_TANH -> throw new LackingException("has another " + kind.word());
      case HARD_SIGMOID, HARD_SILU -> throw LackingException.of(kind);
    };
  }

  private static IActivation output(LossKind kind) {
    return switch (kind) {
      case SOFTMAX -> new ActivationSoftmax();
      case BCE -> new ActivationSigmoid();
      default -> new ActivationIdentity();
    };
  }

  private static ILossFunction loss(StepWork work) throws LackingException {
    return switch (work.loss()) {
      case SOFTMAX -> new LossMCXENT();
      case MSE -> new LossMSE();
      case MAE -> new LossMAE();
      // It sums over outputs; weights make that a mean.
      case BCE ->
          new LossBinaryXENT(
              Nd4j.valueArrayOf(new long[] {work.outputs()}, 1.0 / work.outputs(), DataType.FLOAT));
      case HINGE, SQUARED_HINGE, POISSON, COSINE ->
          throw new LackingException(
              "has no " + work.loss().word() + " that is a mean over outputs");
      case HUBER, LOG_COSH, FOCAL -> throw LackingException.of(work.loss());
    };
  }
}

package org.ladera.benchmarks.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ladera.autograd.loss.AbsoluteError;
import org.ladera.autograd.loss.BinaryCrossEntropyWithLogits;
import org.ladera.autograd.loss.CosineDistance;
import org.ladera.autograd.loss.Focal;
import org.ladera.autograd.loss.Hinge;
import org.ladera.autograd.loss.Huber;
import org.ladera.autograd.loss.LogCosh;
import org.ladera.autograd.loss.Loss;
import org.ladera.autograd.loss.Poisson;
import org.ladera.autograd.loss.SoftmaxCrossEntropy;
import org.ladera.autograd.loss.SquaredError;
import org.ladera.autograd.loss.SquaredHinge;
import org.ladera.autograd.nn.Layer;
import org.ladera.autograd.nn.Layers;
import org.ladera.autograd.nn.Model;
import org.ladera.benchmarks.work.ActivationKind;
import org.ladera.benchmarks.work.KernelWork;
import org.ladera.benchmarks.work.LossKind;
import org.ladera.benchmarks.work.OpWork;
import org.ladera.benchmarks.work.OptimizerKind;
import org.ladera.benchmarks.work.ProductWork;
import org.ladera.benchmarks.work.StepData;
import org.ladera.benchmarks.work.StepWork;
import org.ladera.benchmarks.work.UpdateWork;
import org.ladera.core.backend.Backends;
import org.ladera.core.fn.Activations;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Variable;
import org.ladera.core.memory.HostArray;
import org.ladera.optim.Optimizer;
import org.ladera.optim.TrainingStep;
import org.ladera.optim.rule.Adadelta;
import org.ladera.optim.rule.Adagrad;
import org.ladera.optim.rule.Adam;
import org.ladera.optim.rule.AdamW;
import org.ladera.optim.rule.Adamax;
import org.ladera.optim.rule.Amsgrad;
import org.ladera.optim.rule.Epsilon;
import org.ladera.optim.rule.GradientDescent;
import org.ladera.optim.rule.Momentum;
import org.ladera.optim.rule.NAdam;
import org.ladera.optim.rule.RAdam;
import org.ladera.optim.rule.RMSprop;
import org.ladera.optim.rule.StoredNesterov;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Ladera, as a user has it: one {@link TrainingStep}. */
final class LaderaEngine implements Engine {
  private static final String BACKEND = "ladera.backend";
  private static final double EPSILON = 1e-8;

  private final String name;
  private final boolean isNd4j;

  private LaderaEngine(String name, boolean isNd4j) {
    this.name = name;
    this.isNd4j = isNd4j;
  }

  /** {@return Ladera on its default backend} */
  static LaderaEngine standard() {
    return new LaderaEngine("ladera", false);
  }

  /** {@return Ladera on ND4J} */
  static LaderaEngine nd4j() {
    return new LaderaEngine("ladera-nd4j", true);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<Setting> settings(int cores) {
    return Setting.threads(cores).stream()
        .map(
            threads -> {
              Setting setting =
                  Setting.of(threads).property("ladera.threads", String.valueOf(threads));
              return isNd4j ? setting.property(BACKEND, "nd4j").natives(threads, threads) : setting;
            })
        .toList();
  }

  @Override
  public String version() {
    return System.getProperty("ladera.version", "") + " " + Backends.current().name();
  }

  @Override
  public Session open(StepWork work) {
    StepData data = new StepData(work);
    Model<Node> model = Model.of(network(work, data), 1);
    Loss loss = loss(work.loss());
    TrainingStep step =
        TrainingStep.of(optimizer(work), model, (x, y) -> loss.mean(model.at(x), y));
    INDArray x = matrix(data.features(), work.batch(), work.in(0));
    INDArray y =
        work.loss().target() == LossKind.Target.CLASSES
            ? Nd4j.createFromArray(data.classes())
            : matrix(data.targets(), work.batch(), work.outputs());
    if (work.moments() != StepWork.Moments.ZERO) {
      start(step, work.moments().start(), x, y);
    }
    return new Training(step, x, y);
  }

  @Override
  public Learner learner(StepWork work) {
    Model<Node> model = Model.of(network(work, new StepData(work)), 1);
    Loss loss = loss(work.loss());
    TrainingStep step =
        TrainingStep.of(optimizer(work), model, (x, y) -> loss.mean(model.at(x), y));
    return new Pupil(work, model, step);
  }

  private record Training(TrainingStep program, INDArray x, INDArray y) implements Session {
    @Override
    public double step() {
      return program.run(x, y);
    }

    @Override
    public String explain() {
      return program.explain(x, y);
    }
  }

  private record Pupil(StepWork work, Model<Node> model, TrainingStep step) implements Learner {
    @Override
    public void learn(float[] features, int[] classes) {
      step.run(matrix(features, work.batch(), work.in(0)), Nd4j.createFromArray(classes));
    }

    @Override
    public float[] scores(float[] features, int rows) {
      return model.predict(matrix(features, rows, work.in(0))).data().asFloat();
    }
  }

  @Override
  public Session openOp(OpWork work) throws LackingException {
    return LaderaOps.open(work);
  }

  @Override
  public Session openKernels(KernelWork work) {
    return LaderaOps.open(work);
  }

  @Override
  public Session openProduct(ProductWork work) {
    return LaderaProducts.open(work);
  }

  @Override
  public Session openUpdate(UpdateWork work) {
    return new LaderaUpdate(work);
  }

  private static INDArray matrix(float[] values, int rows, int columns) {
    return Nd4j.create(values, new long[] {rows, columns}, 'c').castTo(DataType.FLOAT);
  }

  /** Makes the step trace, and so its slots, which then start anew. */
  private static void start(TrainingStep step, float value, INDArray... inputs) {
    if (step.explain(inputs).isEmpty()) {
      throw new IllegalStateException("a step without a text");
    }
    for (Variable slot : step.slots().values()) {
      if (!slot.shape().isScalar()) {
        double[] values = new double[Math.toIntExact(slot.shape().size())];
        Arrays.fill(values, value);
        slot.set(HostArray.ofDoubles(slot.dtype(), slot.shape(), values));
      }
    }
  }

  private static Layer network(StepWork work, StepData data) {
    List<Layer> layers = new ArrayList<>();
    for (int i = 0; i < work.layers(); i++) {
      float[] weights = data.weights(i);
      layers.add(
          Layers.dense(work.out(i))
              .with(
                  (shape, random) -> {
                    double[] values = new double[weights.length];
                    for (int j = 0; j < values.length; j++) {
                      values[j] = weights[j];
                    }
                    return values;
                  }));
      if (work.isActivated(i) && work.activation() != ActivationKind.IDENTITY) {
        layers.add(activation(work.activation()));
      }
    }
    return Layers.sequential(layers.toArray(Layer[]::new));
  }

  private static Layer activation(ActivationKind kind) {
    return switch (kind) {
      case RELU -> Layers.relu();
      case LEAKY_RELU -> Layers.leakyRelu(ActivationKind.SLOPE);
      case RELU6 -> Layers.lambda(kind.word(), Activations::relu6);
      case ELU -> Layers.elu();
      case SELU -> Layers.selu();
      case GELU -> Layers.gelu();
      case GELU_TANH -> Layers.lambda(kind.word(), Activations::geluTanh);
      case SILU -> Layers.silu();
      case MISH -> Layers.mish();
      case TANH -> Layers.tanh();
      case SIGMOID -> Layers.sigmoid();
      case SOFTPLUS -> Layers.softplus();
      case SOFTSIGN -> Layers.lambda(kind.word(), Activations::softsign);
      case HARD_SIGMOID -> Layers.lambda(kind.word(), Activations::hardSigmoid);
      case HARD_SILU -> Layers.lambda(kind.word(), Activations::hardSilu);
      case HARD_TANH -> Layers.lambda(kind.word(), Activations::hardTanh);
      case IDENTITY -> Layers.lambda(kind.word(), x -> x);
    };
  }

  private static Loss loss(LossKind kind) {
    return switch (kind) {
      case SOFTMAX -> new SoftmaxCrossEntropy();
      case MSE -> new SquaredError();
      case MAE -> new AbsoluteError();
      case HUBER -> new Huber();
      case LOG_COSH -> new LogCosh();
      case BCE -> new BinaryCrossEntropyWithLogits();
      case FOCAL -> new Focal();
      case POISSON -> new Poisson();
      case HINGE -> new Hinge();
      case SQUARED_HINGE -> new SquaredHinge();
      case COSINE -> new CosineDistance();
    };
  }

  private static Optimizer optimizer(StepWork work) {
    double rate = work.optimizer().rate();
    Epsilon epsilon =
        switch (work.root()) {
          case OUTSIDE -> Epsilon.outside(EPSILON);
          case INSIDE -> Epsilon.inside(EPSILON);
          case HAT -> Epsilon.hat(EPSILON);
        };
    Adam adam = Adam.withRate(rate).withEpsilon(epsilon);
    return switch (work.optimizer()) {
      case SGD -> GradientDescent.withRate(rate);
      case MOMENTUM -> Momentum.withRate(rate).withBeta(OptimizerKind.MOMENTUM_BETA);
      case NESTEROV -> StoredNesterov.withRate(rate).withBeta(OptimizerKind.MOMENTUM_BETA);
      case ADAGRAD -> Adagrad.withRate(rate);
      case ADADELTA -> Adadelta.withRate(rate);
      case RMSPROP -> RMSprop.withRate(rate).withEpsilon(epsilon);
      case ADAM -> adam;
      case ADAMW -> AdamW.withRate(rate).withAdam(adam).withDecay(OptimizerKind.DECAY);
      case AMSGRAD -> adam.withAmsgrad(Amsgrad.UNCORRECTED);
      case NADAM -> NAdam.withRate(rate);
      case RADAM -> RAdam.withRate(rate);
      case ADAMAX -> Adamax.withRate(rate);
    };
  }
}

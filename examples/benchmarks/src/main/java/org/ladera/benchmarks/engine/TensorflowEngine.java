package org.ladera.benchmarks.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.ladera.benchmarks.work.ActivationKind;
import org.ladera.benchmarks.work.LossKind;
import org.ladera.benchmarks.work.OptimizerKind;
import org.ladera.benchmarks.work.StepData;
import org.ladera.benchmarks.work.StepWork;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Tensor;
import org.tensorflow.TensorFlow;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gradients;
import org.tensorflow.op.nn.LeakyRelu;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * TensorFlow in graph mode: one run of a session a step, which fetches the loss and updates by the
 * core kernels. No update may begin before the last gradient is there, as gradients read weights.
 * Its Adam adds ε before the bias is corrected, its RMSprop adds it inside the root.
 */
final class TensorflowEngine implements Engine {
  private static final String BETWEEN = "ladera.tensorflow.between";
  private static final String INSIDE = "ladera.tensorflow.inside";

  @Override
  public String name() {
    return "tensorflow";
  }

  @Override
  public List<Setting> settings(int cores) {
    List<Setting> settings = new ArrayList<>();
    for (int threads : Setting.threads(cores)) {
      Setting plain = Setting.of(threads).unwatched().property(INSIDE, String.valueOf(threads));
      settings.add(plain.labeled("operations in the caller's").property(BETWEEN, "-1"));
      settings.add(
          plain.labeled("as many operations at once").property(BETWEEN, String.valueOf(threads)));
    }
    return settings.stream().map(setting -> setting.variable("TF_CPP_MIN_LOG_LEVEL", "3")).toList();
  }

  @Override
  public StepWork counterpart(StepWork work) {
    return switch (work.optimizer()) {
      case ADAM, ADAMW -> work.with(StepWork.Root.HAT);
      case RMSPROP -> work.with(StepWork.Root.INSIDE);
      default -> work;
    };
  }

  @Override
  public String version() {
    return "TensorFlow " + TensorFlow.version() + ", Java " + Jars.version("tensorflow-core-api");
  }

  @Override
  public Session open(StepWork work) throws LackingException {
    StepData data = new StepData(work);
    Network network = new Network(work, data);
    Tensor rows = matrix(data.features(), work.batch(), work.in(0));
    Tensor truth =
        network.areClasses
            ? TInt32.vectorOf(data.classes())
            : matrix(data.targets(), work.batch(), work.outputs());
    return () -> network.step(rows, truth);
  }

  @Override
  public Learner learner(StepWork work) throws LackingException {
    return new Network(work, new StepData(work));
  }

  /** The graph, and the session that runs it. */
  private static final class Network implements Learner {
    private final StepWork work;
    private final boolean areClasses;
    private final Operand<TFloat32> x;
    private final Operand<?> y;
    private final Operand<TFloat32> scores;
    private final Operand<TFloat32> fetched;
    private final org.tensorflow.Session session;

    Network(StepWork work, StepData data) throws LackingException {
      this.work = work;
      areClasses = work.loss().target() == LossKind.Target.CLASSES;
      Graph graph = new Graph();
      Ops tf = Ops.create(graph);
      x = tf.placeholder(TFloat32.class);
      Variables variables = new Variables(tf);
      List<Operand<TFloat32>> parameters = new ArrayList<>();
      UnaryOperator<Operand<TFloat32>> activation = activation(tf, work.activation());
      Operand<TFloat32> h = x;
      for (int i = 0; i < work.layers(); i++) {
        Shape shape = Shape.of(work.in(i), work.out(i));
        Operand<TFloat32> weight =
            variables.of(tf.constant(shape, DataBuffers.of(data.weights(i), true, false)), shape);
        Operand<TFloat32> bias = variables.filled(0, Shape.of(work.out(i)));
        parameters.add(weight);
        parameters.add(bias);
        h = tf.nn.biasAdd(tf.linalg.matMul(h, weight), bias);
        h = work.isActivated(i) ? activation.apply(h) : h;
      }
      scores = h;
      Operand<TFloat32> mean;
      List<Operand<TFloat32>> gradients;
      if (areClasses) {
        Operand<TInt32> classes = tf.placeholder(TInt32.class);
        y = classes;
        var entropy = tf.nn.sparseSoftmaxCrossEntropyWithLogits(h, classes);
        mean = tf.math.mean(entropy.loss(), tf.constant(new int[] {0}));
        // Its gradient is an output of the op itself; no other is registered.
        Operand<TFloat32> slope = tf.math.mul(entropy.backprop(), tf.constant(1f / work.batch()));
        gradients = gradients(tf, work, h, parameters, Gradients.dx(List.of(slope)));
      } else {
        Operand<TFloat32> targets = tf.placeholder(TFloat32.class);
        y = targets;
        Operand<TFloat32> each = loss(tf, work.loss()).apply(h, targets);
        mean = tf.math.mean(each, tf.constant(new int[] {0, 1}));
        gradients = gradients(tf, work, mean, parameters);
      }
      List<Op> updates = new Updates(tf, work, variables).of(parameters, gradients);
      fetched = tf.withControlDependencies(updates).identity(mean);
      session = new org.tensorflow.Session(graph, configuration());
      variables.starts.forEach(session::run);
    }

    double step(Tensor rows, Tensor truth) {
      try (Result result = session.runner().feed(x, rows).feed(y, truth).fetch(fetched).run()) {
        return ((TFloat32) result.get(0)).getFloat();
      }
    }

    @Override
    public void learn(float[] features, int[] classes) {
      try (Tensor rows = matrix(features, work.batch(), work.in(0));
          Tensor truth = TInt32.vectorOf(classes)) {
        step(rows, truth);
      }
    }

    @Override
    public float[] scores(float[] features, int rows) {
      float[] told = new float[rows * work.outputs()];
      try (Tensor given = matrix(features, rows, work.in(0));
          Result result = session.runner().feed(x, given).fetch(scores).run()) {
        ((TFloat32) result.get(0)).asRawTensor().data().asFloats().read(told);
      }
      return told;
    }
  }

  private static ConfigProto configuration() {
    return ConfigProto.newBuilder()
        .setInterOpParallelismThreads(Integer.getInteger(BETWEEN, -1))
        .setIntraOpParallelismThreads(Integer.getInteger(INSIDE, 1))
        .build();
  }

  private static TFloat32 matrix(float[] values, int rows, int columns) {
    return TFloat32.tensorOf(Shape.of(rows, columns), DataBuffers.of(values, true, false));
  }

  private static List<Operand<TFloat32>> gradients(
      Ops tf,
      StepWork work,
      Operand<TFloat32> of,
      List<Operand<TFloat32>> parameters,
      Gradients.Options... start)
      throws LackingException {
    try {
      Gradients all = tf.gradients(of, parameters, start);
      List<Operand<TFloat32>> gradients = new ArrayList<>();
      for (int i = 0; i < parameters.size(); i++) {
        gradients.add(all.dy(i));
      }
      return gradients;
    } catch (TensorFlowException failure) {
      throw new LackingException(
          "has no gradient of "
              + work.activation().word()
              + " or "
              + work.loss().word()
              + ": "
              + failure.getMessage());
    }
  }

  /** Variables of the graph, and what sets them at the start. */
  private static final class Variables {
    private final Ops tf;
    private final List<Op> starts = new ArrayList<>();

    Variables(Ops tf) {
      this.tf = tf;
    }

    Operand<TFloat32> of(Operand<TFloat32> start, Shape shape) {
      Operand<TFloat32> variable = tf.variable(shape, TFloat32.class);
      starts.add(tf.assign(variable, start));
      return variable;
    }

    Operand<TFloat32> filled(float start, Shape shape) {
      return of(tf.fill(tf.constant(shape), tf.constant(start)), shape);
    }
  }

  private static UnaryOperator<Operand<TFloat32>> activation(Ops tf, ActivationKind kind) {
    return switch (kind) {
      case RELU -> tf.nn::relu;
      case LEAKY_RELU -> x -> tf.nn.leakyRelu(x, LeakyRelu.alpha((float) ActivationKind.SLOPE));
      case RELU6 -> tf.nn::relu6;
      case ELU -> tf.nn::elu;
      case SELU -> tf.nn::selu;
      case GELU ->
          x -> {
            Operand<TFloat32> scaled = tf.math.mul(x, tf.constant((float) Math.sqrt(0.5)));
            return half(tf, x, tf.math.erf(scaled));
          };
      case GELU_TANH ->
          x -> {
            Operand<TFloat32> bent = tf.math.mul(tf.math.square(x), tf.constant(0.044715f));
            Operand<TFloat32> inner = tf.math.mul(x, tf.math.add(bent, tf.constant(1f)));
            Operand<TFloat32> scale = tf.constant((float) Math.sqrt(2 / Math.PI));
            return half(tf, x, tf.math.tanh(tf.math.mul(inner, scale)));
          };
      case SILU -> x -> tf.math.mul(x, tf.math.sigmoid(x));
      case MISH -> x -> tf.math.mul(x, tf.math.tanh(tf.math.softplus(x)));
      case TANH -> tf.math::tanh;
      case SIGMOID -> tf.math::sigmoid;
      case SOFTPLUS -> tf.math::softplus;
      case SOFTSIGN -> tf.nn::softsign;
      case HARD_SIGMOID -> x -> hardSigmoid(tf, x);
      case HARD_SILU -> x -> tf.math.mul(x, hardSigmoid(tf, x));
      case HARD_TANH -> x -> tf.math.maximum(tf.math.minimum(x, tf.constant(1f)), tf.constant(-1f));
      case IDENTITY -> x -> x;
    };
  }

  private static Operand<TFloat32> half(Ops tf, Operand<TFloat32> x, Operand<TFloat32> f) {
    return tf.math.mul(tf.math.mul(x, tf.constant(0.5f)), tf.math.add(f, tf.constant(1f)));
  }

  private static Operand<TFloat32> hardSigmoid(Ops tf, Operand<TFloat32> x) {
    Operand<TFloat32> shifted = tf.math.add(x, tf.constant(3f));
    return tf.math.mul(tf.nn.relu6(shifted), tf.constant(1f / 6));
  }

  private static BinaryOperator<Operand<TFloat32>> loss(Ops tf, LossKind kind)
      throws LackingException {
    return switch (kind) {
      case MSE -> (f, y) -> tf.math.square(tf.math.sub(f, y));
      // Quadratic in the part of the distance up to 1, linear in the rest.
      case HUBER ->
          (f, y) -> {
            Operand<TFloat32> distance = tf.math.abs(tf.math.sub(f, y));
            Operand<TFloat32> near = tf.math.minimum(distance, tf.constant(1f));
            Operand<TFloat32> bent = tf.math.mul(tf.math.square(near), tf.constant(0.5f));
            return tf.math.add(bent, tf.math.sub(distance, near));
          };
      case MAE -> (f, y) -> tf.math.abs(tf.math.sub(f, y));
      case LOG_COSH ->
          (f, y) -> {
            Operand<TFloat32> e = tf.math.sub(f, y);
            Operand<TFloat32> small = tf.math.softplus(tf.math.mul(e, tf.constant(-2f)));
            return tf.math.sub(tf.math.add(e, small), tf.constant((float) Math.log(2)));
          };
      case BCE ->
          (z, y) -> {
            Operand<TFloat32> large = tf.math.sub(tf.nn.relu(z), tf.math.mul(z, y));
            return tf.math.add(large, tf.math.softplus(tf.math.neg(tf.math.abs(z))));
          };
      case POISSON -> (z, y) -> tf.math.sub(tf.math.exp(z), tf.math.mul(z, y));
      case HINGE -> (f, y) -> shortfall(tf, f, y);
      case SQUARED_HINGE -> (f, y) -> tf.math.square(shortfall(tf, f, y));
      case SOFTMAX, FOCAL, COSINE -> throw LackingException.of(kind);
    };
  }

  private static Operand<TFloat32> shortfall(Ops tf, Operand<TFloat32> f, Operand<TFloat32> y) {
    return tf.nn.relu(tf.math.sub(tf.constant(1f), tf.math.mul(f, y)));
  }

  /** The updates, by the core kernels. */
  private static final class Updates {
    private final Ops tf;
    private final StepWork work;
    private final Variables variables;
    private final Operand<TFloat32> rate;
    private final Operand<TFloat32> beta1;
    private final Operand<TFloat32> beta2;
    private final Operand<TFloat32> epsilon;

    Updates(Ops tf, StepWork work, Variables variables) {
      this.tf = tf;
      this.work = work;
      this.variables = variables;
      rate = tf.constant((float) work.optimizer().rate());
      beta1 = tf.constant(0.9f);
      beta2 = tf.constant(0.999f);
      epsilon = tf.constant(1e-8f);
    }

    List<Op> of(List<Operand<TFloat32>> parameters, List<Operand<TFloat32>> gradients)
        throws LackingException {
      Operand<TFloat32> power1 = variables.filled(0.9f, Shape.scalar());
      Operand<TFloat32> power2 = variables.filled(0.999f, Shape.scalar());
      Ops ready = tf.withControlDependencies(new ArrayList<>(gradients));
      List<Op> updates = new ArrayList<>();
      for (int i = 0; i < parameters.size(); i++) {
        updates.add(update(ready, parameters.get(i), gradients.get(i), power1, power2));
      }
      Ops done = tf.withControlDependencies(List.copyOf(updates));
      updates.add(done.assign(power1, done.math.mul(power1, beta1)));
      updates.add(done.assign(power2, done.math.mul(power2, beta2)));
      return updates;
    }

    private Op update(
        Ops ready,
        Operand<TFloat32> parameter,
        Operand<TFloat32> g,
        Operand<TFloat32> power1,
        Operand<TFloat32> power2)
        throws LackingException {
      OptimizerKind kind = work.optimizer();
      Operand<TFloat32> momentum = tf.constant((float) OptimizerKind.MOMENTUM_BETA);
      return switch (kind) {
        case SGD -> ready.train.applyGradientDescent(parameter, rate, g);
        case MOMENTUM -> ready.train.applyMomentum(parameter, slot(parameter), rate, g, momentum);
        case NESTEROV ->
            ready.train.applyMomentum(
                parameter,
                slot(parameter),
                rate,
                g,
                momentum,
                org.tensorflow.op.train.ApplyMomentum.useNesterov(true));
        case ADAGRAD ->
            ready.train.applyAdagradV2(parameter, slot(parameter), rate, tf.constant(1e-10f), g);
        case ADADELTA ->
            ready.train.applyAdadelta(
                parameter,
                slot(parameter),
                slot(parameter),
                rate,
                tf.constant(0.9f),
                tf.constant(1e-6f),
                g);
        case RMSPROP ->
            ready.train.applyRmsProp(
                parameter,
                slot(parameter),
                slot(parameter),
                rate,
                tf.constant(0.99f),
                tf.constant(0f),
                epsilon,
                g);
        case ADAM -> adam(ready, parameter, g, power1, power2);
        case ADAMW -> {
          float share = (float) (kind.rate() * OptimizerKind.DECAY);
          Op decayed = ready.assignSub(parameter, ready.math.mul(parameter, tf.constant(share)));
          yield adam(tf.withControlDependencies(decayed), parameter, g, power1, power2);
        }
        case ADAMAX ->
            ready.train.applyAdaMax(
                parameter,
                slot(parameter),
                slot(parameter),
                power1,
                rate,
                beta1,
                beta2,
                epsilon,
                g);
        case AMSGRAD, NADAM, RADAM -> throw LackingException.of(kind);
      };
    }

    private Op adam(
        Ops ready,
        Operand<TFloat32> parameter,
        Operand<TFloat32> g,
        Operand<TFloat32> power1,
        Operand<TFloat32> power2) {
      return ready.train.applyAdam(
          parameter,
          slot(parameter),
          slot(parameter),
          power1,
          power2,
          rate,
          beta1,
          beta2,
          epsilon,
          g);
    }

    private Operand<TFloat32> slot(Operand<TFloat32> parameter) {
      return variables.filled(work.moments().start(), parameter.shape());
    }
  }
}

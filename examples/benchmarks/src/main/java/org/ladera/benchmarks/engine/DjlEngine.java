package org.ladera.benchmarks.engine;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.internal.NDArrayEx;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Linear;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.ladera.benchmarks.work.ActivationKind;
import org.ladera.benchmarks.work.LossKind;
import org.ladera.benchmarks.work.OptimizerKind;
import org.ladera.benchmarks.work.StepData;
import org.ladera.benchmarks.work.StepWork;

/**
 * DJL on its own build of PyTorch: raw arrays and a gradient collector, which beat its trainer, and
 * the native update of its engine where there is one, else the formula in place. Weights are {@code
 * [out, in]}, as its linear op has them. Its Adam adds ε before the bias is corrected.
 */
final class DjlEngine implements org.ladera.benchmarks.engine.Engine {
  private static final float BETA1 = 0.9f;
  private static final float BETA2 = 0.999f;
  private static final float EPSILON = 1e-8f;

  @Override
  public String name() {
    return "djl";
  }

  @Override
  public List<Setting> settings(int cores) {
    return Setting.threads(cores).stream()
        .map(
            threads ->
                Setting.of(threads)
                    .natives(threads, threads)
                    .property("ai.djl.offline", "true")
                    .property("ai.djl.pytorch.num_interop_threads", "1")
                    .property("ai.djl.pytorch.num_threads", String.valueOf(threads)))
        .toList();
  }

  @Override
  public StepWork counterpart(StepWork work) {
    return switch (work.optimizer()) {
      case ADAM, ADAMW -> work.with(StepWork.Root.HAT);
      default -> work;
    };
  }

  @Override
  public String version() {
    return "DJL " + Engine.getDjlVersion() + ", PyTorch " + Engine.getInstance().getVersion();
  }

  @Override
  public Session open(StepWork work) throws LackingException {
    StepData data = new StepData(work);
    Network network = new Network(work, data);
    NDArray x = network.rows(data.features(), work.batch());
    NDArray y =
        work.loss().target() == LossKind.Target.CLASSES
            ? network.classes(data.classes())
            : network.manager.create(data.targets(), new Shape(work.batch(), work.outputs()));
    return () -> network.step(x, y);
  }

  @Override
  public Learner learner(StepWork work) throws LackingException {
    return new Network(work, new StepData(work));
  }

  /** The parameters and what is done with them. */
  private static final class Network implements Learner {
    private final StepWork work;
    private final UnaryOperator<NDArray> activation;
    private final BinaryOperator<NDArray> loss;
    private final NDManager manager = NDManager.newBaseManager();
    private final List<NDArray> parameters = new ArrayList<>();
    private final Update update;

    Network(StepWork work, StepData data) throws LackingException {
      this.work = work;
      activation = activation(work.activation());
      loss = loss(work.loss());
      for (int i = 0; i < work.layers(); i++) {
        NDArray weight = manager.create(data.weights(i), new Shape(work.in(i), work.out(i)));
        parameters.add(weight.transpose().duplicate());
        parameters.add(manager.zeros(new Shape(work.out(i))));
      }
      update = new Update(work, manager, parameters);
      parameters.forEach(parameter -> parameter.setRequiresGradient(true));
    }

    NDArray rows(float[] features, int rows) {
      return manager.create(features, new Shape(rows, work.in(0)));
    }

    NDArray classes(int... classes) {
      return manager.create(wide(classes), new Shape(classes.length, 1));
    }

    private NDArray forward(NDArray x) {
      NDArray h = x;
      for (int i = 0; i < work.layers(); i++) {
        h = Linear.linear(h, parameters.get(2 * i), parameters.get(2 * i + 1)).singletonOrThrow();
        if (work.isActivated(i)) {
          h = activation.apply(h);
        }
      }
      return h;
    }

    double step(NDArray x, NDArray y) {
      try (NDScope _ = new NDScope()) {
        NDArray mean;
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
          mean = loss.apply(forward(x), y);
          collector.backward(mean);
        }
        update.run();
        return mean.getFloat();
      }
    }

    @Override
    public void learn(float[] features, int[] classes) {
      try (NDScope _ = new NDScope()) {
        step(rows(features, work.batch()), classes(classes));
      }
    }

    @Override
    public float[] scores(float[] features, int rows) {
      try (NDScope _ = new NDScope()) {
        return forward(rows(features, rows)).toFloatArray();
      }
    }
  }

  private static long[] wide(int... values) {
    long[] wide = new long[values.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = values[i];
    }
    return wide;
  }

  private static UnaryOperator<NDArray> activation(ActivationKind kind) {
    return switch (kind) {
      case RELU -> Activation::relu;
      case LEAKY_RELU -> x -> Activation.leakyRelu(x, (float) ActivationKind.SLOPE);
      case RELU6 -> Activation::relu6;
      case ELU -> x -> Activation.elu(x, 1);
      case SELU -> Activation::selu;
      case GELU -> Activation::gelu;
      case GELU_TANH ->
          x -> {
            NDArray inner = x.square().mul(0.044715).add(1).mul(x).mul(Math.sqrt(2 / Math.PI));
            return inner.tanh().add(1).mul(x).mul(0.5);
          };
      case SILU -> x -> Activation.swish(x, 1);
      // Its own takes the logarithm to base 2.
      case MISH -> x -> Activation.softPlus(x).tanh().mul(x);
      case TANH -> Activation::tanh;
      case SIGMOID -> Activation::sigmoid;
      case SOFTPLUS -> Activation::softPlus;
      case SOFTSIGN -> Activation::softSign;
      case HARD_SIGMOID -> x -> Activation.relu6(x.add(3)).div(6);
      case HARD_SILU -> x -> Activation.relu6(x.add(3)).mul(x).div(6);
      case HARD_TANH -> x -> x.clip(-1, 1);
      case IDENTITY -> x -> x;
    };
  }

  private static BinaryOperator<NDArray> loss(LossKind kind) throws LackingException {
    return switch (kind) {
      case SOFTMAX -> (z, y) -> z.logSoftmax(1).gather(y, 1).mean().neg();
      case MSE -> (f, y) -> f.sub(y).square().mean();
      case MAE -> (f, y) -> f.sub(y).abs().mean();
      // Quadratic in the part of the distance up to 1, linear in the rest.
      case HUBER ->
          (f, y) -> {
            NDArray distance = f.sub(y).abs();
            NDArray near = distance.minimum(1);
            return near.square().mul(0.5).add(distance).sub(near).mean();
          };
      case LOG_COSH ->
          (f, y) -> {
            NDArray e = f.sub(y);
            return Activation.softPlus(e.mul(-2)).add(e).sub(Math.log(2)).mean();
          };
      // |z| comes as 2 relu(z) - z.
      case BCE ->
          (z, y) -> {
            NDArray positive = Activation.relu(z);
            NDArray small = Activation.softPlus(z.sub(positive.mul(2)));
            return positive.sub(z.mul(y)).add(small).mean();
          };
      case POISSON -> (z, y) -> z.exp().sub(z.mul(y)).mean();
      case HINGE -> (f, y) -> Activation.relu(f.mul(y).neg().add(1)).mean();
      case SQUARED_HINGE -> (f, y) -> Activation.relu(f.mul(y).neg().add(1)).square().mean();
      case FOCAL, COSINE -> throw LackingException.of(kind);
    };
  }

  /** The update, parameter by parameter. */
  private static final class Update {
    private final OptimizerKind kind;
    private final float rate;
    private final List<NDArray> parameters;
    private final List<NDArray> first = new ArrayList<>();
    private final List<NDArray> second = new ArrayList<>();
    private int step;

    Update(StepWork work, NDManager manager, List<NDArray> parameters) throws LackingException {
      this.kind = work.optimizer();
      this.rate = (float) kind.rate();
      this.parameters = parameters;
      switch (kind) {
        case AMSGRAD, NADAM, RADAM, ADAMAX -> throw LackingException.of(kind);
        default -> {
          for (NDArray parameter : parameters) {
            for (List<NDArray> slots : List.of(first, second)) {
              slots.add(manager.zeros(parameter.getShape()).addi(work.moments().start()));
            }
          }
        }
      }
    }

    void run() {
      step++;
      for (int i = 0; i < parameters.size(); i++) {
        NDArray parameter = parameters.get(i);
        update(parameter, parameter.getGradient(), first.get(i), second.get(i));
      }
    }

    private void update(NDArray parameter, NDArray g, NDArray a, NDArray u) {
      NDArrayEx engine = parameter.getNDArrayInternal();
      switch (kind) {
        case SGD -> descend(engine, new NDList(parameter, g, a), 0);
        case MOMENTUM ->
            descend(engine, new NDList(parameter, g, a), (float) OptimizerKind.MOMENTUM_BETA);
        case ADAM -> adam(engine, new NDList(parameter, g, a, u), 0, false);
        case ADAMW ->
            adam(engine, new NDList(parameter, g, a, u), (float) OptimizerKind.DECAY, true);
        case NESTEROV -> {
          a.muli(OptimizerKind.MOMENTUM_BETA).addi(g);
          parameter.subi(a.mul(OptimizerKind.MOMENTUM_BETA).addi(g).muli(rate));
          g.muli(0);
        }
        case ADAGRAD -> {
          a.addi(g.square());
          parameter.subi(g.div(a.sqrt().addi(1e-10)).muli(rate));
          g.muli(0);
        }
        case RMSPROP -> {
          a.muli(0.99).addi(g.square().muli(0.01));
          parameter.subi(g.div(a.sqrt().addi(EPSILON)).muli(rate));
          g.muli(0);
        }
        case ADADELTA -> {
          a.muli(0.9).addi(g.square().muli(0.1));
          NDArray d = u.add(1e-6).sqrt().divi(a.add(1e-6).sqrt()).muli(g);
          u.muli(0.9).addi(d.square().muli(0.1));
          parameter.subi(d.muli(rate));
          g.muli(0);
        }
        default -> throw new IllegalStateException("no update of " + kind);
      }
    }

    /** Sets the gradient to zero, too. */
    private void descend(NDArrayEx engine, NDList arrays, float momentum) {
      engine.sgdUpdate(arrays, new NDList(arrays.getFirst()), rate, 0, 1, -1, momentum, true);
    }

    /** Sets the gradient to zero, too. */
    private void adam(NDArrayEx engine, NDList arrays, float decay, boolean isDecoupled) {
      double correction = Math.sqrt(1 - Math.pow(BETA2, step)) / (1 - Math.pow(BETA1, step));
      engine.adamUpdate(
          arrays,
          new NDList(arrays.getFirst()),
          rate,
          (float) (rate * correction),
          decay,
          1,
          -1,
          BETA1,
          BETA2,
          EPSILON,
          true,
          isDecoupled);
    }
  }
}

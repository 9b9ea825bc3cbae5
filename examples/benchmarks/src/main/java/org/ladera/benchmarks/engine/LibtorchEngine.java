package org.ladera.benchmarks.engine;

import static org.bytedeco.pytorch.global.torch.addmm;
import static org.bytedeco.pytorch.global.torch.from_blob;
import static org.bytedeco.pytorch.global.torch.grad;
import static org.bytedeco.pytorch.global.torch.zeros;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.ladera.benchmarks.work.ActivationKind;
import org.ladera.benchmarks.work.LossKind;
import org.ladera.benchmarks.work.OpWork;
import org.ladera.benchmarks.work.ProductWork;
import org.ladera.benchmarks.work.StepData;
import org.ladera.benchmarks.work.StepWork;

/**
 * PyTorch's C++ library through JavaCPP: {@code addmm} on {@code [in, out]} weights, {@code
 * torch::autograd::grad} instead of {@code backward()}, and ATen's fused updates, or its {@code
 * _foreach_} operators where there is no fused one, instead of {@code torch::optim}. No binding
 * names these, so the dispatcher is asked for them. All objects of a step end with its scope.
 */
final class LibtorchEngine implements Engine {
  @Override
  public String name() {
    return "libtorch";
  }

  @Override
  public List<Setting> settings(int cores) {
    List<Setting> settings = new ArrayList<>();
    for (int threads : Setting.threads(cores)) {
      Setting plain = Setting.of(threads).unwatched();
      settings.add(plain.natives(threads, threads).variable("OMP_WAIT_POLICY", "passive"));
      if (threads > 1) {
        settings.add(plain.labeled("of them one of OpenMP").natives(1, threads));
      }
      settings.add(
          plain
              .labeled("MKL")
              .natives(threads, threads)
              .property("org.bytedeco.openblas.load", "mkl_rt"));
    }
    return settings;
  }

  @Override
  public List<Setting> settings(String kind, int cores) {
    return kind.equals(OpWork.KIND) ? LibtorchParts.settings(cores) : settings(cores);
  }

  @Override
  public boolean isOfJava() {
    return false;
  }

  @Override
  public String version() {
    return "PyTorch " + Jars.version("pytorch");
  }

  @Override
  public Session openOp(OpWork work) {
    return new LibtorchOps(work);
  }

  @Override
  public Session openProduct(ProductWork work) {
    return new LibtorchProduct(work);
  }

  @Override
  public Session open(StepWork work) throws LackingException {
    StepData data = new StepData(work);
    Network network = new Network(work, data);
    Tensor x = tensor(data.features(), work.batch(), work.in(0));
    Tensor y =
        work.loss().target() == LossKind.Target.CLASSES
            ? classes(data.classes())
            : tensor(data.targets(), work.batch(), work.outputs());
    return () -> network.step(x, y);
  }

  @Override
  public Learner learner(StepWork work) throws LackingException {
    return new Network(work, new StepData(work));
  }

  /** The parameters and what is done with them. */
  private static final class Network implements Learner {
    private final StepWork work;
    private final Activation activation;
    private final Loss loss;
    private final TensorVector leaves = new TensorVector();
    private final Tensor[] parameters;
    private final LibtorchUpdate update;

    Network(StepWork work, StepData data) throws LackingException {
      this.work = work;
      activation = activation(work.activation());
      loss = loss(work.loss());
      for (int i = 0; i < work.layers(); i++) {
        leaves.push_back(tensor(data.weights(i), work.in(i), work.out(i)));
        leaves.push_back(zeros(work.out(i)));
      }
      parameters = leaves.get();
      update = new LibtorchUpdate(work.optimizer(), work.moments().start(), parameters);
      for (Tensor parameter : parameters) {
        parameter.set_requires_grad(true);
      }
    }

    private Tensor forward(Tensor x) {
      Tensor h = x;
      for (int i = 0; i < work.layers(); i++) {
        h = addmm(parameters[2 * i + 1], h, parameters[2 * i]);
        if (work.isActivated(i)) {
          h = activation.apply(h);
        }
      }
      return h;
    }

    double step(Tensor x, Tensor y) {
      try (PointerScope _ = new PointerScope()) {
        Tensor mean = loss.of(forward(x), y);
        TensorVector gradients = grad(new TensorVector(mean), leaves);
        try (NoGradGuard _ = new NoGradGuard()) {
          update.run(gradients);
        }
        return mean.item_float();
      }
    }

    @Override
    public void learn(float[] features, int[] classes) {
      try (PointerScope _ = new PointerScope()) {
        step(tensor(features, work.batch(), work.in(0)), classes(classes));
      }
    }

    @Override
    public float[] scores(float[] features, int rows) {
      float[] scores = new float[rows * work.outputs()];
      try (PointerScope _ = new PointerScope();
          NoGradGuard _ = new NoGradGuard()) {
        forward(tensor(features, rows, work.in(0))).contiguous().data_ptr_float().get(scores);
      }
      return scores;
    }
  }

  private static Tensor tensor(float[] values, long... shape) {
    try (FloatPointer memory = new FloatPointer(values)) {
      return from_blob(memory, shape).clone();
    }
  }

  private static Tensor classes(int[] values) {
    long[] wide = Arrays.stream(values).asLongStream().toArray();
    try (LongPointer memory = new LongPointer(wide)) {
      return from_blob(memory, new long[] {wide.length}, new TensorOptions(torch.ScalarType.Long))
          .clone();
    }
  }

  @FunctionalInterface
  private interface Activation {
    Tensor apply(Tensor x);
  }

  private static Activation activation(ActivationKind kind) {
    Scalar slope = new Scalar(ActivationKind.SLOPE);
    return switch (kind) {
      case RELU -> torch::relu;
      case LEAKY_RELU -> x -> torch.leaky_relu(x, slope);
      case RELU6 -> torch::relu6;
      case ELU -> torch::elu;
      case SELU -> torch::selu;
      case GELU -> torch::gelu;
      case GELU_TANH -> x -> torch.gelu(x, "tanh");
      case SILU -> torch::silu;
      case MISH -> torch::mish;
      case TANH -> torch::tanh;
      case SIGMOID -> torch::sigmoid;
      case SOFTPLUS -> torch::softplus;
      case SOFTSIGN -> torch::softsign;
      case HARD_SIGMOID -> torch::hardsigmoid;
      case HARD_SILU -> torch::hardswish;
      case HARD_TANH -> torch::hardtanh;
      case IDENTITY -> x -> x;
    };
  }

  @FunctionalInterface
  private interface Loss {
    Tensor of(Tensor prediction, Tensor target);
  }

  private static Loss loss(LossKind kind) throws LackingException {
    Scalar one = new Scalar(1.0);
    Scalar two = new Scalar(-2.0);
    Scalar logTwo = new Scalar(Math.log(2));
    return switch (kind) {
      case SOFTMAX -> torch::cross_entropy_loss;
      case MSE -> torch::mse_loss;
      case MAE -> torch::l1_loss;
      case HUBER -> torch::huber_loss;
      case LOG_COSH ->
          (f, y) -> {
            Tensor e = f.sub(y);
            return e.add(torch.softplus(e.mul(two))).sub(logTwo).mean();
          };
      case BCE -> torch::binary_cross_entropy_with_logits;
      case POISSON -> (f, y) -> torch.poisson_nll_loss(f, y, true, false, 0, 1);
      case HINGE -> (f, y) -> torch.relu(torch.rsub(f.mul(y), one)).mean();
      case SQUARED_HINGE -> (f, y) -> torch.relu(torch.rsub(f.mul(y), one)).square().mean();
      case COSINE -> (f, y) -> torch.rsub(torch.cosine_similarity(f, y), one).mean();
      case FOCAL -> throw LackingException.of(kind);
    };
  }
}

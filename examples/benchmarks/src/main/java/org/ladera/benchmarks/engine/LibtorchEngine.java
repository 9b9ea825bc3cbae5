package org.ladera.benchmarks.engine;

import static org.bytedeco.pytorch.global.torch.addmm;
import static org.bytedeco.pytorch.global.torch.from_blob;
import static org.bytedeco.pytorch.global.torch.grad;
import static org.bytedeco.pytorch.global.torch.zeros;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Dispatcher;
import org.bytedeco.pytorch.GenericList;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.OperatorHandle;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorType;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.Type;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;
import org.ladera.benchmarks.work.ActivationKind;
import org.ladera.benchmarks.work.LossKind;
import org.ladera.benchmarks.work.OptimizerKind;
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
  public String version() {
    return "PyTorch " + Jars.version("pytorch");
  }

  @Override
  public Session open(StepWork work) throws LackingException {
    StepData data = new StepData(work);
    Activation activation = activation(work.activation());
    Loss loss = loss(work.loss());
    Tensor x = tensor(data.features(), work.batch(), work.in(0));
    Tensor y =
        work.loss().target() == LossKind.Target.CLASSES
            ? classes(data.classes())
            : tensor(data.targets(), work.batch(), work.outputs());
    TensorVector leaves = new TensorVector();
    for (int i = 0; i < work.layers(); i++) {
      leaves.push_back(tensor(data.weights(i), work.in(i), work.out(i)));
      leaves.push_back(zeros(work.out(i)));
    }
    Tensor[] parameters = leaves.get();
    Update update = new Update(work, parameters);
    for (Tensor parameter : parameters) {
      parameter.set_requires_grad(true);
    }
    return () -> {
      try (PointerScope _ = new PointerScope()) {
        Tensor h = x;
        for (int i = 0; i < work.layers(); i++) {
          h = addmm(parameters[2 * i + 1], h, parameters[2 * i]);
          if (work.isActivated(i)) {
            h = activation.apply(h);
          }
        }
        Tensor mean = loss.of(h, y);
        TensorVector gradients = grad(new TensorVector(mean), leaves);
        try (NoGradGuard _ = new NoGradGuard()) {
          update.run(gradients);
        }
        return mean.item_float();
      }
    };
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

  /** The update of all parameters by one call, or by one for each operation of the formula. */
  private static final class Update {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;

    private final Map<String, OperatorHandle> operators = new HashMap<>();
    private final IValue no = new IValue(false);
    private final IValue none = new IValue();
    private final IValue zero = new IValue(0.0);
    private final Scalar one = new Scalar(1.0);
    private final OptimizerKind kind;
    private final double rate;
    private final IValue parameters;
    private final IValue[] slots = new IValue[3];
    private final IValue empty = list(new TensorVector());
    private final Tensor count = zeros(new long[0]);
    private final IValue counts;
    private double step;
    private double product = 1;

    Update(StepWork work, Tensor... leaves) {
      this.kind = work.optimizer();
      this.rate = kind.rate();
      TensorVector raw = new TensorVector();
      TensorVector steps = new TensorVector();
      for (Tensor leaf : leaves) {
        raw.push_back(leaf.detach());
        steps.push_back(count);
      }
      parameters = list(raw);
      counts = list(steps);
      Scalar start = new Scalar(work.moments().start());
      for (int i = 0; i < slots.length; i++) {
        TensorVector slot = new TensorVector();
        for (Tensor leaf : leaves) {
          slot.push_back(torch.zeros_like(leaf).fill_(start));
        }
        slots[i] = list(slot);
      }
    }

    private static IValue list(TensorVector tensors) {
      GenericList list = new GenericList(new Type.TypePtr(TensorType.get()));
      for (long i = 0; i < tensors.size(); i++) {
        list.push_back(new IValue(tensors.get(i)));
      }
      return new IValue(list);
    }

    void run(TensorVector gradients) {
      IValue g = list(gradients);
      step++;
      switch (kind) {
        case SGD -> sgd(g, empty, 0, false);
        case MOMENTUM -> sgd(g, slots[0], OptimizerKind.MOMENTUM_BETA, false);
        case NESTEROV -> sgd(g, slots[0], OptimizerKind.MOMENTUM_BETA, true);
        case ADAGRAD -> adagrad(g);
        case ADADELTA -> adadelta(g);
        case RMSPROP -> rmsprop(g);
        case ADAM -> adam("_fused_adam_", g, 0, false);
        case AMSGRAD -> adam("_fused_adam_", g, 0, true);
        case ADAMW -> adam("_fused_adamw_", g, OptimizerKind.DECAY, false);
        case NADAM -> nadam(g);
        case RADAM -> radam(g);
        case ADAMAX -> adamax(g);
      }
    }

    private void sgd(IValue g, IValue buffers, double momentum, boolean nesterov) {
      call(
          "_fused_sgd_",
          "",
          parameters,
          g,
          buffers,
          zero,
          new IValue(momentum),
          new IValue(rate),
          zero,
          new IValue(nesterov),
          no,
          no,
          none,
          none);
    }

    private void adagrad(IValue g) {
      count.add_(one);
      call(
          "_fused_adagrad_",
          "",
          parameters,
          g,
          slots[0],
          counts,
          new IValue(rate),
          zero,
          zero,
          new IValue(1e-10),
          no,
          none,
          none);
    }

    private void adam(String operator, IValue g, double decay, boolean amsgrad) {
      count.add_(one);
      call(
          operator,
          "",
          parameters,
          g,
          slots[0],
          slots[1],
          amsgrad ? slots[2] : empty,
          counts,
          new IValue(rate),
          new IValue(BETA1),
          new IValue(BETA2),
          new IValue(decay),
          new IValue(EPSILON),
          new IValue(amsgrad),
          no,
          none,
          none);
    }

    private void rmsprop(IValue g) {
      mean(slots[0], g, 0.99);
      addQuotient(-rate, g, root(slots[0], 1));
    }

    private void adadelta(IValue g) {
      double decay = 0.9;
      double epsilon = 1e-6;
      mean(slots[0], g, decay);
      IValue delta = inside(slots[1], epsilon);
      each("_foreach_div_", "List", delta, inside(slots[0], epsilon));
      each("_foreach_mul_", "List", delta, g);
      mean(slots[1], delta, decay);
      each("_foreach_add_", "List", parameters, delta, scalar(-rate));
    }

    private void adamax(IValue g) {
      toward(slots[0], g);
      each("_foreach_mul_", "Scalar", slots[1], scalar(BETA2));
      IValue size = each("_foreach_abs", "", g);
      each("_foreach_add_", "Scalar", size, scalar(EPSILON));
      each("_foreach_maximum_", "List", slots[1], size);
      addQuotient(-rate / (1 - Math.pow(BETA1, step)), slots[0], slots[1]);
    }

    private void nadam(IValue g) {
      double mu = warmed(step);
      double next = warmed(step + 1);
      product *= mu;
      toward(slots[0], g);
      mean(slots[1], g, BETA2);
      IValue root = root(slots[1], Math.sqrt(1 - Math.pow(BETA2, step)));
      addQuotient(-rate * (1 - mu) / (1 - product), g, root);
      addQuotient(-rate * next / (1 - product * next), slots[0], root);
    }

    private static double warmed(double step) {
      return BETA1 * (1 - 0.5 * Math.pow(0.96, step * 0.004));
    }

    private void radam(IValue g) {
      toward(slots[0], g);
      mean(slots[1], g, BETA2);
      double limit = 2 / (1 - BETA2) - 1;
      double power = Math.pow(BETA2, step);
      double rho = limit - 2 * step * power / (1 - power);
      double length = -rate / (1 - Math.pow(BETA1, step));
      if (rho > 5) {
        double above = (rho - 4) * (rho - 2) * limit;
        double rectified = Math.sqrt(above / ((limit - 4) * (limit - 2) * rho));
        addQuotient(length * rectified * Math.sqrt(1 - power), slots[0], root(slots[1], 1));
      } else {
        each("_foreach_add_", "List", parameters, slots[0], scalar(length));
      }
    }

    /** The mean of squares goes on. */
    private void mean(IValue slot, IValue g, double decay) {
      each("_foreach_mul_", "Scalar", slot, scalar(decay));
      each("_foreach_addcmul_", "Scalar", slot, g, g, scalar(1 - decay));
    }

    private void toward(IValue slot, IValue g) {
      each("_foreach_lerp_", "Scalar", slot, g, scalar(1 - BETA1));
    }

    /** √slot / divisor + ε. */
    private IValue root(IValue slot, double divisor) {
      IValue root = each("_foreach_sqrt", "", slot);
      if (divisor != 1) {
        each("_foreach_div_", "Scalar", root, scalar(divisor));
      }
      each("_foreach_add_", "Scalar", root, scalar(EPSILON));
      return root;
    }

    private IValue inside(IValue slot, double epsilon) {
      IValue root = each("_foreach_add", "Scalar", slot, scalar(epsilon));
      each("_foreach_sqrt_", "", root);
      return root;
    }

    private void addQuotient(double length, IValue above, IValue below) {
      each("_foreach_addcdiv_", "Scalar", parameters, above, below, scalar(length));
    }

    private static IValue scalar(double value) {
      return new IValue(value);
    }

    private IValue each(String operator, String overload, IValue... arguments) {
      IValueVector stack = call(operator, overload, arguments);
      return stack.size() == 0 ? none : stack.get(0);
    }

    private IValueVector call(String operator, String overload, IValue... arguments) {
      IValueVector stack = new IValueVector(arguments);
      handle(operator, overload).callBoxed(stack);
      return stack;
    }

    private OperatorHandle handle(String operator, String overload) {
      String key = operator + "." + overload;
      @Nullable OperatorHandle known = operators.get(key);
      if (known == null) {
        known = Dispatcher.singleton().findSchemaOrThrow("aten::" + operator, overload);
        // It outlives the scope of the step that asked first.
        known.retainReference();
        operators.put(key, known);
      }
      return known;
    }
  }
}

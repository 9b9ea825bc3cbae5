package org.ladera.benchmarks.engine;

import static org.bytedeco.pytorch.global.torch.zeros;

import java.util.HashMap;
import java.util.Map;
import org.bytedeco.pytorch.Dispatcher;
import org.bytedeco.pytorch.GenericList;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.OperatorHandle;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorType;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.Type;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;
import org.ladera.benchmarks.work.OptimizerKind;

/** The update of all parameters by one call, or by one for each operation of the formula. */
final class LibtorchUpdate {
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

  /**
   * An update.
   *
   * @param kind of which rule
   * @param moment what every slot starts from
   * @param leaves the parameters
   */
  LibtorchUpdate(OptimizerKind kind, float moment, Tensor... leaves) {
    this.kind = kind;
    this.rate = kind.rate();
    TensorVector raw = new TensorVector();
    TensorVector steps = new TensorVector();
    for (Tensor leaf : leaves) {
      raw.push_back(leaf.detach());
      steps.push_back(count);
    }
    parameters = list(raw);
    counts = list(steps);
    Scalar start = new Scalar(moment);
    for (int i = 0; i < slots.length; i++) {
      TensorVector slot = new TensorVector();
      for (Tensor leaf : leaves) {
        slot.push_back(torch.zeros_like(leaf).fill_(start));
      }
      slots[i] = list(slot);
    }
  }

  /** {@return a list that operators take} */
  static IValue list(TensorVector tensors) {
    GenericList list = new GenericList(new Type.TypePtr(TensorType.get()));
    for (long i = 0; i < tensors.size(); i++) {
      list.push_back(new IValue(tensors.get(i)));
    }
    return new IValue(list);
  }

  /** Does one update. */
  void run(TensorVector gradients) {
    run(list(gradients));
  }

  /**
   * Does one update.
   *
   * @param g the gradients, as a {@link #list}
   */
  void run(IValue g) {
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

  /**
   * Does one update of Adam as PyTorch's {@code foreach} does, an operator for each operation.
   *
   * @param g the gradients, as a {@link #list}
   */
  void runAdamForEach(IValue g) {
    step++;
    toward(slots[0], g);
    mean(slots[1], g, BETA2);
    IValue root = root(slots[1], Math.sqrt(1 - Math.pow(BETA2, step)));
    addQuotient(-rate / (1 - Math.pow(BETA1, step)), slots[0], root);
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

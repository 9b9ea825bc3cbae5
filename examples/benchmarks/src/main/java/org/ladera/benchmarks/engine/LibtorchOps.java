package org.ladera.benchmarks.engine;

import static org.bytedeco.pytorch.global.torch.ScalarType;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.ladera.benchmarks.work.OpKind;
import org.ladera.benchmarks.work.OpWork;
import org.ladera.benchmarks.work.Operand;

/**
 * The ops by PyTorch, each by the variant that writes into a given tensor and is not a copy of
 * another's result: so relu is {@code clamp_min}. A chain does its later ops in place.
 */
final class LibtorchOps implements Session {
  private static final double EPSILON = 1e-5;

  private final PointerScope scope = new PointerScope();
  private final NoGradGuard guard = new NoGradGuard();
  private final Runnable op;
  private final List<Tensor> in = new ArrayList<>();

  /** It takes its size from the first result. */
  private final Tensor out;

  LibtorchOps(OpWork work) {
    for (Operand operand : work.operands()) {
      in.add(tensor(operand, in.size()));
    }
    out = torch.empty(new long[] {0}, options(resultType(work.op())), null);
    op = op(work);
  }

  private static ScalarType resultType(OpKind op) {
    return switch (op) {
      case LESS -> ScalarType.Bool;
      case ARG_MAX -> ScalarType.Long;
      default -> ScalarType.Float;
    };
  }

  private static TensorOptions options(ScalarType type) {
    return new TensorOptions(type);
  }

  private static Tensor tensor(Operand operand, int index) {
    ScalarType type =
        switch (operand.content()) {
          case SIGNED, POSITIVE -> ScalarType.Float;
          case TRUTHS -> ScalarType.Bool;
          case ROWS -> ScalarType.Long;
        };
    Tensor tensor = torch.empty(operand.shape(), options(type), null);
    OpArrays.fill(LibtorchParts.address(tensor), operand, index, OpArrays.Width.LONG);
    return tensor;
  }

  @Override
  public double step() {
    try (PointerScope _ = new PointerScope()) {
      op.run();
    }
    return 0;
  }

  @Override
  public float[] result(int most) {
    long address = LibtorchParts.address(out);
    return switch (out.scalar_type().intern()) {
      case Bool -> OpArrays.sample(address, out.numel(), most, OpArrays.Width.BYTE);
      case Long -> OpArrays.sample(address, out.numel(), most, OpArrays.Width.LONG);
      default -> NativeFloats.sample(address, out.numel(), most);
    };
  }

  @Override
  public void close() {
    guard.close();
    scope.close();
  }

  private Runnable op(OpWork work) {
    return switch (work.op().group()) {
      case ARITHMETIC, CHOICE, BROADCAST -> arithmetic(work.op());
      case FUNCTION -> function(work.op());
      case REDUCTION, SOFTMAX -> reduction(work.op());
      case MOVEMENT -> movement(work);
      case INDEXED -> indexed(work.op());
      case CHAIN -> chain(work);
    };
  }

  private Tensor x() {
    return in.getFirst();
  }

  private Tensor y() {
    return in.get(1);
  }

  private Tensor z() {
    return in.get(2);
  }

  private Runnable arithmetic(OpKind op) {
    Scalar factor = new Scalar(1.5);
    ScalarOptional low = new ScalarOptional(new Scalar(-1.0));
    ScalarOptional high = new ScalarOptional(new Scalar(1.0));
    return switch (op) {
      case ADD, ADD_ROW, ADD_COLUMN -> () -> torch.add_out(out, x(), y());
      case SUBTRACT -> () -> torch.sub_out(out, x(), y());
      case MULTIPLY -> () -> torch.mul_out(out, x(), y());
      case DIVIDE -> () -> torch.div_out(out, x(), y());
      case MAXIMUM -> () -> torch.maximum_out(out, x(), y());
      case MINIMUM -> () -> torch.minimum_out(out, x(), y());
      case SCALE -> () -> torch.mul_out(out, x(), factor);
      case NEGATE -> () -> torch.neg_out(out, x());
      case ABS -> () -> torch.abs_out(out, x());
      case SQUARE -> () -> torch.mul_out(out, x(), x());
      case SQRT -> () -> torch.sqrt_out(out, x());
      case FLOOR -> () -> torch.floor_out(out, x());
      case CLIP -> () -> torch.clamp_out(out, x(), low, high);
      case LESS -> () -> torch.lt_out(out, x(), y());
      case WHERE -> () -> torch.where_out(out, x(), y(), z());
      default -> throw new IllegalStateException(op.word());
    };
  }

  private Runnable function(OpKind op) {
    Scalar zero = new Scalar(0.0);
    Scalar exponent = new Scalar(1.7);
    return switch (op) {
      case EXP -> () -> torch.exp_out(out, x());
      case EXPM1 -> () -> torch.expm1_out(out, x());
      case LOG -> () -> torch.log_out(out, x());
      case LOG1P -> () -> torch.log1p_out(out, x());
      case POWER -> () -> torch.pow_out(out, x(), exponent);
      case SIN -> () -> torch.sin_out(out, x());
      case COS -> () -> torch.cos_out(out, x());
      case TANH -> () -> torch.tanh_out(out, x());
      case SIGMOID -> () -> torch.sigmoid_out(out, x());
      case ERF -> () -> torch.erf_out(out, x());
      case SOFTPLUS -> () -> torch.softplus_out(out, x());
      case RELU -> () -> torch.clamp_min_out(out, x(), zero);
      case ELU -> () -> torch.elu_out(out, x());
      case GELU -> () -> torch.gelu_out(out, x());
      case SILU -> () -> torch.silu_out(out, x());
      default -> throw new IllegalStateException(op.word());
    };
  }

  private Runnable reduction(OpKind op) {
    long[] first = {0};
    long[] last = {1};
    return switch (op) {
      case SUM -> () -> torch.sum_out(out, x(), 0, 1);
      case SUM_LAST -> () -> torch.sum_out(out, x(), last);
      case SUM_FIRST -> () -> torch.sum_out(out, x(), first);
      case MEAN -> () -> torch.mean_out(out, x(), 0, 1);
      case MEAN_LAST -> () -> torch.mean_out(out, x(), last);
      case MEAN_FIRST -> () -> torch.mean_out(out, x(), first);
      case MAX -> () -> torch.max_out(out, x());
      case MAX_LAST -> () -> torch.amax_out(out, x(), last, false);
      case MAX_FIRST -> () -> torch.amax_out(out, x(), first, false);
      case SOFTMAX -> () -> torch.softmax_out(out, x(), 1);
      case LOG_SOFTMAX -> () -> torch.log_softmax_out(out, x(), 1);
      case LOG_SUM_EXP -> () -> torch.logsumexp_out(out, x(), last);
      default -> throw new IllegalStateException(op.word());
    };
  }

  /** Views are made once, as they cost nothing. */
  private Runnable movement(OpWork work) {
    if (work.op() == OpKind.CONCAT) {
      TensorVector parts = new TensorVector(x(), y());
      return () -> torch.cat_out(out, parts, 1);
    }
    Tensor view =
        switch (work.op()) {
          case TRANSPOSE -> x().t();
          case PERMUTE -> x().permute(2, 0, 1);
          case SLICE -> x().narrow(1, work.sliceBegin(), work.sliceEnd() - work.sliceBegin());
          default -> throw new IllegalStateException(work.op().word());
        };
    out.resize_(view.sizes().vec().get());
    return () -> out.copy_(view);
  }

  private Runnable indexed(OpKind op) {
    if (op == OpKind.SCATTER_ADD) {
      out.resize_(x().sizes().vec().get());
    }
    Tensor order = torch.empty(new long[] {0}, options(ScalarType.Long), null);
    LongOptional last = new LongOptional(1);
    return switch (op) {
      case GATHER -> () -> torch.index_select_out(out, x(), 0, y());
      case SCATTER_ADD -> () -> out.zero_().index_add_(0, y(), x());
      case ARG_MAX -> () -> torch.argmax_out(out, x(), last, false);
      case SORT -> () -> torch.sort_out(out, order, x(), 1, false);
      default -> throw new IllegalStateException(op.word());
    };
  }

  private Runnable chain(OpWork work) {
    Scalar zero = new Scalar(0.0);
    Scalar half = new Scalar(0.5);
    Scalar two = new Scalar(2.0);
    TensorOptional none = new TensorOptional();
    Tensor mean = LibtorchParts.floats(0);
    Tensor deviation = LibtorchParts.floats(0);
    long[] columns = {work.columns()};
    return switch (work.op()) {
      case MULTIPLY_ADD -> () -> torch.addcmul_out(out, z(), x(), y());
      case GELU_CHAIN -> () -> torch.gelu_(torch.addcmul_out(out, z(), x(), y())).mul_(two);
      case SILU_CHAIN -> () -> torch.silu_out(out, x()).add_(y());
      case TANH_CHAIN -> () -> torch.tanh_out(out, x()).mul_(y()).add_(z(), half);
      case RESIDUAL_CHAIN -> () -> torch.add_out(out, x(), y()).clamp_min_(zero);
      case SQUARED_ERROR_CHAIN -> squaredError(work);
      case LAYER_NORM_CHAIN ->
          () ->
              torch.native_layer_norm_out(out, mean, deviation, x(), columns, none, none, EPSILON);
      default -> throw new IllegalStateException(work.op().word());
    };
  }

  /** Without the new array that {@code mse_loss} makes. */
  private Runnable squaredError(OpWork work) {
    Tensor error = LibtorchParts.floats(work.rows(), work.columns());
    Tensor flat = error.view(work.size());
    Scalar count = new Scalar((double) work.size());
    return () -> {
      torch.sub_out(error, x(), y());
      torch.dot_out(out, flat, flat).div_(count);
    };
  }
}

package org.ladera.benchmarks.engine;

import static org.ladera.core.graph.Ops.constant;

import java.util.ArrayList;
import java.util.List;
import org.ladera.benchmarks.work.KernelWork;
import org.ladera.benchmarks.work.OpKind;
import org.ladera.benchmarks.work.OpWork;
import org.ladera.benchmarks.work.Operand;
import org.ladera.core.backend.Compiled;
import org.ladera.core.fn.Activations;
import org.ladera.core.fn.Elementary;
import org.ladera.core.fn.Softmax;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.NodeFunction;
import org.ladera.core.graph.Ops;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The ops as formulas of nodes. */
final class LaderaOps {
  private static final List<String> NAMES = List.of("x", "y", "z");
  private static final double EPSILON = 1e-5;

  private LaderaOps() {}

  static LaderaProgram open(OpWork work) throws LackingException {
    if (work.op() == OpKind.SORT) {
      throw LackingException.of(work.op());
    }
    List<INDArray> inputs = new ArrayList<>();
    for (Operand operand : work.operands()) {
      inputs.add(array(operand, inputs.size()));
    }
    NodeFunction function =
        new NodeFunction(NAMES.subList(0, inputs.size()), nodes -> formula(work, nodes));
    return new LaderaProgram(Compiled.of(function), inputs);
  }

  static LaderaProgram open(KernelWork work) {
    Operand x = new Operand(List.of(work.rows(), work.columns()), Operand.Content.SIGNED);
    return new LaderaProgram(Compiled.of(node -> chain(node, work.stages())), List.of(array(x, 0)));
  }

  /** No sum is known before the last one was added to all rows. */
  private static Node chain(Node x, int stages) {
    Node y = x;
    for (int i = 0; i < stages; i++) {
      y = y.times(0.5).plus(y.sum(0).times(0.01));
    }
    return y;
  }

  private static INDArray array(Operand operand, int index) {
    DataType type =
        switch (operand.content()) {
          case SIGNED, POSITIVE -> DataType.FLOAT;
          case TRUTHS -> DataType.BOOL;
          case ROWS -> DataType.INT32;
        };
    INDArray array = Nd4j.createUninitialized(type, operand.shape(), 'c');
    OpArrays.fill(LaderaProgram.address(array), operand, index, OpArrays.Width.INT);
    return array;
  }

  private static Node formula(OpWork work, List<Node> inputs) {
    Node x = inputs.getFirst();
    return switch (work.op().group()) {
      case ARITHMETIC, CHOICE -> arithmetic(work.op(), x, inputs);
      case FUNCTION -> function(work.op(), x);
      case BROADCAST -> x.plus(inputs.get(1));
      case REDUCTION, SOFTMAX -> reduction(work.op(), x);
      case MOVEMENT -> movement(work, x, inputs);
      case INDEXED -> indexed(work, x, inputs);
      case CHAIN -> chained(work.op(), x, inputs);
    };
  }

  private static Node arithmetic(OpKind op, Node x, List<Node> inputs) {
    return switch (op) {
      case ADD -> x.plus(inputs.get(1));
      case SUBTRACT -> x.minus(inputs.get(1));
      case MULTIPLY -> x.times(inputs.get(1));
      case DIVIDE -> x.dividedBy(inputs.get(1));
      case MAXIMUM -> Ops.max(x, inputs.get(1));
      case MINIMUM -> Ops.min(x, inputs.get(1));
      case SCALE -> x.times(1.5);
      case NEGATE -> x.negate();
      case ABS -> Ops.abs(x);
      case SQUARE -> x.square();
      case SQRT -> Ops.sqrt(x);
      case FLOOR -> Ops.floor(x);
      case CLIP -> Elementary.clip(x, -1, 1);
      case LESS -> Ops.less(x, inputs.get(1));
      case WHERE -> Ops.select(x, inputs.get(1), inputs.get(2));
      default -> throw new IllegalStateException(op.word());
    };
  }

  private static Node function(OpKind op, Node x) {
    return switch (op) {
      case EXP -> Ops.exp(x);
      case EXPM1 -> Ops.expm1(x);
      case LOG -> Ops.log(x);
      case LOG1P -> Ops.log1p(x);
      case POWER -> x.pow(1.7);
      case SIN -> Ops.sin(x);
      case COS -> Ops.cos(x);
      case TANH -> Ops.tanh(x);
      case SIGMOID -> Ops.sigmoid(x);
      case ERF -> Ops.erf(x);
      case SOFTPLUS -> Ops.softplus(x);
      case RELU -> Activations.relu(x);
      case ELU -> Activations.elu(x, 1);
      case GELU -> Activations.gelu(x);
      case SILU -> Activations.silu(x);
      default -> throw new IllegalStateException(op.word());
    };
  }

  private static Node reduction(OpKind op, Node x) {
    return switch (op) {
      case SUM -> x.sum();
      case SUM_LAST -> x.sum(1);
      case SUM_FIRST -> x.sum(0);
      case MEAN -> x.mean();
      case MEAN_LAST -> x.mean(1);
      case MEAN_FIRST -> x.mean(0);
      case MAX -> x.max();
      case MAX_LAST -> x.max(1);
      case MAX_FIRST -> x.max(0);
      case SOFTMAX -> Softmax.softmax(x);
      case LOG_SOFTMAX -> Softmax.logSoftmax(x);
      case LOG_SUM_EXP -> Softmax.logSumExp(x, 1);
      default -> throw new IllegalStateException(op.word());
    };
  }

  private static Node movement(OpWork work, Node x, List<Node> inputs) {
    return switch (work.op()) {
      case TRANSPOSE -> x.transpose();
      case PERMUTE -> Ops.permute(x, 2, 0, 1);
      case SLICE -> x.slice(1, work.sliceBegin(), work.sliceEnd());
      case CONCAT -> Ops.concat(1, x, inputs.get(1));
      default -> throw new IllegalStateException(work.op().word());
    };
  }

  private static Node indexed(OpWork work, Node x, List<Node> inputs) {
    return switch (work.op()) {
      case GATHER -> Ops.gather(x, inputs.get(1), 0);
      case SCATTER_ADD -> Ops.scatterAdd(x, inputs.get(1), 0, work.rows());
      case ARG_MAX -> Ops.argMax(x, 1);
      default -> throw new IllegalStateException(work.op().word());
    };
  }

  private static Node chained(OpKind op, Node x, List<Node> inputs) {
    return switch (op) {
      case MULTIPLY_ADD -> x.times(inputs.get(1)).plus(inputs.get(2));
      case GELU_CHAIN -> Activations.gelu(x.times(inputs.get(1)).plus(inputs.get(2))).times(2);
      case SILU_CHAIN -> x.times(Ops.sigmoid(x)).plus(inputs.get(1));
      case TANH_CHAIN -> Ops.tanh(x).times(inputs.get(1)).plus(inputs.get(2).times(0.5));
      case RESIDUAL_CHAIN -> Activations.relu(x.plus(inputs.get(1)));
      case SQUARED_ERROR_CHAIN -> x.minus(inputs.get(1)).square().mean();
      case LAYER_NORM_CHAIN -> {
        Node centered = x.minus(column(x.mean(1)));
        Node variance = column(centered.square().mean(1));
        yield centered.dividedBy(Ops.sqrt(variance.plus(constant(EPSILON))));
      }
      default -> throw new IllegalStateException(op.word());
    };
  }

  private static Node column(Node x) {
    return x.reshape(Math.toIntExact(x.shape().size()), 1);
  }
}

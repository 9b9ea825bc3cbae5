package org.ladera.benchmarks.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.ladera.benchmarks.work.ActivationKind;
import org.ladera.benchmarks.work.LossKind;
import org.ladera.benchmarks.work.StepData;
import org.ladera.benchmarks.work.StepWork;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
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

/** A network, its loss, its gradients and its update as one graph. */
final class TensorflowGraph {
  private final Graph graph = new Graph();
  private final TensorflowVariables variables;
  private final Operand<TFloat32> x;
  private final Operand<?> y;
  private final Operand<TFloat32> scores;
  private final Operand<TFloat32> step;

  TensorflowGraph(StepWork work, StepData data) throws LackingException {
    Ops tf = Ops.create(graph);
    x = tf.placeholder(TFloat32.class);
    variables = new TensorflowVariables(tf);
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
    if (work.loss().target() == LossKind.Target.CLASSES) {
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
    List<Op> updates = new TensorflowUpdates(tf, work, variables).of(parameters, gradients);
    step = tf.withControlDependencies(updates).identity(mean);
  }

  /** {@return a session of this, with its variables at their start} */
  org.tensorflow.Session session(ConfigProto configuration) {
    org.tensorflow.Session session = new org.tensorflow.Session(graph, configuration);
    variables.starts().forEach(session::run);
    return session;
  }

  /** {@return where a batch is fed, {@code [batch, in]}} */
  Operand<TFloat32> x() {
    return x;
  }

  /** {@return where its classes or targets are fed} */
  Operand<?> y() {
    return y;
  }

  /** {@return what the last layer says} */
  Operand<TFloat32> scores() {
    return scores;
  }

  /** {@return the loss, which is fetched once the parameters are updated} */
  Operand<TFloat32> step() {
    return step;
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
}

package org.ladera.benchmarks.engine;

import java.util.ArrayList;
import java.util.List;
import org.ladera.benchmarks.work.OptimizerKind;
import org.ladera.benchmarks.work.StepWork;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.train.ApplyMomentum;
import org.tensorflow.types.TFloat32;

/**
 * The optimizers as TensorFlow's core kernels. No update may begin before the last gradient is
 * there, as gradients read weights.
 */
final class TensorflowUpdates {
  private final Ops tf;
  private final StepWork work;
  private final TensorflowVariables variables;
  private final Operand<TFloat32> rate;
  private final Operand<TFloat32> beta1;
  private final Operand<TFloat32> beta2;
  private final Operand<TFloat32> epsilon;

  TensorflowUpdates(Ops tf, StepWork work, TensorflowVariables variables) {
    this.tf = tf;
    this.work = work;
    this.variables = variables;
    rate = tf.constant((float) work.optimizer().rate());
    beta1 = tf.constant(0.9f);
    beta2 = tf.constant(0.999f);
    epsilon = tf.constant(1e-8f);
  }

  /**
   * {@return an op for each parameter, and for what the parameters share}
   *
   * @param parameters the variables
   * @param gradients one for each
   * @throws LackingException if there is no kernel of the optimizer
   */
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
              parameter, slot(parameter), rate, g, momentum, ApplyMomentum.useNesterov(true));
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
              parameter, slot(parameter), slot(parameter), power1, rate, beta1, beta2, epsilon, g);
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

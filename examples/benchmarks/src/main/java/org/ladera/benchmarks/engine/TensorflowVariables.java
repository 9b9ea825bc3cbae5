package org.ladera.benchmarks.engine;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Variables of the graph, and what sets them at the start. */
final class TensorflowVariables {
  private final Ops tf;
  private final List<Op> starts = new ArrayList<>();

  TensorflowVariables(Ops tf) {
    this.tf = tf;
  }

  /** {@return what sets them} */
  List<Op> starts() {
    return starts;
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

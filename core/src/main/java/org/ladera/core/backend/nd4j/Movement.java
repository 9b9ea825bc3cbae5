package org.ladera.core.backend.nd4j;

import java.util.ArrayList;
import java.util.List;
import org.ladera.core.graph.Concat;
import org.ladera.core.graph.Pad;
import org.ladera.core.graph.Permute;
import org.ladera.core.graph.Slice;
import org.ladera.core.type.Shape;

/** Ops that move entries: ND4J's copy between a dense array and a view of another. */
final class Movement {
  private Movement() {}

  static Step broadcast(Operand input, Shape shape, Block output) {
    if (input.isSingle()) {
      return Calls.fill(input.scalar(), output.vector());
    }
    return Repeats.call("assign", shape, output, new Operand(output, shape, false), input);
  }

  static Step permute(Permute op, Operand input, Shape shape, Block output) {
    long[] dense = Sizes.strides(input.shape());
    long[] strides = new long[dense.length];
    for (int axis = 0; axis < strides.length; axis++) {
      strides[axis] = dense[op.order().get(axis)];
    }
    return Calls.copy(input.block().view(Block.sizes(shape), strides, 0), output.as(shape));
  }

  static Step slice(Slice op, Operand input, Shape shape, Block output) {
    long[] strides = Sizes.strides(input.shape());
    long offset = 0;
    for (int axis = 0; axis < strides.length; axis++) {
      offset += op.starts().get(axis) * strides[axis];
      strides[axis] *= op.steps().get(axis);
    }
    return Calls.copy(input.block().view(Block.sizes(shape), strides, offset), output.as(shape));
  }

  static List<Step> pad(Pad op, Operand input, Shape shape, Block output) {
    List<Step> steps = new ArrayList<>();
    steps.add(Calls.zeros(output.vector()));
    if (input.block().length() > 0) {
      long[] strides = Sizes.strides(shape);
      long offset = 0;
      for (int axis = 0; axis < strides.length; axis++) {
        offset += op.low().get(axis) * strides[axis];
        strides[axis] *= op.interior().get(axis) + 1;
      }
      steps.add(
          Calls.copy(input.array(), output.view(Block.sizes(input.shape()), strides, offset)));
    }
    return steps;
  }

  static List<Step> concat(Concat op, List<Operand> inputs, Shape shape, Block output) {
    List<Step> steps = new ArrayList<>();
    long[] strides = Sizes.strides(shape);
    long offset = 0;
    for (Operand input : inputs) {
      if (input.block().length() > 0) {
        steps.add(
            Calls.copy(
                input.array(), output.view(Block.sizes(input.shape()), strides.clone(), offset)));
      }
      offset += input.shape().get(op.axis()) * strides[op.axis()];
    }
    return steps;
  }
}

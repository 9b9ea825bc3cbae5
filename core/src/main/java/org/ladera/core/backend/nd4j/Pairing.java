package org.ladera.core.backend.nd4j;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ladera.core.type.Shape;
import org.nd4j.linalg.api.ops.ScalarOp;
import org.nd4j.linalg.api.ops.impl.scalar.Pow;
import org.nd4j.linalg.api.ops.impl.scalar.ScalarAdd;
import org.nd4j.linalg.api.ops.impl.scalar.ScalarDivision;
import org.nd4j.linalg.api.ops.impl.scalar.ScalarMultiplication;
import org.nd4j.linalg.api.ops.impl.scalar.ScalarReverseDivision;
import org.nd4j.linalg.api.ops.impl.scalar.ScalarReverseSubtraction;
import org.nd4j.linalg.api.ops.impl.scalar.ScalarSubtraction;
import org.nd4j.linalg.api.ops.impl.scalar.comparison.ScalarEquals;
import org.nd4j.linalg.api.ops.impl.scalar.comparison.ScalarGreaterThan;
import org.nd4j.linalg.api.ops.impl.scalar.comparison.ScalarGreaterThanOrEqual;
import org.nd4j.linalg.api.ops.impl.scalar.comparison.ScalarLessThan;
import org.nd4j.linalg.api.ops.impl.scalar.comparison.ScalarLessThanOrEqual;

/**
 * A function of two operands that ND4J computes as we mean it. It has a form for two arrays, which
 * repeats the smaller one, and mostly cheaper forms for an array and one number.
 *
 * @param name the form for two arrays
 * @param singleRight the form for one number on the right
 * @param singleLeft the form for one number on the left
 */
record Pairing(
    String name,
    @Nullable Supplier<? extends ScalarOp> singleRight,
    @Nullable Supplier<? extends ScalarOp> singleLeft) {
  static final Pairing ADD = new Pairing("add", ScalarAdd::new, ScalarAdd::new);
  static final Pairing SUBTRACT =
      new Pairing("subtract", ScalarSubtraction::new, ScalarReverseSubtraction::new);
  static final Pairing MULTIPLY =
      new Pairing("multiply", ScalarMultiplication::new, ScalarMultiplication::new);
  static final Pairing DIVIDE =
      new Pairing("divide", ScalarDivision::new, ScalarReverseDivision::new);
  static final Pairing POWER = new Pairing("Pow", Pow::new, null);
  static final Pairing LESS = new Pairing("less", ScalarLessThan::new, ScalarGreaterThan::new);
  static final Pairing LESS_EQUAL =
      new Pairing("less_equal", ScalarLessThanOrEqual::new, ScalarGreaterThanOrEqual::new);
  static final Pairing EQUAL = new Pairing("equals", ScalarEquals::new, ScalarEquals::new);
  static final Pairing AND = new Pairing("boolean_and", null, null);
  static final Pairing OR = new Pairing("boolean_or", null, null);

  Step step(List<Operand> inputs, Shape shape, Block output) {
    Operand left = inputs.get(0);
    Operand right = inputs.get(1);
    if (right.isSingle() && singleRight != null && left.block().length() == output.length()) {
      return Calls.scalar(singleRight, left.vector(), right.scalar(), output.vector());
    }
    if (left.isSingle() && singleLeft != null && right.block().length() == output.length()) {
      return Calls.scalar(singleLeft, right.vector(), left.scalar(), output.vector());
    }
    if (isFlat(left, output) && isFlat(right, output)) {
      return Calls.custom(name, output.vector(), List.of(left.vector(), right.vector()));
    }
    return Repeats.call(name, shape, output, left, right);
  }

  private static boolean isFlat(Operand operand, Block output) {
    return operand.isSingle() || operand.block().length() == output.length();
  }
}

package org.ladera.core.program;

import com.google.common.primitives.ImmutableIntArray;
import java.util.function.IntUnaryOperator;
import org.ladera.core.type.DType;

/**
 * One line of a {@link Body}: a value at each point of a loop. Lines name each other by their
 * position in the list, and only lines above.
 */
public sealed interface Value {
  /** {@return the type of the value} */
  DType dtype();

  /**
   * A number known in advance.
   *
   * @param dtype its type
   * @param bits its bits, those of float32 in the lower half, of integers sign-extended, of bool 0
   *     or 1; so that -0 and NaN have an identity
   * @param given whether it is a number that the user chose, such as a learning rate or the size of
   *     a batch, so that another one shall cost no code
   */
  record Const(DType dtype, long bits, boolean given) implements Value {
    /**
     * A number that belongs to the code.
     *
     * @param dtype its type
     * @param bits its bits
     */
    public Const(DType dtype, long bits) {
      this(dtype, bits, false);
    }
  }

  /**
   * The entry of a stream at the point.
   *
   * @param dtype the type of the stream
   * @param stream its position among the streams
   */
  record Load(DType dtype, int stream) implements Value {}

  /**
   * An op on values at the point.
   *
   * @param dtype the type of the result
   * @param op the op
   * @param arguments the lines it is applied to
   */
  record Apply(DType dtype, ScalarOp op, ImmutableIntArray arguments) implements Value {
    /**
     * {@return the same op on the lines as another body numbers them}
     *
     * @param lines from the number of a line here to its number there
     */
    public Apply renumbered(IntUnaryOperator lines) {
      ImmutableIntArray.Builder moved = ImmutableIntArray.builder(arguments.length());
      arguments.forEach(argument -> moved.add(lines.applyAsInt(argument)));
      return new Apply(dtype, op, moved.build());
    }
  }

  /**
   * The reduction of a value over the whole row; one value for each row.
   *
   * @param dtype the type of the value
   * @param kind how
   * @param argument the line that is reduced
   */
  record Reduce(DType dtype, Reduction kind, int argument) implements Value {}
}

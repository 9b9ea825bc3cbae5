package org.ladera.core.plan;

import org.ladera.core.graph.Literal;
import org.ladera.core.program.BodyBuilder;
import org.ladera.core.program.Value;
import org.ladera.core.type.DType;

/**
 * Numbers of formulas as lines of a body. All floating ones but 0, 1 and -1, which say what an op
 * does rather than how much, are given ones.
 */
final class Numbers {
  private Numbers() {}

  static int of(BodyBuilder body, Literal literal) {
    DType dtype = literal.type().dtype();
    return switch (dtype) {
      case FLOAT32 ->
          number(
              body, dtype, Float.floatToRawIntBits((float) literal.value()) & 0xffffffffL, literal);
      case FLOAT64 -> number(body, dtype, Double.doubleToRawLongBits(literal.value()), literal);
      default -> body.add(new Value.Const(dtype, (long) literal.value()));
    };
  }

  private static int number(BodyBuilder body, DType dtype, long bits, Literal literal) {
    double size = Math.abs(literal.value());
    boolean given = size != 0 && size != 1 && Double.isFinite(size);
    return body.add(new Value.Const(dtype, bits, given));
  }
}

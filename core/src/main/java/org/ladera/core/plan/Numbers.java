package org.ladera.core.plan;

import org.ladera.core.graph.Literal;
import org.ladera.core.program.BodyBuilder;
import org.ladera.core.program.Value;
import org.ladera.core.type.DType;

/** Numbers of formulas as lines of a body. */
final class Numbers {
  private Numbers() {}

  static int of(BodyBuilder body, Literal literal) {
    DType dtype = literal.type().dtype();
    return switch (dtype) {
      case FLOAT32 -> body.constant((float) literal.value());
      case FLOAT64 -> body.constant(literal.value());
      default -> body.add(new Value.Const(dtype, (long) literal.value()));
    };
  }
}

package org.ladera.core.rewrite.rule;

import com.google.common.primitives.ImmutableIntArray;
import org.jspecify.annotations.Nullable;
import org.ladera.core.graph.Max;
import org.ladera.core.graph.Min;
import org.ladera.core.graph.Op;
import org.ladera.core.graph.Sum;

/** What sum, largest and smallest entry share. */
final class Reductions {
  private Reductions() {}

  /** The axes that a reduction makes disappear, or null for any other op. */
  static @Nullable ImmutableIntArray axes(Op op) {
    return switch (op) {
      case Sum sum -> sum.axes();
      case Max max -> max.axes();
      case Min min -> min.axes();
      default -> null;
    };
  }

  /** The same reduction along other axes. */
  static Op along(Op op, ImmutableIntArray axes) {
    return switch (op) {
      case Sum _ -> new Sum(axes);
      case Max _ -> new Max(axes);
      case Min _ -> new Min(axes);
      default -> throw new IllegalStateException(op + " is no reduction");
    };
  }
}

package org.ladera.core.plan;

import org.ladera.core.graph.Cos;
import org.ladera.core.graph.Divide;
import org.ladera.core.graph.Elementwise;
import org.ladera.core.graph.Equal;
import org.ladera.core.graph.Erf;
import org.ladera.core.graph.Exp;
import org.ladera.core.graph.Expm1;
import org.ladera.core.graph.Less;
import org.ladera.core.graph.LessEqual;
import org.ladera.core.graph.Log;
import org.ladera.core.graph.Log1p;
import org.ladera.core.graph.Maximum;
import org.ladera.core.graph.Minimum;
import org.ladera.core.graph.Power;
import org.ladera.core.graph.Select;
import org.ladera.core.graph.Sigmoid;
import org.ladera.core.graph.Sin;
import org.ladera.core.graph.Sqrt;
import org.ladera.core.graph.Tanh;
import org.ladera.core.type.DType;

/**
 * What an op costs at a point, in units of 0.01 ns for a float32 entry in the first cache, as
 * measured with 16 lanes at 3 to 4 GHz.
 */
final class Costs {
  /** What a loop may cost at each point. */
  static final int UNITS = 128;

  /** How much memory a loop may pass at each point. */
  static final int STREAMS = 12;

  /** How many results a loop may store at each point. */
  static final int OUTPUTS = 8;

  /** How many vertices a loop may have. */
  static final int MEMBERS = 160;

  /** What it may cost to compute a value again rather than to store it. */
  static final int REPEATED = 8;

  /** How many entries a row may have whose values are read again after its reduction. */
  static final long ROW = 8192;

  /** Bytes that stay in the first cache, whatever passes. */
  static final long SMALL = 1024;

  private static final int FUNCTION = 28;

  /** Of float32, which is written out in more than a hundred ops. */
  private static final int POWER = 100;

  private Costs() {}

  static int units(Vertex vertex) {
    if (vertex.isReduce()) {
      return 2;
    }
    if (vertex.isCopy() || !(vertex.node().op() instanceof Elementwise op)) {
      return 0;
    }
    return switch (op) {
      case Exp _, Expm1 _, Log _, Log1p _, Sin _, Cos _, Tanh _, Sigmoid _, Erf _ -> FUNCTION;
      case Power _ -> vertex.node().dtype() == DType.FLOAT32 ? POWER : FUNCTION;
      case Sqrt _ -> 14;
      case Divide _ -> 8;
      case Maximum _, Minimum _ -> 7;
      case Select _, Less _, LessEqual _, Equal _ -> 1;
      default -> 1;
    };
  }
}

package org.ladera.core.backend.nd4j;

import java.util.List;
import org.ladera.core.graph.Abs;
import org.ladera.core.graph.Add;
import org.ladera.core.graph.And;
import org.ladera.core.graph.Cast;
import org.ladera.core.graph.Cos;
import org.ladera.core.graph.Divide;
import org.ladera.core.graph.Elementwise;
import org.ladera.core.graph.Equal;
import org.ladera.core.graph.Erf;
import org.ladera.core.graph.Exp;
import org.ladera.core.graph.Expm1;
import org.ladera.core.graph.Floor;
import org.ladera.core.graph.Less;
import org.ladera.core.graph.LessEqual;
import org.ladera.core.graph.Log;
import org.ladera.core.graph.Log1p;
import org.ladera.core.graph.Maximum;
import org.ladera.core.graph.Minimum;
import org.ladera.core.graph.Multiply;
import org.ladera.core.graph.Negate;
import org.ladera.core.graph.Not;
import org.ladera.core.graph.Or;
import org.ladera.core.graph.Power;
import org.ladera.core.graph.Round;
import org.ladera.core.graph.Select;
import org.ladera.core.graph.Sigmoid;
import org.ladera.core.graph.Sign;
import org.ladera.core.graph.Sin;
import org.ladera.core.graph.Sqrt;
import org.ladera.core.graph.Subtract;
import org.ladera.core.graph.Tanh;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;

/**
 * Ops that work entry by entry. They see vectors, whatever the shape, unless an operand repeats.
 */
final class Entries {
  private Entries() {}

  static Step of(Elementwise op, List<Operand> inputs, Shape shape, Block output) {
    Operand first = inputs.getFirst();
    return switch (op) {
      case Add _ -> Pairing.ADD.step(inputs, shape, output);
      case Subtract _ -> Pairing.SUBTRACT.step(inputs, shape, output);
      case Multiply _ -> Pairing.MULTIPLY.step(inputs, shape, output);
      case Divide _ -> Pairing.DIVIDE.step(inputs, shape, output);
      case Power _ -> Pairing.POWER.step(inputs, shape, output);
      case Less _ -> Pairing.LESS.step(inputs, shape, output);
      case LessEqual _ -> Pairing.LESS_EQUAL.step(inputs, shape, output);
      case Equal _ -> Pairing.EQUAL.step(inputs, shape, output);
      case And _ -> Pairing.AND.step(inputs, shape, output);
      case Or _ -> Pairing.OR.step(inputs, shape, output);
      case Maximum _ -> ExtremePairLoop.of(JavaLoop.MAXIMUM, inputs, output);
      case Minimum _ -> ExtremePairLoop.of(JavaLoop.MINIMUM, inputs, output);
      case Select _ -> SelectLoop.of(inputs, output);
      case Negate _ -> Transform.NEGATE.step(first, output);
      case Abs _ -> Transform.ABS.step(first, output);
      case Sign _ ->
          first.dtype().isFloating()
              ? FunctionLoop.of(JavaLoop.SIGN, Math::signum, first, output)
              : Transform.SIGN.step(first, output);
      case Floor _ -> Transform.FLOOR.step(first, output);
      case Round _ -> Transform.ROUND.step(first, output);
      case Exp _ -> Transform.EXP.step(first, output);
      case Expm1 _ -> FunctionLoop.of(JavaLoop.EXPM1, Math::expm1, first, output);
      case Log _ -> Transform.LOG.step(first, output);
      case Log1p _ -> FunctionLoop.of(JavaLoop.LOG1P, Math::log1p, first, output);
      case Sqrt _ -> Transform.SQRT.step(first, output);
      case Sin _ -> Transform.SIN.step(first, output);
      case Cos _ -> Transform.COS.step(first, output);
      case Tanh _ -> Transform.TANH.step(first, output);
      case Sigmoid _ -> Transform.SIGMOID.step(first, output);
      case Erf _ -> Transform.ERF.step(first, output);
      case Not _ -> Transform.NOT.step(first, output);
      case Cast _ ->
          narrows(first.dtype(), output.dtype())
              ? CastLoop.of(first, output)
              : Transform.CAST.step(first, output);
    };
  }

  /** Whether a cast can meet values that the new type does not have. */
  private static boolean narrows(DType from, DType to) {
    return (from.isFloating() && to.isInteger()) || (from == DType.INT64 && to == DType.INT32);
  }
}

package org.ladera.core.plan;

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
import org.ladera.core.program.BodyBuilder;
import org.ladera.core.program.ScalarOp;
import org.ladera.core.program.function.Functions;
import org.ladera.core.type.DType;

/** Elementwise ops as lines of a body. */
final class Spelling {
  private Spelling() {}

  /** The line of the result, of the given type. */
  static int of(Elementwise op, BodyBuilder body, DType dtype, int[] lines) {
    return switch (op) {
      case Add _ -> body.apply(ScalarOp.ADD, dtype, lines);
      case Subtract _ -> body.apply(ScalarOp.SUBTRACT, dtype, lines);
      case Multiply _ -> body.apply(ScalarOp.MULTIPLY, dtype, lines);
      case Divide _ -> body.apply(ScalarOp.DIVIDE, dtype, lines);
      case Maximum _ -> body.apply(ScalarOp.MAXIMUM, dtype, lines);
      case Minimum _ -> body.apply(ScalarOp.MINIMUM, dtype, lines);
      case Negate _ -> body.apply(ScalarOp.NEGATE, dtype, lines);
      case Abs _ -> body.apply(ScalarOp.ABS, dtype, lines);
      case Sign _ -> body.apply(ScalarOp.SIGN, dtype, lines);
      case Floor _ -> body.apply(ScalarOp.FLOOR, dtype, lines);
      case Round _ -> body.apply(ScalarOp.ROUND, dtype, lines);
      case Sqrt _ -> body.apply(ScalarOp.SQRT, dtype, lines);
      case Less _ -> body.apply(ScalarOp.LESS, dtype, lines);
      case LessEqual _ -> body.apply(ScalarOp.LESS_EQUAL, dtype, lines);
      case Equal _ -> body.apply(ScalarOp.EQUAL, dtype, lines);
      case And _ -> body.apply(ScalarOp.AND, dtype, lines);
      case Or _ -> body.apply(ScalarOp.OR, dtype, lines);
      case Not _ -> body.apply(ScalarOp.NOT, dtype, lines);
      case Select _ -> body.apply(ScalarOp.SELECT, dtype, lines);
      case Cast _ ->
          body.dtype(lines[0]) == dtype ? lines[0] : body.apply(ScalarOp.CAST, dtype, lines);
      case Exp _ -> Functions.exp(body, lines[0]);
      case Expm1 _ -> Functions.expm1(body, lines[0]);
      case Log _ -> Functions.log(body, lines[0]);
      case Log1p _ -> Functions.log1p(body, lines[0]);
      case Sin _ -> Functions.sin(body, lines[0]);
      case Cos _ -> Functions.cos(body, lines[0]);
      case Tanh _ -> Functions.tanh(body, lines[0]);
      case Sigmoid _ -> Functions.sigmoid(body, lines[0]);
      case Erf _ -> Functions.erf(body, lines[0]);
      case Power _ -> Functions.power(body, lines[0], lines[1]);
    };
  }

  /** The line that is true where a floating value is NaN or infinite. */
  static int nonFinite(BodyBuilder body, int line) {
    DType dtype = body.dtype(line);
    int infinity =
        dtype == DType.FLOAT32
            ? body.constant(Float.POSITIVE_INFINITY)
            : body.constant(Double.POSITIVE_INFINITY);
    int size = body.apply(ScalarOp.ABS, dtype, line);
    return body.apply(
        ScalarOp.NOT, DType.BOOL, body.apply(ScalarOp.LESS, DType.BOOL, size, infinity));
  }
}

package org.ladera.autograd.fuzz;

import static java.lang.Double.POSITIVE_INFINITY;

import java.util.List;
import org.ladera.autograd.fuzz.Bound.Reals;
import org.ladera.autograd.fuzz.Bound.Wholes;
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
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;

/** Bounds of ops that take the entries of their inputs one place at a time. */
final class ElementBounds {
  private final ArithmeticBounds arithmetic;
  private final FunctionBounds functions;

  ElementBounds(Accuracy accuracy) {
    this.arithmetic = new ArithmeticBounds(accuracy);
    this.functions = new FunctionBounds(accuracy);
  }

  Bound of(Elementwise op, HostArray value, List<Bound> inputs) {
    if (value.type().dtype().isFloating()) {
      Reals result = Reals.around(value.type(), value.toDoubles());
      return reals(op, result, inputs).settled();
    }
    return wholes(op, Wholes.of(value.type(), value.toLongs(), false), inputs);
  }

  private Reals reals(Elementwise op, Reals result, List<Bound> inputs) {
    if (op instanceof Select) {
      return TruthBounds.selected(
          result, (Wholes) inputs.get(0), (Reals) inputs.get(1), (Reals) inputs.get(2));
    }
    if (inputs.getFirst() instanceof Wholes whole) {
      return TruthBounds.floating(result, whole);
    }
    Reals x = (Reals) inputs.getFirst();
    Reals y = (Reals) inputs.getLast();
    DType dtype = result.type().dtype();
    return switch (op) {
      case Add _ -> arithmetic.binary(result, x, y, (a, b) -> a + b);
      case Subtract _ -> arithmetic.binary(result, x, y, (a, b) -> a - b);
      case Multiply _ -> arithmetic.binary(result, x, y, (a, b) -> a * b);
      case Divide _ -> arithmetic.divide(result, x, y);
      case Sqrt _ -> arithmetic.sqrt(result, x);
      case Maximum _ -> ArithmeticBounds.exact(result, x, y, Math::max);
      case Minimum _ -> ArithmeticBounds.exact(result, x, y, Math::min);
      case Negate _ -> ArithmeticBounds.monotone(result, x, a -> -a);
      case Abs _ -> ArithmeticBounds.abs(result, x);
      case Sign _ -> ArithmeticBounds.monotone(result, x, Math::signum);
      case Floor _ -> ArithmeticBounds.monotone(result, x, Math::floor);
      case Round _ -> ArithmeticBounds.monotone(result, x, Math::rint);
      case Cast _ -> ArithmeticBounds.monotone(result, x, a -> Rounding.round(a, dtype));
      default -> function(op, result, x, y);
    };
  }

  private Reals function(Elementwise op, Reals result, Reals x, Reals y) {
    double most = POSITIVE_INFINITY;
    return switch (op) {
      case Exp _ -> functions.increasing(op, result, x, StrictMath::exp, 0, most);
      case Expm1 _ -> functions.increasing(op, result, x, StrictMath::expm1, -1, most);
      case Log _ -> functions.increasing(op, result, x, StrictMath::log, -most, most);
      case Log1p _ -> functions.increasing(op, result, x, StrictMath::log1p, -most, most);
      case Tanh _ -> functions.increasing(op, result, x, StrictMath::tanh, -1, 1);
      case Sigmoid _ -> functions.increasing(op, result, x, ElementBounds::sigmoid, 0, 1);
      case Sin _, Cos _ -> functions.limited(op, result, x, 1);
      // 2 / sqrt(pi)
      case Erf _ -> functions.limited(op, result, x, 1.1283791670955126);
      case Power _ -> functions.power(op, result, x, y);
      default -> throw new IllegalStateException("no function: " + op);
    };
  }

  private static double sigmoid(double x) {
    double exponential = StrictMath.exp(-Math.abs(x));
    return (x < 0 ? exponential : 1) / (1 + exponential);
  }

  private static Wholes wholes(Elementwise op, Wholes result, List<Bound> inputs) {
    if (op instanceof Select) {
      return TruthBounds.selected(
          result, (Wholes) inputs.get(0), (Wholes) inputs.get(1), (Wholes) inputs.get(2));
    }
    if (inputs.getFirst() instanceof Reals x) {
      return switch (op) {
        case Less _, LessEqual _, Equal _ ->
            TruthBounds.compared(op, result, x, (Reals) inputs.get(1));
        case Cast _ -> TruthBounds.cut(result, x);
        default -> throw new IllegalStateException("no bound of " + op);
      };
    }
    Wholes x = (Wholes) inputs.getFirst();
    return switch (op) {
      case And _ -> TruthBounds.connected(result, x, (Wholes) inputs.get(1), 0);
      case Or _ -> TruthBounds.connected(result, x, (Wholes) inputs.get(1), 1);
      case Not _ -> TruthBounds.joined(result, x);
      default -> TruthBounds.joined(result, inputs.toArray(Wholes[]::new));
    };
  }
}

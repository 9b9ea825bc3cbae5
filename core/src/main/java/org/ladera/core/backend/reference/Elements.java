package org.ladera.core.backend.reference;

import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;
import org.ladera.core.function.ErrorFunction;
import org.ladera.core.function.Functions;
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

/** What the ops mean that take the entries of their inputs one place at a time. */
final class Elements {
  private Elements() {}

  /** The result, of the given type. */
  static Value of(Elementwise op, DType dtype, List<Value> inputs) {
    return switch (op) {
      case Add _ -> numbers(dtype, inputs, (a, b) -> a + b, (a, b) -> a + b);
      case Subtract _ -> numbers(dtype, inputs, (a, b) -> a - b, (a, b) -> a - b);
      case Multiply _ -> numbers(dtype, inputs, (a, b) -> a * b, (a, b) -> a * b);
      case Divide _ -> reals(dtype, inputs, (a, b) -> a / b);
      case Power _ -> reals(dtype, inputs, Functions::pow);
      case Maximum _ -> numbers(dtype, inputs, Math::max, Math::max);
      case Minimum _ -> numbers(dtype, inputs, Math::min, Math::min);
      case Negate _ -> number(dtype, inputs, a -> -a, a -> -a);
      case Abs _ -> number(dtype, inputs, Math::abs, Math::abs);
      case Sign _ -> number(dtype, inputs, Math::signum, Long::signum);
      case Floor _ -> real(dtype, inputs, StrictMath::floor);
      case Round _ -> real(dtype, inputs, StrictMath::rint);
      case Exp _ -> real(dtype, inputs, StrictMath::exp);
      case Expm1 _ -> real(dtype, inputs, StrictMath::expm1);
      case Log _ -> real(dtype, inputs, StrictMath::log);
      case Log1p _ -> real(dtype, inputs, StrictMath::log1p);
      case Sqrt _ -> real(dtype, inputs, StrictMath::sqrt);
      case Sin _ -> real(dtype, inputs, StrictMath::sin);
      case Cos _ -> real(dtype, inputs, StrictMath::cos);
      case Tanh _ -> real(dtype, inputs, StrictMath::tanh);
      case Sigmoid _ -> real(dtype, inputs, Functions::sigmoid);
      case Erf _ -> real(dtype, inputs, ErrorFunction::of);
      case Less _ -> compared(inputs, (a, b) -> a < b, (a, b) -> a < b);
      case LessEqual _ -> compared(inputs, (a, b) -> a <= b, (a, b) -> a <= b);
      case Equal _ -> compared(inputs, (a, b) -> a == b, (a, b) -> a == b);
      case And _ -> truths(inputs, (a, b) -> a && b);
      case Or _ -> truths(inputs, (a, b) -> a || b);
      case Not _ -> truths(List.of(inputs.getFirst(), inputs.getFirst()), (a, _) -> !a);
      case Select _ -> inputs.get(1).where((Truths) inputs.getFirst(), inputs.get(2));
      case Cast _ -> Casts.of(inputs.getFirst(), dtype);
    };
  }

  private static Value number(
      DType dtype, List<Value> inputs, DoubleUnaryOperator real, LongUnaryOperator integer) {
    return dtype.isInteger() ? integer(dtype, inputs, integer) : real(dtype, inputs, real);
  }

  private static Value numbers(
      DType dtype, List<Value> inputs, DoubleBinaryOperator real, LongBinaryOperator integer) {
    return dtype.isInteger() ? integers(dtype, inputs, integer) : reals(dtype, inputs, real);
  }

  private static Value real(DType dtype, List<Value> inputs, DoubleUnaryOperator function) {
    double[] x = inputs.getFirst().reals();
    double[] results = new double[x.length];
    for (int i = 0; i < results.length; i++) {
      results[i] = function.applyAsDouble(x[i]);
    }
    return new Reals(dtype, results);
  }

  private static Value reals(DType dtype, List<Value> inputs, DoubleBinaryOperator function) {
    double[] a = inputs.get(0).reals();
    double[] b = inputs.get(1).reals();
    double[] results = new double[a.length];
    for (int i = 0; i < results.length; i++) {
      results[i] = function.applyAsDouble(a[i], b[i]);
    }
    return new Reals(dtype, results);
  }

  private static Value integer(DType dtype, List<Value> inputs, LongUnaryOperator function) {
    long[] x = inputs.getFirst().integers();
    long[] results = new long[x.length];
    for (int i = 0; i < results.length; i++) {
      results[i] = function.applyAsLong(x[i]);
    }
    return new Integers(dtype, results);
  }

  private static Value integers(DType dtype, List<Value> inputs, LongBinaryOperator function) {
    long[] a = inputs.get(0).integers();
    long[] b = inputs.get(1).integers();
    long[] results = new long[a.length];
    for (int i = 0; i < results.length; i++) {
      results[i] = function.applyAsLong(a[i], b[i]);
    }
    return new Integers(dtype, results);
  }

  private static Value compared(
      List<Value> inputs, RealComparison ofReals, IntegerComparison ofIntegers) {
    return switch (inputs.getFirst()) {
      case Reals a -> compared(a.reals(), inputs.get(1).reals(), ofReals);
      case Integers a -> compared(a.integers(), inputs.get(1).integers(), ofIntegers);
      case Truths a -> compared(a.toLongs(), ((Truths) inputs.get(1)).toLongs(), ofIntegers);
    };
  }

  private static Value compared(double[] a, double[] b, RealComparison comparison) {
    boolean[] results = new boolean[a.length];
    for (int i = 0; i < results.length; i++) {
      results[i] = comparison.holds(a[i], b[i]);
    }
    return new Truths(results);
  }

  private static Value compared(long[] a, long[] b, IntegerComparison comparison) {
    boolean[] results = new boolean[a.length];
    for (int i = 0; i < results.length; i++) {
      results[i] = comparison.holds(a[i], b[i]);
    }
    return new Truths(results);
  }

  private static Value truths(List<Value> inputs, Connective connective) {
    boolean[] a = inputs.get(0).truths();
    boolean[] b = inputs.get(1).truths();
    boolean[] results = new boolean[a.length];
    for (int i = 0; i < results.length; i++) {
      results[i] = connective.of(a[i], b[i]);
    }
    return new Truths(results);
  }

  @FunctionalInterface
  private interface RealComparison {
    boolean holds(double a, double b);
  }

  @FunctionalInterface
  private interface IntegerComparison {
    boolean holds(long a, long b);
  }

  @FunctionalInterface
  private interface Connective {
    boolean of(boolean a, boolean b);
  }
}

package org.ladera.autograd;

import static org.ladera.autograd.Domain.ABOVE_MINUS_ONE;
import static org.ladera.autograd.Domain.BETWEEN_HALVES;
import static org.ladera.autograd.Domain.BOOL;
import static org.ladera.autograd.Domain.INT32;
import static org.ladera.autograd.Domain.INT64;
import static org.ladera.autograd.Domain.NEAR_HALF;
import static org.ladera.autograd.Domain.NEAR_WHOLE;
import static org.ladera.autograd.Domain.NONZERO;
import static org.ladera.autograd.Domain.NORMAL;
import static org.ladera.autograd.Domain.POSITIVE;
import static org.ladera.autograd.Row.Slope.FLAT;
import static org.ladera.autograd.Row.Slope.ROUNDED;
import static org.ladera.autograd.Row.binary;
import static org.ladera.autograd.Row.ternary;
import static org.ladera.autograd.Row.unary;
import static org.ladera.autograd.Samples.ONE;
import static org.ladera.autograd.Samples.THREE;
import static org.ladera.autograd.Samples.TWO;

import java.util.List;
import java.util.Map;
import org.ladera.core.graph.Graphs;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.graph.Variable;
import org.ladera.core.type.DType;

/** The rows of {@link OpTable} that work entry by entry. */
final class ElementwiseRows {
  static final List<Row> ARITHMETIC =
      List.of(
          binary("Add", "a + b", Ops::plus, NORMAL, NORMAL, TWO),
          binary("Add", "a + b, i32", Ops::plus, INT32, INT32, TWO).with(FLAT),
          binary("Add", "a + b, i64", Ops::plus, INT64, INT64, TWO).with(FLAT),
          binary("Subtract", "a - b", Ops::minus, NORMAL, NORMAL, TWO),
          binary("Subtract", "a - b, i32", Ops::minus, INT32, INT32, TWO).with(FLAT),
          binary("Multiply", "a b", Ops::times, NORMAL, NORMAL, TWO),
          unary("Multiply", "x x", Node::square, NORMAL, ONE),
          unary("Multiply", "0.1 x", x -> x.times(0.1), NORMAL, ONE),
          binary("Multiply", "a b, i64", Ops::times, INT64, INT64, TWO).with(FLAT),
          binary("Divide", "a / b", Ops::dividedBy, NORMAL, NONZERO, TWO),
          binary("Power", "a^b", Ops::pow, POSITIVE, NORMAL, TWO),
          unary("Power", "x^3", x -> x.pow(3), NONZERO, ONE),
          unary("Power", "x^-2", x -> x.pow(-2), NONZERO, ONE),
          unary("Power", "2^x", x -> Ops.pow(Ops.constant(2), x), NORMAL, ONE),
          binary("Maximum", "max(a, b)", Ops::max, NEAR_WHOLE, NEAR_HALF, TWO),
          binary("Maximum", "max(a, b), i32", Ops::max, INT32, INT32, TWO).with(FLAT),
          binary("Minimum", "min(a, b)", Ops::min, NEAR_WHOLE, NEAR_HALF, TWO),
          binary("Minimum", "min(a, b), i64", Ops::min, INT64, INT64, TWO).with(FLAT),
          unary("Negate", "-x", Ops::negate, NORMAL, ONE),
          unary("Negate", "-x, i32", Ops::negate, INT32, ONE).with(FLAT),
          unary("Abs", "|x|", Ops::abs, NONZERO, ONE),
          unary("Abs", "|x|, i64", Ops::abs, INT64, ONE).with(FLAT),
          unary("Sign", "sign x", Ops::sign, NONZERO, ONE).with(FLAT),
          unary("Sign", "sign x, i32", Ops::sign, INT32, ONE).with(FLAT),
          unary("Floor", "floor x", Ops::floor, BETWEEN_HALVES, ONE).with(FLAT),
          unary("Round", "round x", Ops::round, BETWEEN_HALVES, ONE).with(FLAT));

  static final List<Row> FUNCTIONS =
      List.of(
          unary("Exp", "e^x", Ops::exp, NORMAL, ONE),
          unary("Expm1", "e^x - 1", Ops::expm1, NORMAL, ONE),
          unary("Log", "log x", Ops::log, POSITIVE, ONE),
          unary("Log1p", "log(1 + x)", Ops::log1p, ABOVE_MINUS_ONE, ONE),
          unary("Sqrt", "sqrt x", Ops::sqrt, POSITIVE, ONE),
          unary("Sin", "sin x", Ops::sin, NORMAL, ONE),
          unary("Cos", "cos x", Ops::cos, NORMAL, ONE),
          unary("Tanh", "tanh x", Ops::tanh, NORMAL, ONE),
          unary("Sigmoid", "sigmoid x", Ops::sigmoid, NORMAL, ONE),
          unary("Erf", "erf x", Ops::erf, NORMAL, ONE));

  static final List<Row> CHOICE =
      List.of(
          binary("Less", "a < b", Ops::less, NEAR_WHOLE, NEAR_HALF, TWO).with(FLAT),
          binary("Less", "a < b, i32", Ops::less, INT32, INT32, TWO).with(FLAT),
          binary("LessEqual", "a <= b", Ops::lessOrEqual, NEAR_WHOLE, NEAR_HALF, TWO).with(FLAT),
          binary("LessEqual", "a <= b, i64", Ops::lessOrEqual, INT64, INT64, TWO).with(FLAT),
          binary("Equal", "a = b", Ops::equal, NEAR_WHOLE, NEAR_HALF, TWO).with(FLAT),
          binary("Equal", "a = b, i32", Ops::equal, INT32, INT32, TWO).with(FLAT),
          binary("Equal", "a = b, bool", Ops::equal, BOOL, BOOL, TWO).with(FLAT),
          binary("And", "a and b", Ops::and, BOOL, BOOL, TWO).with(FLAT),
          binary("Or", "a or b", Ops::or, BOOL, BOOL, TWO).with(FLAT),
          unary("Not", "not x", Ops::not, BOOL, ONE).with(FLAT),
          ternary("Select", "c ? a : b", Ops::select, List.of(BOOL, NORMAL, NORMAL), THREE),
          ternary("Select", "c ? a : b, i32", Ops::select, List.of(BOOL, INT32, INT32), THREE)
              .with(FLAT));

  static final List<Row> CASTS =
      List.of(
          unary("Cast", "to f64, from a weak f64", ElementwiseRows::strengthened, NORMAL, ONE),
          unary("Cast", "to f32", x -> Ops.cast(x, DType.FLOAT32), NORMAL, ONE).with(ROUNDED),
          unary("Cast", "to f64", x -> Ops.cast(x, DType.FLOAT64), NORMAL, ONE).with(ROUNDED),
          unary("Cast", "to i32", x -> x.times(3).cast(DType.INT32), BETWEEN_HALVES, ONE)
              .with(FLAT),
          unary("Cast", "to i64", x -> x.times(3).cast(DType.INT64), BETWEEN_HALVES, ONE)
              .with(FLAT),
          unary("Cast", "to bool", x -> Ops.cast(x, DType.BOOL), NORMAL, ONE).with(FLAT),
          unary("Cast", "i32 to f64", x -> Ops.cast(x, DType.FLOAT64), INT32, ONE).with(FLAT),
          unary("Cast", "i64 to f32", x -> Ops.cast(x, DType.FLOAT32), INT64, ONE).with(FLAT),
          unary("Cast", "i64 to i32", x -> Ops.cast(x, DType.INT32), INT64, ONE).with(FLAT),
          unary("Cast", "bool to f32", x -> Ops.cast(x, DType.FLOAT32), BOOL, ONE).with(FLAT));

  private ElementwiseRows() {}

  /** A cast that rounds nothing, so that differences see its slope: built weak, then moved. */
  private static Node strengthened(Node x) {
    Node weak = Ops.broadcast(Variable.setting("weak", 0), x.shape());
    Node cast = Ops.cast(weak, x.dtype());
    return Graphs.replace(List.of(cast), Map.of(cast.input(0), x.cast(DType.FLOAT64))).getFirst();
  }
}

package org.ladera.core.program.function;

import java.util.function.DoubleUnaryOperator;
import java.util.function.ToIntBiFunction;
import org.ladera.core.function.ErrorFunction;
import org.ladera.core.program.Body;
import org.ladera.core.program.BodyBuilder;
import org.ladera.core.program.ScalarOp;
import org.ladera.core.program.Sink;
import org.ladera.core.program.Value;
import org.ladera.core.type.DType;

/** The functions of one number, with what their Javadoc claims. */
enum Subject {
  EXP(Functions::exp, StrictMath::exp, 20, 0.88, -0x1.ab490ap4f),
  EXPM1(Functions::expm1, StrictMath::expm1, 21, 1.46, 0x1.10a57ap4f),
  LOG(Functions::log, StrictMath::log, 25, 1.04, 0x1.553adap1f),
  LOG1P(Functions::log1p, StrictMath::log1p, 23, 1.27, 0x1.fffffep-2f),
  TANH(Functions::tanh, StrictMath::tanh, 22, 1.93, 0x1.095bc8p-1f),
  SIGMOID(
      Functions::sigmoid, org.ladera.core.function.Functions::sigmoid, 22, 1.69, -0x1.6227ecp-2f),
  ERF(Functions::erf, ErrorFunction::of, 25, 1.61, 0x1.09f8eep0f),
  SIN(Functions::sin, StrictMath::sin, 25, 1.55, 0x1.4dff98p13f),
  COS(Functions::cos, StrictMath::cos, 25, 1.56, 0x1.32c2bp10f);

  private final ToIntBiFunction<BodyBuilder, Integer> lines;
  private final DoubleUnaryOperator exact;

  /** The number of ops; to read bits in another type is none. */
  final int ops;

  /** The largest error in units in the last place of the exact result, rounded up. */
  final double error;

  /** A number at which the error is that. */
  final float worst;

  Subject(
      ToIntBiFunction<BodyBuilder, Integer> lines,
      DoubleUnaryOperator exact,
      int ops,
      double error,
      float worst) {
    this.lines = lines;
    this.exact = exact;
    this.ops = ops;
    this.error = error;
    this.worst = worst;
  }

  /** A body that loads from stream 0 and stores the function of it in stream 1. */
  Body body(DType dtype) {
    BodyBuilder builder = new BodyBuilder();
    int result = lines.applyAsInt(builder, builder.load(dtype, 0));
    builder.sink(new Sink.Store(1, result));
    return builder.body();
  }

  long countOps() {
    return body(DType.FLOAT32).values().stream()
        .filter(v -> v instanceof Value.Apply apply && apply.op() != ScalarOp.BITCAST)
        .count();
  }

  double exact(double x) {
    return exact.applyAsDouble(x);
  }

  boolean isLeftToStrictMathWhenFar() {
    return this == SIN || this == COS;
  }

  /** The error of a result for a number, in units in the last place of the exact result. */
  double error(float x, float result) {
    return Ulps.between(exact(x), result);
  }
}

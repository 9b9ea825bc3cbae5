package org.ladera.core.backend.cpu.vector;

import static org.ladera.core.program.kernel.Movement.ROW;
import static org.ladera.core.program.kernel.Movement.SCALAR;
import static org.ladera.core.program.kernel.Movement.UNIT;
import static org.ladera.core.type.DType.BOOL;
import static org.ladera.core.type.DType.FLOAT32;
import static org.ladera.core.type.DType.FLOAT64;
import static org.ladera.core.type.DType.INT32;

import org.ladera.core.program.BodyBuilder;
import org.ladera.core.program.Reduction;
import org.ladera.core.program.ScalarOp;
import org.ladera.core.program.Sink;
import org.ladera.core.program.function.Functions;
import org.ladera.core.program.kernel.KernelForm;
import org.ladera.core.program.kernel.Movement;
import org.ladera.core.type.DType;

/** Forms that training has. */
final class NamedForms {
  private NamedForms() {}

  /** relu(x + b): x, b, result. */
  static KernelForm biasRelu() {
    BodyBuilder body = new BodyBuilder();
    int sum = add(body, body.load(FLOAT32, 0), body.load(FLOAT32, 1));
    int zero = body.constant(0f);
    int off = body.apply(ScalarOp.LESS_EQUAL, BOOL, sum, zero);
    body.sink(new Sink.Store(2, body.apply(ScalarOp.SELECT, FLOAT32, off, zero, sum)));
    return Trial.form(body.body(), FLOAT32, UNIT, FLOAT32, UNIT, FLOAT32, UNIT);
  }

  /** d = g (1 - h²) and its sum over rows: h, g, d, sum. */
  static KernelForm tanhGradient() {
    BodyBuilder body = new BodyBuilder();
    int h = body.load(FLOAT32, 0);
    int slope = subtract(body, body.constant(1f), multiply(body, h, h));
    int d = multiply(body, body.load(FLOAT32, 1), slope);
    body.sink(new Sink.Store(2, d));
    body.sink(new Sink.Total(3, Reduction.SUM, d));
    return Trial.form(body.body(), FLOAT32, UNIT, FLOAT32, UNIT, FLOAT32, UNIT, FLOAT32, UNIT);
  }

  /** Adam in place: p, m, v, g, then those three again as results, then float64 settings. */
  static KernelForm adam() {
    BodyBuilder body = new BodyBuilder();
    int p = body.load(FLOAT32, 0);
    int g = body.load(FLOAT32, 3);
    int rate = cast(body, body.load(FLOAT64, 7));
    int beta1 = cast(body, body.load(FLOAT64, 8));
    int beta2 = cast(body, body.load(FLOAT64, 9));
    int epsilon = cast(body, body.load(FLOAT64, 10));
    int one = body.constant(1f);
    int m =
        add(
            body,
            multiply(body, beta1, body.load(FLOAT32, 1)),
            multiply(body, subtract(body, one, beta1), g));
    int v =
        add(
            body,
            multiply(body, beta2, body.load(FLOAT32, 2)),
            multiply(body, multiply(body, subtract(body, one, beta2), g), g));
    int root = add(body, body.apply(ScalarOp.SQRT, FLOAT32, v), epsilon);
    int step = body.apply(ScalarOp.DIVIDE, FLOAT32, multiply(body, rate, m), root);
    body.sink(new Sink.Store(4, subtract(body, p, step)));
    body.sink(new Sink.Store(5, m));
    body.sink(new Sink.Store(6, v));
    return Trial.form(
        body.body(),
        FLOAT32,
        UNIT,
        FLOAT32,
        UNIT,
        FLOAT32,
        UNIT,
        FLOAT32,
        UNIT,
        FLOAT32,
        UNIT,
        FLOAT32,
        UNIT,
        FLOAT32,
        UNIT,
        FLOAT64,
        SCALAR,
        FLOAT64,
        SCALAR,
        FLOAT64,
        SCALAR,
        FLOAT64,
        SCALAR);
  }

  /** Where the streams of {@link #adam} lie: results over their sources. */
  static int[] adamPlaces() {
    return new int[] {0, 1, 2, 3, 0, 1, 2, 7, 8, 9, 10};
  }

  /**
   * Cross entropy of the softmax of x with labels, and its gradient: x, labels by row, the numbers
   * 0, 1, ... along a row, loss by row, gradient.
   */
  static KernelForm softmaxCrossEntropy(DType labels) {
    BodyBuilder body = new BodyBuilder();
    int x = body.load(FLOAT32, 0);
    int label = castTo(body, INT32, body.load(labels, 1));
    int hit = body.apply(ScalarOp.EQUAL, BOOL, body.load(INT32, 2), label);
    int zero = body.constant(0f);
    int max = body.reduce(Reduction.MAX, x);
    int shifted = subtract(body, x, max);
    int exponential = exponential(body, shifted);
    int sum = body.reduce(Reduction.SUM, exponential);
    int picked =
        body.reduce(Reduction.SUM, body.apply(ScalarOp.SELECT, FLOAT32, hit, shifted, zero));
    int loss = subtract(body, logarithm(body, sum), picked);
    int probability = body.apply(ScalarOp.DIVIDE, FLOAT32, exponential, sum);
    int gradient =
        subtract(
            body, probability, body.apply(ScalarOp.SELECT, FLOAT32, hit, body.constant(1f), zero));
    body.sink(new Sink.Store(3, loss));
    body.sink(new Sink.Store(4, multiply(body, gradient, body.constant(1f / 128))));
    return Trial.form(
        body.body(), FLOAT32, UNIT, labels, ROW, INT32, UNIT, FLOAT32, ROW, FLOAT32, UNIT);
  }

  /** (x - mean) / sqrt(variance + 1e-5): x, result. */
  static KernelForm normalized(double count) {
    BodyBuilder body = new BodyBuilder();
    int x = body.load(FLOAT32, 0);
    int inverse = body.constant((float) (1 / count));
    int mean = multiply(body, body.reduce(Reduction.SUM, x), inverse);
    int centered = subtract(body, x, mean);
    int squares = body.reduce(Reduction.SUM, multiply(body, centered, centered));
    int variance = add(body, multiply(body, squares, inverse), body.constant(1e-5f));
    int root = body.apply(ScalarOp.SQRT, FLOAT32, variance);
    body.sink(new Sink.Store(1, body.apply(ScalarOp.DIVIDE, FLOAT32, centered, root)));
    return Trial.form(body.body(), FLOAT32, UNIT, FLOAT32, UNIT);
  }

  /** x^y: x, y, result. */
  static KernelForm power(Movement exponent) {
    BodyBuilder body = new BodyBuilder();
    int power = Functions.power(body, body.load(FLOAT32, 0), body.load(FLOAT32, 1));
    body.sink(new Sink.Store(2, power));
    return Trial.form(body.body(), FLOAT32, UNIT, FLOAT32, exponent, FLOAT32, UNIT);
  }

  /** The reduction of each row: x, result by row. */
  static KernelForm rows(Reduction kind, DType dtype) {
    BodyBuilder body = new BodyBuilder();
    body.sink(new Sink.Store(1, body.reduce(kind, body.load(dtype, 0))));
    return Trial.form(body.body(), dtype, UNIT, dtype, ROW);
  }

  /** tanh by exponentials, n times over: x, result. */
  static KernelForm hyperbolic(int times) {
    BodyBuilder body = new BodyBuilder();
    int x = body.load(FLOAT32, 0);
    for (int i = 0; i < times; i++) {
      int e = exponential(body, multiply(body, x, body.constant(-2f)));
      int one = body.constant(1f);
      x = body.apply(ScalarOp.DIVIDE, FLOAT32, subtract(body, one, e), add(body, one, e));
    }
    body.sink(new Sink.Store(1, x));
    return Trial.form(body.body(), FLOAT32, UNIT, FLOAT32, UNIT);
  }

  /** 2^(x log2 e): a whole part by its bits, a rest by a polynomial. Good to some digits only. */
  static int exponential(BodyBuilder body, int x) {
    int clipped =
        body.apply(
            ScalarOp.MAXIMUM,
            FLOAT32,
            body.apply(ScalarOp.MINIMUM, FLOAT32, x, body.constant(88f)),
            body.constant(-87f));
    int scaled = multiply(body, clipped, body.constant(1.44269504f));
    int magic = body.constant(0x1.8p23f);
    int shifted = add(body, scaled, magic);
    int whole = subtract(body, shifted, magic);
    int rest = fma(body, whole, body.constant(-0.693147182f), clipped);
    int sum = body.constant(1f / 720);
    for (float coefficient : new float[] {1f / 120, 1f / 24, 1f / 6, 0.5f, 1f, 1f}) {
      sum = fma(body, sum, rest, body.constant(coefficient));
    }
    int bits = body.apply(ScalarOp.BITCAST, INT32, shifted);
    int power =
        body.apply(
            ScalarOp.SHIFT_LEFT,
            INT32,
            body.apply(ScalarOp.ADD, INT32, bits, body.constant(127)),
            body.constant(23));
    return multiply(body, sum, body.apply(ScalarOp.BITCAST, FLOAT32, power));
  }

  /** A logarithm of positive numbers, good to some digits only. */
  static int logarithm(BodyBuilder body, int x) {
    int bits = body.apply(ScalarOp.BITCAST, INT32, x);
    int exponent =
        body.apply(
            ScalarOp.SUBTRACT,
            INT32,
            body.apply(ScalarOp.SHIFT_RIGHT, INT32, bits, body.constant(23)),
            body.constant(127));
    int mantissa =
        body.apply(
            ScalarOp.BITCAST,
            FLOAT32,
            body.apply(
                ScalarOp.BIT_OR,
                INT32,
                body.apply(ScalarOp.BIT_AND, INT32, bits, body.constant(0x7fffff)),
                body.constant(0x3f800000)));
    int z = subtract(body, mantissa, body.constant(1f));
    int sum = body.constant(1f / 9);
    for (int i = 8; i > 0; i--) {
      sum = fma(body, sum, z, body.constant((i % 2 == 0 ? -1f : 1f) / i));
    }
    return fma(
        body, castTo(body, FLOAT32, exponent), body.constant(0.693147182f), multiply(body, sum, z));
  }

  private static int castTo(BodyBuilder body, DType dtype, int line) {
    return body.apply(ScalarOp.CAST, dtype, line);
  }

  private static int cast(BodyBuilder body, int line) {
    return castTo(body, FLOAT32, line);
  }

  static int add(BodyBuilder body, int a, int b) {
    return body.apply(ScalarOp.ADD, FLOAT32, a, b);
  }

  static int subtract(BodyBuilder body, int a, int b) {
    return body.apply(ScalarOp.SUBTRACT, FLOAT32, a, b);
  }

  static int multiply(BodyBuilder body, int a, int b) {
    return body.apply(ScalarOp.MULTIPLY, FLOAT32, a, b);
  }

  private static int fma(BodyBuilder body, int a, int b, int c) {
    return body.apply(ScalarOp.FMA, FLOAT32, a, b, c);
  }
}

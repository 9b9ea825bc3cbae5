package org.ladera.core.program.function;

import org.ladera.core.program.BodyBuilder;

/**
 * The error function. Below 1 it is x + x p(x²), with the first terms of Maclaurin's series in mind
 * (Abramowitz and Stegun, Handbook of Mathematical Functions, 7.1.5); above, 1 - q(x)^4, a form of
 * theirs (7.1.27) without the division. The coefficients are minimax (E. Ya. Remez, 1934), then
 * changed in their last bits for the smallest error of the rounded result.
 */
final class ErrorIntegral {
  private ErrorIntegral() {}

  /**
   * erf x in 25 ops. Largest error 1.61 ulp, at ±1.039. p is of degree 5, so that erf is of degree
   * 11, and q of degree 8.
   */
  static int erf(BodyBuilder body, int x) {
    Code code = new Code(body);
    int size = code.abs(x);
    int square = code.multiply(size, size);
    int rest =
        code.polynomial(
            square,
            -0x1.273de4p-11f,
            0x1.42478ap-8f,
            -0x1.b5a378p-6f,
            0x1.ce0934p-4f,
            -0x1.812674p-2f,
            0x1.06eba4p-3f);
    int below = code.fma(rest, size, size);
    int root =
        code.polynomial(
            // From here on the result is 1.
            code.atMost(size, 3.93f),
            -0x1.757f76p-16f,
            0x1.74ed9p-13f,
            0x1.974046p-11f,
            -0x1.a1e294p-7f,
            0x1.66f08p-5f,
            -0x1.1e6e82p-6f,
            -0x1.7e5a08p-4f,
            -0x1.2c9dbcp-2f,
            0x1.008e84p0f);
    int rootSquared = code.multiply(root, root);
    int above = code.subtract(code.number(1), code.multiply(rootSquared, rootSquared));
    int result = code.select(code.less(size, code.number(1)), below, above);
    return code.withSignOf(x, result);
  }
}

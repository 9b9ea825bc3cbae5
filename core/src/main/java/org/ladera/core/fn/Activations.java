package org.ladera.core.fn;

import static org.ladera.core.graph.Ops.constant;
import static org.ladera.core.graph.Ops.erf;
import static org.ladera.core.graph.Ops.expm1;
import static org.ladera.core.graph.Ops.lessOrEqual;
import static org.ladera.core.graph.Ops.select;
import static org.ladera.core.graph.Ops.sigmoid;
import static org.ladera.core.graph.Ops.softplus;
import static org.ladera.core.graph.Ops.tanh;

import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;

/**
 * Activation functions, entry by entry, of any shape. All keep NaN. Sigmoid, tanh and softplus are
 * primitives or nearly so, and stand in {@link Ops}.
 */
public final class Activations {
  private static final double SELU_ALPHA = 1.6732632423543772;
  private static final double SELU_SCALE = 1.0507009873554805;

  private Activations() {}

  /**
   * {@return max(x, 0); slope 0 at 0}
   *
   * @param x numbers
   */
  public static Node relu(Node x) {
    Node zero = constant(0);
    return select(lessOrEqual(x, zero), zero, x);
  }

  /**
   * {@return relu cut off at 6; slope 0 at both ends. Howard et al. 2017, arXiv 1704.04861}
   *
   * @param x numbers
   */
  public static Node relu6(Node x) {
    return Elementary.clip(x, 0, 6);
  }

  /**
   * {@return x above 0, slope · x up to 0. Maas, Hannun and Ng 2013}
   *
   * @param x floating numbers
   * @param slope the slope up to 0, often 0.01
   */
  public static Node leakyRelu(Node x, double slope) {
    return select(lessOrEqual(x, constant(0)), x.times(slope), x);
  }

  /**
   * {@return x above 0, alpha · (e^x - 1) up to 0. Clevert, Unterthiner and Hochreiter 2015, arXiv
   * 1511.07289}
   *
   * @param x floating numbers
   * @param alpha minus the limit on the left, usually 1
   */
  public static Node elu(Node x, double alpha) {
    return belowZero(x, expm1(negativePart(x)).times(alpha));
  }

  /**
   * {@return elu with the two constants that keep mean 0 and variance 1. Klambauer et al. 2017,
   * arXiv 1706.02515}
   *
   * @param x floating numbers
   */
  public static Node selu(Node x) {
    return elu(x, SELU_ALPHA).times(SELU_SCALE);
  }

  /**
   * {@return x above 0, alpha · (e^(x / alpha) - 1) up to 0, whose slope is continuous for every
   * alpha. Barron 2017, arXiv 1704.07483}
   *
   * @param x floating numbers
   * @param alpha minus the limit on the left, not 0
   */
  public static Node celu(Node x, double alpha) {
    return belowZero(x, expm1(negativePart(x).dividedBy(alpha)).times(alpha));
  }

  /** The value up to 0 where x is up to 0, x elsewhere. */
  private static Node belowZero(Node x, Node value) {
    return select(lessOrEqual(x, constant(0)), value, x);
  }

  /** So that the side that is not taken cannot overflow: 0 · infinity would be its gradient. */
  private static Node negativePart(Node x) {
    return select(lessOrEqual(x, constant(0)), x, constant(0));
  }

  /**
   * {@return x Φ(x), with the exact normal distribution Φ. Hendrycks and Gimpel 2016, arXiv
   * 1606.08415}
   *
   * @param x floating numbers
   */
  public static Node gelu(Node x) {
    return x.times(erf(x.times(Math.sqrt(0.5))).plus(1).times(0.5));
  }

  /**
   * {@return the approximation of gelu by x/2 (1 + tanh(√(2/π) (x + 0.044715 x³))). Hendrycks and
   * Gimpel 2016, arXiv 1606.08415}
   *
   * @param x floating numbers
   */
  public static Node geluTanh(Node x) {
    Node inner = x.square().times(0.044715).plus(1).times(x).times(Math.sqrt(2 / Math.PI));
    return x.times(tanh(inner).plus(1).times(0.5));
  }

  /**
   * {@return x sigmoid(x), also called swish. Elfwing, Uchibe and Doya 2017, arXiv 1702.03118}
   *
   * @param x floating numbers
   */
  public static Node silu(Node x) {
    return x.times(sigmoid(x));
  }

  /**
   * {@return x tanh(softplus(x)). Misra 2019, arXiv 1908.08681}
   *
   * @param x floating numbers
   */
  public static Node mish(Node x) {
    return x.times(tanh(softplus(x)));
  }

  /**
   * {@return log sigmoid(x), finite for every finite x}
   *
   * @param x floating numbers
   */
  public static Node logSigmoid(Node x) {
    return softplus(x.negate()).negate();
  }

  /**
   * {@return x / (1 + |x|). Bergstra et al. 2009}
   *
   * @param x floating numbers
   */
  public static Node softsign(Node x) {
    return x.dividedBy(Ops.abs(x).plus(1));
  }

  /**
   * {@return (x + 3) / 6, cut off at 0 and 1; slope 0 at both ends. Howard et al. 2019, arXiv
   * 1905.02244}
   *
   * @param x floating numbers
   */
  public static Node hardSigmoid(Node x) {
    return relu6(x.plus(3)).dividedBy(6);
  }

  /**
   * {@return x hardSigmoid(x), also called hard swish. Howard et al. 2019, arXiv 1905.02244}
   *
   * @param x floating numbers
   */
  public static Node hardSilu(Node x) {
    return x.times(hardSigmoid(x));
  }

  /**
   * {@return x, cut off at -1 and 1; slope 0 at both ends. Collobert 2004}
   *
   * @param x floating numbers
   */
  public static Node hardTanh(Node x) {
    return Elementary.clip(x, -1, 1);
  }
}

package org.ladera.autograd.nn;

import com.google.common.collect.ImmutableList;
import java.util.function.UnaryOperator;
import org.ladera.core.fn.Activations;
import org.ladera.core.fn.Softmax;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;

/**
 * The layers, for static import. They print as they are written. A layer without parameters is the
 * function of nodes of the same name, which may be imported beside it: {@code relu()} is a layer,
 * {@code relu(x)} a node. Other functions become layers by {@link #lambda}.
 */
public final class Layers {
  private Layers() {}

  /**
   * {@return layers one after the other}
   *
   * <p>The path of each is its kind and its index among those of its kind that have no name of
   * their own, such as {@code dense.0}, or the name that {@link Layer#named} gives it. So to insert
   * another kind or a named layer changes no path.
   *
   * @param layers the layers, the first nearest to the input
   */
  public static Layer sequential(Layer... layers) {
    return new Sequential(ImmutableList.copyOf(layers));
  }

  /**
   * {@return x · weight + bias, from {@code [..., in]} to {@code [..., units]}, with weights of
   * {@link Initializers#glorotUniform} and biases of zero unless it is told otherwise}
   *
   * @param units the size of the last axis of the output
   * @throws IllegalArgumentException if it is not positive
   */
  public static Dense dense(int units) {
    return new Dense(units);
  }

  /**
   * {@return a normalization of each feature over the batch, with momentum 0.9 and epsilon 1e-5}
   */
  public static BatchNorm batchNorm() {
    return new BatchNorm();
  }

  /**
   * {@return what sets entries to zero at random while training, and divides the others by the rate
   * at which they stay, so that inference is the identity. Srivastava et al. 2014, Journal of
   * Machine Learning Research 15}
   *
   * @param rate the rate at which entries are dropped, of [0, 1)
   * @throws IllegalArgumentException if it is none
   */
  public static Layer dropout(double rate) {
    return new Dropout(rate);
  }

  /**
   * {@return x + inner(x). He, Zhang, Ren and Sun 2015, arXiv 1512.03385}
   *
   * @param inner a layer that keeps the shape; its path is {@code inner}
   */
  public static Layer residual(Layer inner) {
    return new Residual(inner);
  }

  /** {@return all axes but the first as one: {@code [batch, ...]} to {@code [batch, features]}} */
  public static Layer flatten() {
    return new Flatten();
  }

  /**
   * {@return a function without parameters as a layer}
   *
   * @param name its kind, for paths and summaries
   * @param function what it computes
   */
  public static Layer lambda(String name, UnaryOperator<Node> function) {
    return new Activation(name, function);
  }

  /** {@return max(x, 0)} */
  public static Layer relu() {
    return new Activation("relu", Activations::relu);
  }

  /**
   * {@return x above 0, slope · x up to 0. Maas, Hannun and Ng 2013}
   *
   * @param slope the slope up to 0, often 0.01
   */
  public static Layer leakyRelu(double slope) {
    return new Activation(
        "leakyRelu", "leakyRelu(" + slope + ")", x -> Activations.leakyRelu(x, slope));
  }

  /** {@return x above 0, e^x - 1 up to 0. Clevert et al. 2015, arXiv 1511.07289} */
  public static Layer elu() {
    return new Activation("elu", x -> Activations.elu(x, 1));
  }

  /**
   * {@return elu with constants that keep mean and variance. Klambauer et al. 2017, arXiv
   * 1706.02515}
   */
  public static Layer selu() {
    return new Activation("selu", Activations::selu);
  }

  /** {@return x Φ(x). Hendrycks and Gimpel 2016, arXiv 1606.08415} */
  public static Layer gelu() {
    return new Activation("gelu", Activations::gelu);
  }

  /** {@return x sigmoid(x), also called swish. Elfwing et al. 2017, arXiv 1702.03118} */
  public static Layer silu() {
    return new Activation("silu", Activations::silu);
  }

  /** {@return x tanh(softplus(x)). Misra 2019, arXiv 1908.08681} */
  public static Layer mish() {
    return new Activation("mish", Activations::mish);
  }

  /** {@return the hyperbolic tangent} */
  public static Layer tanh() {
    return new Activation("tanh", Ops::tanh);
  }

  /** {@return 1 / (1 + e^-x)} */
  public static Layer sigmoid() {
    return new Activation("sigmoid", Ops::sigmoid);
  }

  /** {@return log(1 + e^x)} */
  public static Layer softplus() {
    return new Activation("softplus", Ops::softplus);
  }

  /** {@return e^x, divided by its sum along the last axis} */
  public static Layer softmax() {
    return new Activation("softmax", x -> Softmax.softmax(x));
  }

  /** {@return the logarithm of the softmax along the last axis} */
  public static Layer logSoftmax() {
    return new Activation("logSoftmax", x -> Softmax.logSoftmax(x));
  }
}

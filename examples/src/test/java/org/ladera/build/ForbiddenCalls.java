package org.ladera.build;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.scatter.ScatterAdd;
import org.nd4j.linalg.api.ops.impl.transforms.gradient.SigmoidDerivative;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/** Never run: what {@link ForbiddenCallsTest} must see, one call a method. */
final class ForbiddenCalls {
  private ForbiddenCalls() {}

  static INDArray math(INDArray x) {
    return Nd4j.math.exp(x);
  }

  static INDArray neural(INDArray x) {
    return Nd4j.nn().sigmoid(x);
  }

  static INDArray[] where(INDArray x) {
    return Nd4j.where(x, x, x);
  }

  static INDArray cumulative(INDArray x) {
    return x.cumsum(0);
  }

  static double dot(INDArray x) {
    return Nd4j.getBlasWrapper().dot(x, x);
  }

  static Object scatter() {
    return new ScatterAdd();
  }

  static Object updater() {
    return new Adam(1e-3);
  }

  static Object backward(INDArray x) {
    return new SigmoidDerivative(x, x);
  }
}

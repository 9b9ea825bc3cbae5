package org.ladera.optim.transform;

import org.ladera.core.backend.Backends;
import org.ladera.core.backend.Results;
import org.ladera.core.graph.Parameter;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.optim.Optimizer;
import org.ladera.optim.TrainingStep;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A layer of two inputs and three units, whose gradient in each step is what the test gives. */
final class Pushed {
  static final double[] WEIGHT = {0.3, -4, 0, 0.4, 3, 0};
  static final double[] BIAS = {1, -2, 2};

  final Parameter weight;
  final Parameter bias;
  private final TrainingStep step;
  private final DType dtype;

  Pushed(DType dtype, String backend, Optimizer optimizer) {
    this.dtype = dtype;
    weight = Parameter.of("layer.weight", HostArray.ofDoubles(dtype, Shape.of(2, 3), WEIGHT));
    bias = Parameter.of("layer.bias", HostArray.ofDoubles(dtype, Shape.of(3), BIAS));
    step =
        Backends.using(
            Backends.named(backend),
            () ->
                TrainingStep.of(
                    optimizer, (x, y) -> weight.times(x).sum().plus(bias.times(y).sum())));
  }

  Pushed(Optimizer optimizer) {
    this(DType.FLOAT64, "reference", optimizer);
  }

  Results along(double[] weightGradient, double[] biasGradient) {
    INDArray first = HostArray.ofDoubles(dtype, Shape.of(2, 3), weightGradient).toINDArray();
    INDArray second = HostArray.ofDoubles(dtype, Shape.of(3), biasGradient).toINDArray();
    return step.results(first, second);
  }

  TrainingStep step() {
    return step;
  }

  double[] weights() {
    return HostArray.copyOf(weight.value()).toDoubles();
  }

  double[] biases() {
    return HostArray.copyOf(bias.value()).toDoubles();
  }

  /** How far the weights are from where they began, with the sign of the gradient. */
  double[] weightDescent() {
    return difference(WEIGHT, weights());
  }

  double[] biasDescent() {
    return difference(BIAS, biases());
  }

  private static double[] difference(double[] a, double[] b) {
    double[] difference = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      difference[i] = a[i] - b[i];
    }
    return difference;
  }
}

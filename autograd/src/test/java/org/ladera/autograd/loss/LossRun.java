package org.ladera.autograd.loss;

import java.util.Arrays;
import org.ladera.autograd.Gradient;
import org.ladera.core.backend.Backends;
import org.ladera.core.backend.Compiled;
import org.ladera.core.backend.Results;
import org.ladera.core.graph.Function3;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.NodeFunction;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Runs losses, for tests: on a backend, from arrays to numbers. */
final class LossRun {
  private LossRun() {}

  /** What {@code each} gives, the mean, and its derivatives, all row-major. */
  record Numbers(Results results) {
    double[] each() {
      return doubles(results.array("each"));
    }

    double mean() {
      return results.value();
    }

    double[] gradient() {
      return doubles(results.array("gradient"));
    }

    double[] second() {
      return doubles(results.array("second"));
    }

    boolean areFinite() {
      return results.arrays().stream().allMatch(array -> HostArray.copyOf(array).allFinite());
    }
  }

  static Numbers of(Loss loss, HostArray prediction, HostArray target) {
    return on("reference", loss, prediction, target);
  }

  /** The second derivative is that along the vector of ones, row sums of the Hessian. */
  static Numbers on(String backend, Loss loss, HostArray prediction, HostArray target) {
    NodeFunction function =
        NodeFunction.of(
            (p, y) -> {
              Node mean = loss.mean(p, y);
              Node gradient = Gradient.grad(mean, p);
              Node second = Gradient.grad(gradient.sum(), p);
              return mean.and("each", loss.each(p, y))
                  .and("gradient", gradient)
                  .and("second", second);
            });
    return new Numbers(run(backend, function, prediction, target));
  }

  static Results run(String backend, NodeFunction function, HostArray... arrays) {
    return Backends.using(
        Backends.named(backend),
        () -> {
          try (Compiled compiled = Compiled.of(function)) {
            INDArray[] inputs =
                Arrays.stream(arrays).map(HostArray::toINDArray).toArray(INDArray[]::new);
            return compiled.results(inputs);
          }
        });
  }

  /** One number from three arrays. */
  static double number(Function3 function, HostArray x, HostArray y, HostArray z) {
    return run("reference", NodeFunction.of(function), x, y, z).value();
  }

  static double[] doubles(INDArray array) {
    return HostArray.copyOf(array).toDoubles();
  }

  static HostArray vector(double... values) {
    return HostArray.ofDoubles(DType.FLOAT64, Shape.of(values.length), values);
  }

  static HostArray floats(double... values) {
    return HostArray.ofDoubles(DType.FLOAT32, Shape.of(values.length), values);
  }

  static HostArray labels(long... values) {
    return HostArray.ofLongs(DType.INT32, Shape.of(values.length), values);
  }

  static HostArray mask(long... values) {
    return HostArray.ofLongs(DType.BOOL, Shape.of(values.length), values);
  }

  static HostArray matrix(double[]... rows) {
    return matrix(DType.FLOAT64, rows);
  }

  static HostArray matrix(DType dtype, double[]... rows) {
    double[] values = Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    return HostArray.ofDoubles(dtype, Shape.of(rows.length, rows[0].length), values);
  }

  static double[] row(double... values) {
    return values;
  }
}

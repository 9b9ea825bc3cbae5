package org.ladera.optim.metric;

import static org.ladera.core.graph.Ops.abs;
import static org.ladera.core.graph.Ops.argMax;
import static org.ladera.core.graph.Ops.concat;
import static org.ladera.core.graph.Ops.constant;
import static org.ladera.core.graph.Ops.equal;
import static org.ladera.core.graph.Ops.greater;

import java.util.Locale;
import org.ladera.core.graph.Node;
import org.ladera.core.type.DType;

/** The metrics that ship with Ladera, for static import. */
public final class Metrics {
  private Metrics() {}

  /**
   * {@return the share of examples whose largest prediction, over the last axis, is at the target
   * class; predictions {@code [batch, classes]}, targets class indices {@code [batch]} or
   * distributions}
   */
  public static Metric accuracy() {
    return new Accuracy();
  }

  /**
   * {@return the share of entries that are on the right side of a threshold: 0 for logits, 0.5 for
   * probabilities; targets 0 and 1 of the predictions' shape}
   *
   * @param threshold above it the prediction is 1
   */
  public static Metric binaryAccuracy(double threshold) {
    return new BinaryAccuracy(threshold);
  }

  /** {@return the mean of |prediction - target| over all entries} */
  public static Metric meanAbsoluteError() {
    return new MeanAbsoluteError();
  }

  /**
   * {@return the coefficient of determination: 1 - the squared error over the squared deviation of
   * the targets from their mean; 1 is perfect, 0 no better than the mean}
   */
  public static Metric r2() {
    return new Determination();
  }

  private record Accuracy() implements Metric {
    @Override
    public String name() {
      return "accuracy";
    }

    @Override
    public Node sums(Node prediction, Node target) {
      if (prediction.shape().isScalar() || prediction.shape().last() < 2) {
        throw new IllegalArgumentException(
            "accuracy: predictions must have a last axis of classes, got "
                + prediction.type()
                + "; use binaryAccuracy(threshold) for one output");
      }
      Node classes = target.dtype().isInteger() ? target : argMax(target, -1);
      Node chosen = argMax(prediction, -1);
      if (!classes.shape().equals(chosen.shape())) {
        throw new IllegalArgumentException(
            "accuracy: one target class for each prediction is needed, got "
                + prediction.type()
                + " and "
                + target.type());
      }
      Node hits = equal(chosen.cast(DType.INT64), classes.cast(DType.INT64));
      return counted(hits.cast(DType.FLOAT64));
    }

    @Override
    public double value(double... sums) {
      return sums[0] / sums[1];
    }

    @Override
    public String text(double value) {
      return percent(value);
    }
  }

  private record BinaryAccuracy(double threshold) implements Metric {
    @Override
    public String name() {
      return "accuracy";
    }

    @Override
    public Node sums(Node prediction, Node target) {
      checkShapes("binaryAccuracy", prediction, target);
      Node positive = greater(prediction, constant(threshold));
      Node right = greater(target.cast(DType.FLOAT64), constant(0.5));
      return counted(equal(positive, right).cast(DType.FLOAT64));
    }

    @Override
    public double value(double... sums) {
      return sums[0] / sums[1];
    }

    @Override
    public String text(double value) {
      return percent(value);
    }
  }

  private record MeanAbsoluteError() implements Metric {
    @Override
    public String name() {
      return "mean absolute error";
    }

    @Override
    public Node sums(Node prediction, Node target) {
      checkShapes("meanAbsoluteError", prediction, target);
      return counted(abs(prediction.cast(DType.FLOAT64).minus(target.cast(DType.FLOAT64))));
    }

    @Override
    public double value(double... sums) {
      return sums[0] / sums[1];
    }
  }

  private record Determination() implements Metric {
    @Override
    public String name() {
      return "R2";
    }

    @Override
    public Node sums(Node prediction, Node target) {
      checkShapes("r2", prediction, target);
      Node right = target.cast(DType.FLOAT64);
      Node error = prediction.cast(DType.FLOAT64).minus(right);
      return concat(
          0,
          scalar(error.square().sum()),
          scalar(right.sum()),
          scalar(right.square().sum()),
          scalar(constant((double) right.shape().size())));
    }

    @Override
    public double value(double... sums) {
      double deviation = sums[2] - sums[1] * sums[1] / sums[3];
      return 1 - sums[0] / deviation;
    }
  }

  private static Node counted(Node each) {
    return concat(0, scalar(each.sum()), scalar(constant((double) each.shape().size())));
  }

  private static Node scalar(Node value) {
    return value.reshape(1);
  }

  private static String percent(double value) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * value);
  }

  private static void checkShapes(String metric, Node prediction, Node target) {
    if (!prediction.shape().equals(target.shape())) {
      throw new IllegalArgumentException(
          metric
              + ": predictions and targets must have one shape, got "
              + prediction.type()
              + " and "
              + target.type());
    }
  }
}

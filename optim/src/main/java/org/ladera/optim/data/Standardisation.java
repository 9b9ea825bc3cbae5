package org.ladera.optim.data;

import com.google.common.primitives.Doubles;
import java.util.List;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.TensorType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What was subtracted from each feature column, and by what it was then divided, so that the
 * training examples have mean 0 and standard deviation 1. The deviation is that of the examples
 * themselves (divided by n, not n - 1); it is 1 for a column whose entries are all equal. Sums are
 * float64, in the order of the rows.
 *
 * <p>{@link #apply} does the same to new data, which a model trained on standardized features
 * needs.
 *
 * @param mean one number for each column
 * @param deviation one positive number for each column
 */
public record Standardisation(List<Double> mean, List<Double> deviation) {
  /**
   * Checks and copies.
   *
   * @throws IllegalArgumentException if the lengths differ, a number is not finite or a deviation
   *     is not positive
   */
  public Standardisation {
    mean = List.copyOf(mean);
    deviation = List.copyOf(deviation);
    if (mean.size() != deviation.size()) {
      throw new IllegalArgumentException(
          "Standardisation: a mean and a deviation are needed for each column, got "
              + mean.size()
              + " means and "
              + deviation.size()
              + " deviations");
    }
    for (int column = 0; column < mean.size(); column++) {
      if (!Double.isFinite(mean.get(column))) {
        throw new IllegalArgumentException(
            "Standardisation: a mean must be finite, got "
                + mean.get(column)
                + " for column "
                + column);
      }
      if (!(Double.isFinite(deviation.get(column)) && deviation.get(column) > 0)) {
        throw new IllegalArgumentException(
            "Standardisation: a deviation must be positive and finite, got "
                + deviation.get(column)
                + " for column "
                + column);
      }
    }
  }

  /**
   * {@return the statistics of the given features}
   *
   * @param features floating-point {@code [examples, columns]}, at least one example
   * @throws IllegalArgumentException if they are of another type or shape
   */
  public static Standardisation of(INDArray features) {
    HostArray copy = HostArray.copyOf(features);
    checkFeatures(copy.type());
    Checks.finite("Standardisation", "features", copy, List.of());
    return of(copy);
  }

  static void checkFeatures(TensorType type) {
    if (!type.dtype().isFloating() || type.shape().rank() != 2 || type.shape().get(0) == 0) {
      throw new IllegalArgumentException(
          "Standardisation: features must be floating-point [examples, columns], got "
              + type
              + "; castTo or reshape them first");
    }
  }

  static Standardisation of(HostArray features) {
    int rows = features.type().shape().get(0);
    int columns = features.type().shape().get(1);
    double[] mean = new double[columns];
    boolean[] varies = new boolean[columns];
    long index = 0;
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        double value = features.getDouble(index++);
        mean[column] += value;
        varies[column] |= value != features.getDouble(column);
      }
    }
    for (int column = 0; column < columns; column++) {
      mean[column] = varies[column] ? mean[column] / rows : features.getDouble(column);
    }
    return new Standardisation(
        Doubles.asList(mean), Doubles.asList(deviation(features, mean, rows)));
  }

  private static double[] deviation(HostArray features, double[] mean, int rows) {
    double[] deviation = new double[mean.length];
    long index = 0;
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < mean.length; column++) {
        double difference = features.getDouble(index++) - mean[column];
        deviation[column] += difference * difference;
      }
    }
    for (int column = 0; column < mean.length; column++) {
      double root = Math.sqrt(deviation[column] / rows);
      deviation[column] = root > 0 ? root : 1;
    }
    return deviation;
  }

  /**
   * {@return the features less the mean, divided by the deviation, in an array of their type}
   *
   * @param features floating-point {@code [examples, columns]}, or {@code [columns]} of one example
   * @throws IllegalArgumentException if the type is not floating-point, or the columns are not as
   *     many as these statistics have
   */
  public INDArray apply(INDArray features) {
    return apply(HostArray.copyOf(features)).toINDArray();
  }

  HostArray apply(HostArray features) {
    TensorType type = features.type();
    int rank = type.shape().rank();
    int columns = mean.size();
    if (!type.dtype().isFloating() || rank < 1 || rank > 2 || type.shape().last() != columns) {
      throw new IllegalArgumentException(
          "Standardisation: features must be floating-point [examples, "
              + columns
              + "] or ["
              + columns
              + "], got "
              + type);
    }
    double[] means = Doubles.toArray(mean);
    double[] deviations = Doubles.toArray(deviation);
    HostArray result = HostArray.zeros(type);
    int column = 0;
    for (long index = 0; index < result.size(); index++) {
      result.setDouble(index, (features.getDouble(index) - means[column]) / deviations[column]);
      column = column + 1 == columns ? 0 : column + 1;
    }
    return result;
  }
}

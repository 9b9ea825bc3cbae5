package org.ladera.optim.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ladera.optim.data.DatasetTest.refused;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class StandardisationTest {
  /**
   * Means and standard deviations from the description that UCI gives with the data (iris.names).
   */
  @Test
  void statisticsOfIrisAreThePublishedOnes() {
    Standardisation statistics = Standardisation.of(Datasets.iris().features());
    double[] mean = {5.84, 3.06, 3.76, 1.20};
    double[] deviation = {0.83, 0.43, 1.76, 0.76};
    for (int column = 0; column < 4; column++) {
      assertEquals(mean[column], statistics.mean().get(column), 0.005);
      assertEquals(deviation[column], statistics.deviation().get(column), 0.006);
    }
  }

  /** Closed form: 1, 2, 3, 4 has mean 2.5 and variance 5/4 over n. */
  @Test
  void theDeviationIsThatOfTheExamplesThemselves() {
    INDArray features = Nd4j.createFromArray(new double[][] {{1, 7}, {2, 7}, {3, 7}, {4, 7}});
    Standardisation statistics = Standardisation.of(features);
    assertEquals(List.of(2.5, 7.0), statistics.mean());
    assertEquals(List.of(Math.sqrt(1.25), 1.0), statistics.deviation());
    INDArray result = statistics.apply(features);
    assertEquals(DataType.DOUBLE, result.dataType());
    assertEquals(-1.5 / Math.sqrt(1.25), result.getDouble(0, 0));
    assertEquals(0.0, result.getDouble(3, 1));
  }

  /**
   * The sum of ten 0.1 is not 1 in float64, so a mean by division would leave dust to divide by.
   */
  @Test
  void constantColumnsBecomeZero() {
    INDArray features = Nd4j.valueArrayOf(new long[] {10, 1}, 0.1, DataType.DOUBLE);
    Standardisation statistics = Standardisation.of(features);
    assertEquals(List.of(0.1), statistics.mean());
    assertEquals(List.of(1.0), statistics.deviation());
    assertEquals(Nd4j.zeros(DataType.DOUBLE, 10, 1), statistics.apply(features));
  }

  @Test
  void unsplitDataUsesItsOwnStatistics() {
    Dataset data = Datasets.breastCancer().standardised();
    INDArray features = data.features();
    for (int column = 0; column < 30; column++) {
      double sum = 0;
      double squares = 0;
      for (int row = 0; row < 569; row++) {
        double value = features.getDouble(row, column);
        sum += value;
        squares += value * value;
      }
      // Entries are rounded to float32, at most 2^-24 of some 12 deviations.
      assertEquals(0, sum / 569, 1e-6);
      assertEquals(1, squares / 569, 1e-6);
    }
    assertEquals(
        Standardisation.of(Datasets.breastCancer().features()),
        data.standardisation().orElseThrow());
    assertTrue(Datasets.breastCancer().standardisation().isEmpty());
  }

  @Test
  void rowsOfUnsplitDataAreStandardizedByAllOfIt() {
    Dataset data = Datasets.iris().standardised();
    assertEquals(data.features().getRow(7, true), data.rows(7).features());
    assertEquals(data.features().getRow(7, true), data.rows(7).standardised().features());
  }

  @Test
  void newDataIsTreatedLikeTheOld() {
    Standardisation statistics = new Standardisation(List.of(1.0, 2.0), List.of(2.0, 4.0));
    assertEquals(Nd4j.createFromArray(1f, 1f), statistics.apply(Nd4j.createFromArray(3f, 6f)));
    INDArray transposed = Nd4j.createFromArray(new float[][] {{3, 5}, {6, 10}}).transpose();
    assertEquals(
        Nd4j.createFromArray(new float[][] {{1, 1}, {2, 2}}), statistics.apply(transposed));
    refused(
        "Standardisation: features must be floating-point [examples, 2] or [2], got f32[3]",
        () -> statistics.apply(Nd4j.createFromArray(3f, 6f, 9f)));
    refused(
        "Standardisation: features must be floating-point [examples, 2] or [2], got i32[2]",
        () -> statistics.apply(Nd4j.createFromArray(3, 6)));
  }

  @Test
  void wrongFeaturesAreRefusedAtOnce() {
    INDArray labels = Nd4j.createFromArray(0, 1);
    refused(
        "Standardisation: features must be floating-point [examples, columns], got i32[2, 3];"
            + " castTo or reshape them first",
        () -> Dataset.of(Nd4j.zeros(DataType.INT32, 2, 3), labels).standardised());
    refused(
        "Standardisation: features must be floating-point [examples, columns], got f32[2, 3, 3];"
            + " castTo or reshape them first",
        () -> Dataset.of(Nd4j.zeros(DataType.FLOAT, 2, 3, 3), labels).standardised());
    refused(
        "Standardisation: \"features\" has NaN at row 1, column 0; mend or leave out that row",
        () -> Standardisation.of(Nd4j.createFromArray(new double[][] {{1}, {Double.NaN}})));
  }

  @Test
  void wrongStatisticsAreRefused() {
    refused(
        "Standardisation: a mean and a deviation are needed for each column, got 1 means and 2"
            + " deviations",
        () -> new Standardisation(List.of(1.0), List.of(1.0, 1.0)));
    refused(
        "Standardisation: a mean must be finite, got NaN for column 0",
        () -> new Standardisation(List.of(Double.NaN), List.of(1.0)));
    refused(
        "Standardisation: a deviation must be positive and finite, got 0.0 for column 1",
        () -> new Standardisation(List.of(1.0, 1.0), List.of(1.0, 0.0)));
  }
}

package org.ladera.optim.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Counts and statistics as published with the sets (UCI pages; scikit-learn's descriptions). */
class DatasetsTest {
  @Test
  void iris() {
    Dataset iris = Datasets.iris();
    held(iris, 150, 4);
    assertArrayEquals(new int[] {50, 50, 50}, counts(iris));
    assertEquals("petal width (cm)", iris.featureNames().get(3));
    assertEquals(List.of("setosa", "versicolor", "virginica"), iris.classNames());
    assertArrayEquals(new double[] {4.3, 7.9, 5.84}, statistics(iris, 0), 5e-3);
    assertArrayEquals(
        new float[] {5.1f, 3.5f, 1.4f, 0.2f}, iris.take(1).features().data().asFloat());
  }

  @Test
  void wine() {
    Dataset wine = Datasets.wine();
    held(wine, 178, 13);
    assertArrayEquals(new int[] {59, 71, 48}, counts(wine));
    assertEquals("proline", wine.featureNames().get(12));
    assertArrayEquals(new double[] {278, 1680, 746}, statistics(wine, 12), 1);
  }

  @Test
  void breastCancer() {
    Dataset cancer = Datasets.breastCancer();
    held(cancer, 569, 30);
    assertArrayEquals(new int[] {212, 357}, counts(cancer));
    assertEquals(List.of("malignant", "benign"), cancer.classNames());
    assertEquals("mean area", cancer.featureNames().get(3));
    assertEquals("radius error", cancer.featureNames().get(10));
    assertEquals("worst fractal dimension", cancer.featureNames().get(29));
    assertEquals(143.5, statistics(cancer, 3)[0], 1e-3);
    assertEquals(2501, statistics(cancer, 3)[1], 1e-3);
    assertEquals(0.112, statistics(cancer, 10)[0], 1e-3);
    assertEquals(0.208, statistics(cancer, 29)[1], 1e-3);
  }

  @Test
  void digits() {
    Dataset digits = Datasets.digits();
    held(digits, 1797, 64);
    assertArrayEquals(new int[] {178, 182, 177, 183, 181, 182, 181, 179, 174, 180}, counts(digits));
    assertEquals("pixel_7_6", digits.featureNames().get(62));
    assertEquals("9", digits.classNames().get(9));
    double largest = 0;
    for (int column = 0; column < 64; column++) {
      assertEquals(0, statistics(digits, column)[0]);
      largest = Math.max(largest, statistics(digits, column)[1]);
    }
    assertEquals(16, largest);
  }

  @Test
  void diabetes() {
    Dataset diabetes = Datasets.diabetes();
    assertArrayEquals(new long[] {442, 10}, diabetes.features().shape());
    assertArrayEquals(new long[] {442, 1}, diabetes.labels().shape());
    assertEquals(DataType.FLOAT, diabetes.labels().dataType());
    assertEquals("bmi", diabetes.featureNames().get(2));
    assertEquals(List.of(), diabetes.classNames());
    // The first patient of Least Angle Regression, table 1 (its ltg is rounded there to 4.9).
    assertArrayEquals(
        new float[] {59, 2, 32.1f, 101, 157, 93.2f, 38, 4, 4.8598f, 87},
        diabetes.take(1).features().data().asFloat());
    // scikit-learn: targets are 25 to 346; 152.13 is the intercept over its centered features.
    Dataset target = Dataset.of(diabetes.labels(), diabetes.labels());
    assertArrayEquals(new double[] {25, 346, 152.13}, statistics(target, 0), 0.005);
  }

  private static void held(Dataset data, int examples, int columns) {
    assertEquals(examples, data.size());
    assertEquals(columns, data.featureNames().size());
    assertArrayEquals(new long[] {examples, columns}, data.features().shape());
    assertArrayEquals(new long[] {examples}, data.labels().shape());
    assertEquals(DataType.FLOAT, data.features().dataType());
    assertEquals(DataType.INT32, data.labels().dataType());
  }

  private static int[] counts(Dataset data) {
    int[] counts = new int[data.classNames().size()];
    for (int label : data.labels().toIntVector()) {
      counts[label]++;
    }
    return counts;
  }

  /** Minimum, maximum and mean of a column. */
  private static double[] statistics(Dataset data, int column) {
    INDArray features = data.features();
    double[] result = {Double.MAX_VALUE, -Double.MAX_VALUE, 0};
    for (int row = 0; row < data.size(); row++) {
      double value = features.getDouble(row, column);
      result[0] = Math.min(result[0], value);
      result[1] = Math.max(result[1], value);
      result[2] += value / data.size();
    }
    return result;
  }
}

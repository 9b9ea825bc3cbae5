package org.ladera.optim.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class DatasetTest {
  private static final INDArray FEATURES =
      Nd4j.createFromArray(new float[][] {{1, 2}, {3, 4}, {5, 6}});
  private static final INDArray LABELS = Nd4j.createFromArray(0, 1, 0);

  @Test
  void arraysKeepTheirTypesAndValues() {
    Dataset data = Dataset.of(FEATURES, LABELS);
    assertEquals(3, data.size());
    assertEquals(List.of("features", "labels"), List.copyOf(data.names()));
    assertEquals(DataType.FLOAT, data.features().dataType());
    assertEquals(DataType.INT32, data.labels().dataType());
    assertEquals(FEATURES, data.features());
    assertEquals(LABELS, data.labels());
    assertEquals("3 examples: features f32[3, 2], labels i32[3]", data.toString());
  }

  @Test
  void arraysAreCopiedOnTheWayInAndOut() {
    INDArray mine = FEATURES.dup();
    Dataset data = Dataset.of(mine, LABELS);
    mine.putScalar(0, 0, 99);
    data.features().putScalar(0, 1, 99);
    assertEquals(FEATURES, data.features());
  }

  @Test
  void arraysOfAnyOrderingAndViewAreReadByTheirIndices() {
    INDArray big = Nd4j.arange(24).castTo(DataType.FLOAT).reshape(4, 6);
    List<INDArray> layouts =
        List.of(
            big.dup('f'),
            big.transpose(),
            big.get(NDArrayIndex.interval(1, 4), NDArrayIndex.interval(0, 2, 6)),
            big.get(NDArrayIndex.all(), NDArrayIndex.point(3)).reshape(4, 1));
    for (INDArray layout : layouts) {
      INDArray labels = Nd4j.zeros(DataType.INT32, layout.size(0));
      INDArray read = Dataset.of(layout, labels).features();
      assertEquals('c', read.ordering());
      for (int row = 0; row < layout.size(0); row++) {
        for (int column = 0; column < layout.size(1); column++) {
          assertEquals(layout.getFloat(row, column), read.getFloat(row, column));
        }
      }
    }
  }

  @Test
  void arraysMayHaveOtherNames() {
    Map<String, INDArray> arrays = new LinkedHashMap<>();
    arrays.put("image", Nd4j.zeros(DataType.FLOAT, 5, 2, 2));
    arrays.put("caption", Nd4j.zeros(DataType.INT64, 5, 7));
    arrays.put("weight", Nd4j.ones(DataType.DOUBLE, 5));
    Dataset data = Dataset.of(arrays);
    assertEquals(List.of("image", "caption", "weight"), List.copyOf(data.names()));
    assertArrayEquals(new long[] {2, 2, 2}, data.rows(4, 0).array("image").shape());
    refused(
        "Dataset: there is no array \"features\", there is \"image\", \"caption\", \"weight\"",
        data::features);
  }

  @Test
  void rowsAreGatheredInTheOrderAskedFor() {
    Dataset data = Dataset.of(FEATURES, LABELS);
    Dataset rows = data.rows(2, 1, 2, 0);
    assertEquals(
        Nd4j.createFromArray(new float[][] {{5, 6}, {3, 4}, {5, 6}, {1, 2}}), rows.features());
    assertEquals(Nd4j.createFromArray(0, 1, 0, 0), rows.labels());
    assertEquals(FEATURES.get(NDArrayIndex.interval(0, 2)), data.take(2).features());
    refused("Dataset: row 3 is outside 0..2", () -> data.rows(0, 3));
    refused("Dataset: row -1 is outside 0..2", () -> data.rows(-1));
    refused("Dataset: at least one example is needed, got \"features\" f32[0, 2]", data::rows);
    refused("Dataset: 1..3 examples can be taken, got 4", () -> data.take(4));
    refused("Dataset: 1..3 examples can be taken, got 0", () -> data.take(0));
  }

  @Test
  void shufflingKeepsFeaturesAndLabelsTogether() {
    INDArray column = Nd4j.arange(100).castTo(DataType.FLOAT).reshape(100, 1);
    Dataset data = Dataset.of(column, column.castTo(DataType.INT32).reshape(100));
    Dataset shuffled = data.shuffled(42);
    int[] labels = shuffled.labels().toIntVector();
    assertArrayEquals(
        shuffled.features().castTo(DataType.INT32).reshape(100).toIntVector(), labels);
    assertNotEquals(data.labels(), shuffled.labels());
    assertEquals(shuffled.labels(), data.shuffled(42).labels());
    assertNotEquals(shuffled.labels(), data.shuffled(43).labels());
    Arrays.sort(labels);
    assertArrayEquals(IntStream.range(0, 100).toArray(), labels);
  }

  @Test
  void oneHotHasAOneInTheColumnOfTheClass() {
    INDArray table = Dataset.of(FEATURES, LABELS).oneHot(3);
    assertEquals(Nd4j.createFromArray(new float[][] {{1, 0, 0}, {0, 1, 0}, {1, 0, 0}}), table);
    refused(
        "Dataset: label 1 at example 1 is outside 0..0",
        () -> Dataset.of(FEATURES, LABELS).oneHot(1));
    refused(
        "Dataset: classes need integer labels [examples], got f32[3, 2]",
        () -> Dataset.of(FEATURES, FEATURES).oneHot(2));
  }

  @Test
  void namesAreHeldToTheArrays() {
    Dataset data =
        Dataset.of(FEATURES, LABELS)
            .withFeatureNames(List.of("a", "b"))
            .withClassNames(List.of("no", "yes"));
    assertEquals(List.of("a", "b"), data.rows(1).featureNames());
    assertEquals(List.of("no", "yes"), data.shuffled(1).classNames());
    refused(
        "Dataset: a name is needed for each feature column, got 1 names for f32[3, 2]",
        () -> data.withFeatureNames(List.of("a")));
    refused(
        "Dataset: label 1 at example 1 is outside 0..0, the classes \"no\"",
        () -> data.withClassNames(List.of("no")));
  }

  @Test
  void emptyDataIsRefused() {
    refused("Dataset: at least one array is needed, got none", () -> Dataset.of(Map.of()));
    refused(
        "Dataset: at least one example is needed, got \"features\" f32[0, 4]",
        () -> Dataset.of(Nd4j.create(DataType.FLOAT, 0, 4), Nd4j.create(DataType.INT32, 0)));
  }

  @Test
  void arraysOfDifferentLengthsAreRefused() {
    refused(
        "Dataset: every array must have the same number of examples, got"
            + " \"features\" f32[3, 2] and \"labels\" i32[2]",
        () -> Dataset.of(FEATURES, Nd4j.createFromArray(0, 1)));
    refused(
        "Dataset: the first axis of an array counts the examples, got \"labels\" i32[]",
        () -> Dataset.of(FEATURES, Nd4j.scalar(DataType.INT32, 1)));
  }

  @Test
  void nanAndInfinityAreNamedByRowAndColumn() {
    refused(
        "Dataset: \"features\" has NaN at row 2, column 1; mend or leave out that row",
        () -> Dataset.of(withEntry(2, 1, Float.NaN), LABELS));
    refused(
        "Dataset: \"features\" has -Infinity at row 0, column 1; mend or leave out that row",
        () -> Dataset.of(withEntry(0, 1, Float.NEGATIVE_INFINITY).dup('f'), LABELS));
    refused(
        "Dataset: \"labels\" has Infinity at row 1; mend or leave out that row",
        () -> Dataset.of(FEATURES, Nd4j.createFromArray(1, Double.POSITIVE_INFINITY, 3)));
    refused(
        "Dataset: \"features\" has NaN at row 1, entry 5 of it; mend or leave out that row",
        () -> {
          INDArray images = Nd4j.zeros(DataType.FLOAT, 3, 2, 4);
          images.putScalar(new int[] {1, 1, 1}, Float.NaN);
          Dataset.of(images, LABELS);
        });
  }

  @Test
  void typesThatLaderaLacksAreRefused() {
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class,
            () -> Dataset.of(FEATURES.castTo(DataType.UINT8), LABELS));
    String message = String.valueOf(error.getMessage());
    assertTrue(message.contains("call castTo(DataType.INT"), message);
  }

  private static INDArray withEntry(int row, int column, float value) {
    INDArray features = FEATURES.dup();
    features.putScalar(row, column, value);
    return features;
  }

  static void refused(String message, Executable action) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, action).getMessage());
  }
}

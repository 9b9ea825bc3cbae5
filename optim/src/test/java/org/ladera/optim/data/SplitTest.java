package org.ladera.optim.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ladera.optim.data.DatasetTest.refused;

import com.google.common.primitives.Floats;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class SplitTest {
  @Test
  void everyExampleIsInExactlyOnePart() {
    INDArray numbers = Nd4j.arange(150).castTo(DataType.FLOAT).reshape(150, 1);
    Split split = Dataset.of(numbers, numbers).split(0.7, 42);
    assertEquals(105, split.train().size());
    assertEquals(45, split.test().size());
    float[] sorted =
        Floats.concat(
            split.train().labels().data().asFloat(), split.test().labels().data().asFloat());
    Arrays.sort(sorted);
    for (int i = 0; i < 150; i++) {
      assertEquals(i, sorted[i]);
    }
    assertEquals(split.train().features(), split.train().labels());
    assertEquals(
        split.train().labels(), Dataset.of(numbers, numbers).split(0.7, 42).train().labels());
    assertNotEquals(
        split.train().labels(), Dataset.of(numbers, numbers).split(0.7, 43).train().labels());
  }

  @Test
  void classesKeepTheirShares() {
    Split iris = Datasets.iris().split(0.8, 42);
    assertArrayEquals(new int[] {40, 40, 40}, counts(iris.train(), 3));
    assertArrayEquals(new int[] {10, 10, 10}, counts(iris.test(), 3));
    // 59, 71 and 48 wines: 142 of 178 go to training, and 56.64 is the largest remainder.
    assertArrayEquals(new int[] {47, 57, 38}, counts(Datasets.wine().split(0.8, 1).train(), 3));
    // 212 and 357 tumors: 455 of 569; 169.52 and 285.48.
    assertArrayEquals(
        new int[] {170, 285}, counts(Datasets.breastCancer().split(0.8, 1).train(), 2));
  }

  @Test
  void examplesComeShuffled() {
    int[] labels = Datasets.iris().split(0.8, 42).train().labels().toIntVector();
    long changes =
        IntStream.range(1, labels.length).filter(i -> labels[i] != labels[i - 1]).count();
    // Sorted by class there would be 2; 119 neighbors differ with probability 80/119 each.
    assertTrue(changes > 50, () -> changes + " changes");
  }

  @Test
  void neitherPartIsEmpty() {
    Dataset data = Datasets.iris().take(3);
    assertEquals(1, data.split(0.01, 1).train().size());
    assertEquals(1, data.split(0.99, 1).test().size());
    refused("Dataset: a split needs at least 2 examples, got 1", () -> data.take(1).split(0.5, 1));
  }

  @Test
  void aFractionOutsideZeroToOneIsRefused() {
    for (double fraction : new double[] {0, 1, -0.5, 80, Double.NaN}) {
      refused(
          "Dataset: the training fraction must be in (0, 1), got " + fraction,
          () -> Datasets.iris().split(fraction, 1));
    }
  }

  @Test
  void statisticsComeFromTheTrainingPartOnly() {
    Split plain = Datasets.wine().split(0.8, 42);
    Split split = Datasets.wine().standardised().split(0.8, 42);
    Standardisation statistics = Standardisation.of(plain.train().features());
    assertEquals(statistics, split.train().standardisation().orElseThrow());
    assertEquals(statistics, split.test().standardisation().orElseThrow());
    assertEquals(statistics.apply(plain.train().features()), split.train().features());
    assertEquals(statistics.apply(plain.test().features()), split.test().features());
    assertEquals(plain.test().labels(), split.test().labels());
    assertNotEquals(statistics, Standardisation.of(Datasets.wine().features()));
  }

  @Test
  void takingRowsBeforeASplitLeaksNothing() {
    int[] rows = IntStream.range(0, 178).filter(row -> row % 2 == 0).toArray();
    Split before = Datasets.wine().rows(rows).shuffled(3).standardised().split(0.5, 42);
    Split after = Datasets.wine().standardised().rows(rows).shuffled(3).split(0.5, 42);
    assertEquals(before.test().features(), after.test().features());
    assertEquals(before.train().standardisation(), after.train().standardisation());
  }

  @Test
  void aSecondSplitKeepsTheStatisticsOfTheFirst() {
    Split split = Datasets.wine().standardised().split(0.8, 42);
    Split second = split.train().split(0.5, 1);
    assertEquals(split.train().standardisation(), second.test().standardisation());
    assertEquals(
        second.train().features(),
        split
            .train()
            .standardisation()
            .orElseThrow()
            .apply(Datasets.wine().split(0.8, 42).train().split(0.5, 1).train().features()));
  }

  @Test
  void aSplitCanBeStandardizedAfterwards() {
    Split before = Datasets.wine().standardised().split(0.8, 42);
    Split after = Datasets.wine().split(0.8, 42).standardised();
    assertEquals(before.train().features(), after.train().features());
    assertEquals(before.test().features(), after.test().features());
    assertSame(before.train(), before.standardised().train());
  }

  private static int[] counts(Dataset data, int classes) {
    int[] counts = new int[classes];
    for (int label : data.labels().toIntVector()) {
      counts[label]++;
    }
    return counts;
  }
}

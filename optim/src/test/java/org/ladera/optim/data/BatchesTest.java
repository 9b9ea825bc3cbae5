package org.ladera.optim.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.ladera.optim.data.DatasetTest.refused;

import com.google.common.collect.Iterables;
import com.google.common.collect.Streams;
import com.google.common.primitives.Floats;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class BatchesTest {
  private static final INDArray NUMBERS = Nd4j.arange(10).castTo(DataType.FLOAT).reshape(10, 1);
  private static final Dataset DATA = Dataset.of(NUMBERS, NUMBERS);
  private static final List<Float> ALL = IntStream.range(0, 10).mapToObj(i -> (float) i).toList();

  @Test
  void everyEpochShowsEveryExampleOnce() {
    Batches batches = Batches.shuffled(DATA, 4, 42);
    assertEquals(3, batches.count());
    assertEquals(4, batches.size());
    for (int epoch = 0; epoch < 5; epoch++) {
      assertEquals(List.of(4, 4, 2), sizes(batches, epoch));
      assertEquals(ALL, numbers(batches, epoch).stream().sorted().toList());
      for (Dataset batch : batches.epoch(epoch)) {
        assertEquals(batch.features(), batch.labels());
      }
    }
  }

  @Test
  void theOrderDependsOnSeedAndEpochOnly() {
    Batches batches = Batches.shuffled(DATA, 4, 42);
    List<Float> third = numbers(batches, 3);
    assertNotEquals(third, numbers(batches, 2));
    assertEquals(third, numbers(batches, 3));
    assertEquals(third, numbers(Batches.shuffled(DATA, 7, 42), 3));
    assertNotEquals(third, numbers(Batches.shuffled(DATA, 4, 43), 3));
    assertEquals(
        IntStream.of(SeededOrder.permutation(10, 42, 3)).mapToObj(i -> (float) i).toList(), third);
  }

  @Test
  void aShortLastBatchCanBeDropped() {
    Batches batches = Batches.shuffled(DATA, 4, 42).droppingLast();
    assertEquals(2, batches.count());
    assertEquals(List.of(4, 4), sizes(batches, 0));
    assertEquals(List.of(5, 5), sizes(Batches.shuffled(DATA, 5, 42).droppingLast(), 0));
  }

  @Test
  void batchesMayBeOneExampleOrAll() {
    assertEquals(10, Iterables.size(Batches.shuffled(DATA, 1, 42).epoch(0)));
    assertEquals(List.of(10), sizes(Batches.shuffled(DATA, 10, 42), 0));
    assertEquals(1, Batches.full(DATA).count());
    assertEquals(ALL, numbers(Batches.full(DATA), 7));
    assertEquals(ALL, numbers(Batches.inOrder(DATA, 3), 7));
    assertEquals(List.of(3, 3, 3, 1), sizes(Batches.inOrder(DATA, 3), 0));
  }

  @Test
  void batchesOfUnsplitDataAreStandardizedByAllOfIt() {
    Dataset data = Datasets.iris().standardised();
    int row = 0;
    INDArray features = data.features();
    for (Dataset batch : Batches.inOrder(data, 50).epoch(0)) {
      assertEquals(features.getRow(row, true), batch.features().getRow(0, true));
      row += 50;
    }
    assertEquals(150, row);
  }

  @Test
  void aSizeOutOfRangeIsRefused() {
    refused(
        "Batches: a batch may not be larger than the data, got batches of 11 for 10 examples; use"
            + " full batches",
        () -> Batches.shuffled(DATA, 11, 42));
    refused("Batches: a batch needs at least 1 example, got 0", () -> Batches.inOrder(DATA, 0));
    refused("Batches: epochs count from 0, got -1", () -> Batches.shuffled(DATA, 4, 42).epoch(-1));
  }

  private static List<Integer> sizes(Batches batches, int epoch) {
    return Streams.stream(batches.epoch(epoch)).map(Dataset::size).toList();
  }

  private static List<Float> numbers(Batches batches, int epoch) {
    return Streams.stream(batches.epoch(epoch))
        .flatMap(batch -> Floats.asList(batch.features().data().asFloat()).stream())
        .toList();
  }
}

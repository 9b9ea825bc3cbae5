package org.ladera.optim.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.ladera.optim.data.DatasetTest.refused;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

class FeedTest {
  @Test
  void batchesAreThoseOfTheDataSets() {
    for (Batches batches :
        List.of(
            Batches.shuffled(Datasets.wine(), 50, 42),
            Batches.shuffled(Datasets.wine(), 50, 42).droppingLast(),
            Batches.shuffled(Datasets.wine().standardised(), 178, 42),
            Batches.inOrder(Datasets.wine(), 50),
            Batches.full(Datasets.wine().standardised()))) {
      Feed feed = batches.feed("labels", "features");
      for (int epoch = 0; epoch < 3; epoch++) {
        Iterator<Dataset> expected = batches.epoch(epoch).iterator();
        for (INDArray[] batch : feed.epoch(epoch)) {
          Dataset data = expected.next();
          assertEquals(data.labels(), batch[0]);
          assertEquals(data.features(), batch[1]);
          assertEquals(2, batch.length);
        }
        assertFalse(expected.hasNext());
      }
    }
  }

  @Test
  void arraysAreUsedAgain() {
    Feed feed = Batches.shuffled(Datasets.iris(), 40, 42).feed("features");
    List<INDArray> seen = new ArrayList<>();
    for (int epoch = 0; epoch < 2; epoch++) {
      feed.epoch(epoch).forEach(batch -> seen.add(batch[0]));
    }
    assertEquals(8, seen.size());
    for (int i : new int[] {1, 2, 4, 5, 6}) {
      assertSame(seen.get(0), seen.get(i));
    }
    assertSame(seen.get(3), seen.get(7));
    Feed full = Batches.full(Datasets.iris()).feed("features");
    assertSame(full.epoch(0).iterator().next()[0], full.epoch(1).iterator().next()[0]);
  }

  @Test
  void wrongNamesAndEpochsAreRefused() {
    Batches batches = Batches.full(Datasets.iris());
    refused(
        "Dataset: there is no array \"images\", there is \"features\", \"labels\"",
        () -> batches.feed("images"));
    refused("Batches: epochs count from 0, got -1", () -> batches.feed("features").epoch(-1));
  }
}

package org.ladera.optim.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.ladera.autograd.nn.Layers.dense;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ladera.autograd.loss.SquaredError;
import org.ladera.autograd.nn.Model;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.optim.data.Dataset;
import org.ladera.optim.rule.GradientDescent;

/** A fit goes on where the last one stopped; with a rate of 0 a loss says which batch it was. */
class ContinuedFitTest {
  private static final Dataset DATA =
      Dataset.of(column(1, 2, 3, 4, 5).toINDArray(), column(9, 7, 5, 3, 1).toINDArray());

  private final List<Double> losses = new ArrayList<>();
  private final Trainer trainer =
      Trainer.of(Model.of(dense(1), 1), new SquaredError(), GradientDescent.withRate(0))
          .batchSize(1)
          .quiet()
          .watching(1, (updates, loss) -> losses.add(loss));

  private static HostArray column(double... values) {
    return HostArray.ofDoubles(DType.FLOAT32, Shape.of(values.length, 1), values);
  }

  private List<Double> lossesOf(Runnable fits) {
    losses.clear();
    fits.run();
    return List.copyOf(losses);
  }

  private Trainer fresh() {
    return new ContinuedFitTest().trainer.watching(1, (updates, loss) -> losses.add(loss));
  }

  @Test
  void fitsOfOneEpochSeeTheBatchesOfOneFitOfMany() {
    List<Double> atOnce = lossesOf(() -> fresh().epochs(3).fit(DATA));
    Trainer again = fresh().epochs(1);
    assertEquals(
        atOnce,
        lossesOf(
            () -> {
              again.fit(DATA);
              again.fit(DATA);
              again.fit(DATA);
            }));
    assertEquals(new HashSet<>(atOnce.subList(0, 5)), new HashSet<>(atOnce.subList(5, 10)));
    assertEquals(5, new HashSet<>(atOnce).size());
  }

  @Test
  void aFitThatStoppedWithinAnEpochGoesOnThere() {
    List<Double> atOnce = lossesOf(() -> fresh().updates(12).fit(DATA));
    Trainer again = fresh().updates(4);
    assertEquals(
        atOnce,
        lossesOf(
            () -> {
              again.fit(DATA);
              again.fit(DATA);
              again.fit(DATA);
            }));
  }

  @Test
  void theLossOfAnEpochWeighsAShortBatchByItsExamples() {
    Trainer three = fresh().batchSize(3).epochs(1);
    double loss = three.fit(DATA).last().loss();
    assertEquals(three.evaluate(DATA).loss(), loss, 1e-6 * loss);
  }
}

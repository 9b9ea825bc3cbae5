package org.stranger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ladera.autograd.nn.Layers.dense;
import static org.ladera.autograd.nn.Layers.relu;
import static org.ladera.autograd.nn.Layers.sequential;

import org.junit.jupiter.api.Test;
import org.ladera.autograd.loss.SoftmaxCrossEntropy;
import org.ladera.autograd.nn.Model;
import org.ladera.optim.data.Datasets;
import org.ladera.optim.rule.Adam;
import org.ladera.optim.rule.Lion;
import org.ladera.optim.schedule.Cosine;
import org.ladera.optim.train.Trainer;
import org.ladera.optim.transform.ClipByNorm;
import org.ladera.optim.transform.Group;
import org.ladera.optim.transform.Groups;
import org.ladera.optim.transform.Which;

/** The README's optimizer of two groups. */
class GroupsTest {
  @Test
  void trainsMatricesAndTheRestEachInItsWay() {
    var rule = Lion.withRate(1e-4).withSchedule(Cosine.of(1e-4, 10_000).warmedUp(500));
    var optimizer =
        Groups.of(
            new Group("matrices", Which.rank(2), new ClipByNorm(rule, 1)),
            new Group("rest", Which.rank(2).negate(), Adam.withRate(0.001)));

    var iris = Datasets.iris().standardised().split(0.8, 42);
    var network = Model.of(sequential(dense(16), relu(), dense(3)), 42);
    var trainer =
        Trainer.of(network, new SoftmaxCrossEntropy(), optimizer).batchSize(32).epochs(60).quiet();
    double untrained = trainer.evaluate(iris.test()).loss();
    trainer.fit(iris.train());
    assertTrue(trainer.evaluate(iris.test()).loss() < untrained);
    assertEquals(
        """
        matrices: 2 parameters, 112 numbers
          dense.0.weight f32[4, 16]
          dense.1.weight f32[16, 3]
        rest: 2 parameters, 19 numbers
          dense.0.bias f32[16]
          dense.1.bias f32[3]
        """,
        optimizer.report(network.parameters()));
  }
}

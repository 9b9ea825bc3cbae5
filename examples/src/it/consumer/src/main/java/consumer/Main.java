package consumer;

import static org.ladera.autograd.nn.Layers.dense;
import static org.ladera.autograd.nn.Layers.relu;
import static org.ladera.autograd.nn.Layers.sequential;
import static org.ladera.optim.metric.Metrics.accuracy;

import org.ladera.autograd.loss.SoftmaxCrossEntropy;
import org.ladera.autograd.nn.Model;
import org.ladera.optim.data.Datasets;
import org.ladera.optim.rule.Adam;
import org.ladera.optim.train.Trainer;

/** What somebody else builds on Ladera. */
final class Main {
  private Main() {}

  public static void main(String[] args) {
    var iris = Datasets.iris().standardised().split(0.8, 42);
    var network = Model.of(sequential(dense(16), relu(), dense(3)), 42);
    var trainer =
        Trainer.of(network, new SoftmaxCrossEntropy(), Adam.withRate(0.01))
            .epochs(20)
            .metrics(accuracy())
            .quiet();
    trainer.fit(iris.train());
    System.out.println("consumer: " + trainer.evaluate(iris.test()));
  }
}

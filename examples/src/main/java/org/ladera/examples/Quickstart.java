package org.ladera.examples;

import static org.ladera.autograd.nn.Layers.dense;
import static org.ladera.autograd.nn.Layers.relu;
import static org.ladera.autograd.nn.Layers.sequential;
import static org.ladera.autograd.nn.Layers.softmax;
import static org.ladera.optim.metric.Metrics.accuracy;

import java.nio.file.Path;
import org.ladera.autograd.loss.SoftmaxCrossEntropy;
import org.ladera.autograd.nn.Model;
import org.ladera.optim.data.Datasets;
import org.ladera.optim.rule.Adam;
import org.ladera.optim.train.History;
import org.ladera.optim.train.Trainer;
import org.nd4j.linalg.api.ndarray.INDArray;

class Quickstart {
  void main() {
    var iris = Datasets.iris().standardised().split(0.8, 42);
    var network = Model.of(sequential(dense(16), relu(), dense(16), relu(), dense(3)), 42);

    var trainer =
        Trainer.of(network, new SoftmaxCrossEntropy(), Adam.withRate(0.01))
            .batchSize(32)
            .epochs(60)
            .metrics(accuracy());
    History history = trainer.fit(iris.train(), iris.test());

    System.out.println(trainer.evaluate(iris.test()));
    history.plot(Path.of("iris.png"));
    INDArray probabilities = network.then(softmax()).predict(iris.test().features());
    System.out.println(probabilities.getRow(0));
  }
}

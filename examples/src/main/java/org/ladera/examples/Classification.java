package org.ladera.examples;

import static org.ladera.optim.metric.Metrics.accuracy;

import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.ladera.autograd.loss.SoftmaxCrossEntropy;
import org.ladera.autograd.nn.Layer;
import org.ladera.autograd.nn.Model;
import org.ladera.core.graph.Node;
import org.ladera.optim.data.Split;
import org.ladera.optim.train.Evaluation;
import org.ladera.optim.train.History;
import org.ladera.optim.train.Trainer;

/** What the examples that classify have in common: train, say how good it is, draw the losses. */
final class Classification {
  private Classification() {}

  static Evaluation run(
      Split data,
      Layer network,
      TrainingOptions options,
      double adamRate,
      int epochs,
      int batchSize,
      PrintWriter out) {
    Model<Node> model = Model.of(network, options.seed());
    Trainer trainer =
        options.apply(
            Trainer.of(model, new SoftmaxCrossEntropy(), options.optimizer(adamRate))
                .metrics(accuracy()),
            epochs,
            batchSize);
    History history = trainer.fit(data.train(), data.test());
    out.print(model.summary());
    out.println("training: " + trainer.evaluate(data.train()));
    Evaluation heldOut = trainer.evaluate(data.test());
    out.println("held out: " + heldOut);
    out.println("SHA-256 of all weights: " + Fingerprint.of(model.variables()));
    @Nullable Path plot = options.plot();
    if (plot != null) {
      history.plot(plot);
      out.println("losses drawn in " + plot.toAbsolutePath());
    }
    out.flush();
    return heldOut;
  }
}

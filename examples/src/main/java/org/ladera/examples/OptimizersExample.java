package org.ladera.examples;

import static org.ladera.autograd.nn.Layers.dense;
import static org.ladera.autograd.nn.Layers.relu;
import static org.ladera.autograd.nn.Layers.sequential;
import static org.ladera.optim.metric.Metrics.accuracy;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ladera.autograd.loss.SoftmaxCrossEntropy;
import org.ladera.autograd.nn.Layer;
import org.ladera.autograd.nn.Model;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Variable;
import org.ladera.optim.data.Datasets;
import org.ladera.optim.data.Split;
import org.ladera.optim.train.Charts;
import org.ladera.optim.train.Evaluation;
import org.ladera.optim.train.Trainer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The main job: every variant of the lecture trains a network on Iris and on the digits. */
@Command(
    name = "optimizers",
    description = "every variant of the lecture on Iris and the digits: a table and a picture",
    mixinStandardHelpOptions = true)
final class OptimizersExample implements Runnable {
  private static final int POINTS = 50;

  @Option(names = "--updates", description = "updates of each run (default: ${DEFAULT-VALUE})")
  private int updates = 1000;

  @Option(
      names = "--batch-size",
      description = "examples of a mini-batch (default: ${DEFAULT-VALUE})")
  private int batchSize = 32;

  @Option(
      names = "--seed",
      description = "fixes splits, initial weights and batches (default: ${DEFAULT-VALUE})")
  private long seed = 42;

  @Option(names = "--plot", description = "the picture (default: ${DEFAULT-VALUE})")
  private Path plot = Path.of("optimizers.png");

  @Option(names = "--quiet", description = "no progress bars")
  private boolean quiet;

  @Spec private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  private record Task(String name, Split data, Layer network) {}

  private record Row(
      String task, LectureVariant variant, Evaluation heldOut, double loss, double seconds) {}

  @Override
  public void run() {
    List<Task> tasks =
        List.of(
            new Task(
                "iris",
                Datasets.iris().standardised().split(0.8, seed),
                sequential(dense(16), relu(), dense(16), relu(), dense(3))),
            new Task(
                "digits",
                Datasets.digits().standardised().split(0.8, seed),
                sequential(dense(32), relu(), dense(10))));
    Charts charts = new Charts();
    List<Row> rows = new ArrayList<>();
    List<Variable> weights = new ArrayList<>();
    for (Task task : tasks) {
      Map<String, Charts.Line> curves = new LinkedHashMap<>();
      for (LectureVariant variant : LectureVariant.values()) {
        rows.add(train(task, variant, curves, weights));
      }
      charts.add(
          "Training loss on " + task.name(), "updates", "mean loss of all training data", curves);
    }
    PrintWriter out = spec.commandLine().getOut();
    print(rows, out);
    out.println("SHA-256 of all weights: " + Fingerprint.of(weights));
    charts.save(plot);
    out.println("loss curves: " + plot.toAbsolutePath());
    out.flush();
  }

  private Row train(
      Task task, LectureVariant variant, Map<String, Charts.Line> curves, List<Variable> weights) {
    Model<Node> model = Model.of(task.network(), seed);
    List<double[]> points = new ArrayList<>();
    Trainer trainer =
        Trainer.of(model, new SoftmaxCrossEntropy(), variant.optimizer())
            .metrics(accuracy())
            .updates(updates)
            .named(task.name() + ", " + variant.title());
    trainer = quiet ? trainer.quiet() : trainer;
    trainer = variant.batch(batchSize).map(trainer::batchSize).orElseGet(trainer::fullBatch);
    Trainer measured = trainer;
    long begin = System.nanoTime();
    trainer
        .watching(
            Math.max(1, updates / POINTS),
            (update, loss) ->
                points.add(new double[] {update, measured.evaluate(task.data().train()).loss()}))
        .fit(task.data().train());
    weights.addAll(model.variables());
    double seconds = (System.nanoTime() - begin) / 1e9;
    curves.put(
        variant.title(),
        new Charts.Line(
            points.stream().mapToDouble(point -> point[0]).toArray(),
            points.stream().mapToDouble(point -> point[1]).toArray()));
    double loss = trainer.evaluate(task.data().train()).loss();
    return new Row(task.name(), variant, trainer.evaluate(task.data().test()), loss, seconds);
  }

  private void print(List<Row> rows, PrintWriter out) {
    String line = "%-7s %-28s %11s %18s %8s %8s%n";
    out.printf(line, "data", "variant", "final loss", "held-out accuracy", "updates", "seconds");
    for (Row row : rows) {
      out.printf(
          line,
          row.task(),
          row.variant().title(),
          String.format(Locale.ROOT, "%.4f", row.loss()),
          String.format(Locale.ROOT, "%.1f %%", 100 * row.heldOut().metric("accuracy")),
          updates,
          String.format(Locale.ROOT, "%.2f", row.seconds()));
    }
  }
}

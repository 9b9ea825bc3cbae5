package org.ladera.examples;

import static org.ladera.autograd.nn.Layers.dense;
import static org.ladera.autograd.nn.Layers.relu;
import static org.ladera.autograd.nn.Layers.sequential;

import org.ladera.optim.data.Datasets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Spec;

/** Classifies three species of iris from four measures. */
@Command(
    name = "iris",
    description = "a 4-16-16-3 network on Iris, shipped",
    mixinStandardHelpOptions = true)
final class IrisExample implements Runnable {
  @Mixin private TrainingOptions options = new TrainingOptions();

  @Spec private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public void run() {
    Classification.run(
        Datasets.iris().standardised().split(0.8, options.seed()),
        sequential(dense(16), relu(), dense(16), relu(), dense(3)),
        options,
        0.01,
        60,
        32,
        spec.commandLine().getOut());
  }
}

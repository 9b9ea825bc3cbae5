package org.ladera.examples;

import static org.ladera.autograd.nn.Layers.dense;
import static org.ladera.autograd.nn.Layers.relu;
import static org.ladera.autograd.nn.Layers.sequential;

import org.ladera.optim.data.Datasets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Spec;

/** Classifies the 70,000 handwritten digits of MNIST, from files that the user has. */
@Command(
    name = "mnist",
    description = "a 784-256-128-10 network on MNIST, from the data directory",
    mixinStandardHelpOptions = true)
final class MnistExample implements Runnable {
  @Mixin private TrainingOptions options = new TrainingOptions();

  @Spec private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public void run() {
    Classification.run(
        Datasets.mnist(),
        sequential(dense(256), relu(), dense(128), relu(), dense(10)),
        options,
        0.001,
        8,
        128,
        spec.commandLine().getOut());
  }
}

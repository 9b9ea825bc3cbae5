package org.ladera.examples;

import static org.ladera.autograd.nn.Layers.dense;
import static org.ladera.autograd.nn.Layers.relu;
import static org.ladera.autograd.nn.Layers.sequential;

import org.ladera.optim.data.Datasets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Spec;

/** Classifies handwritten digits of 8x8 pixels. */
@Command(
    name = "digits",
    description = "a 64-64-64-10 network on 8x8 handwritten digits, shipped",
    mixinStandardHelpOptions = true)
final class DigitsExample implements Runnable {
  @Mixin private TrainingOptions options = new TrainingOptions();

  @Spec private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public void run() {
    Classification.run(
        Datasets.digits().standardised().split(0.8, options.seed()),
        sequential(dense(64), relu(), dense(64), relu(), dense(10)),
        options,
        0.002,
        30,
        32,
        spec.commandLine().getOut());
  }
}

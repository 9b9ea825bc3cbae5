package org.ladera.examples;

import picocli.CommandLine.Command;

/** The program that the README begins with. */
@Command(
    name = "quickstart",
    description = "the program of the README: a small network on Iris",
    mixinStandardHelpOptions = true)
final class QuickstartExample implements Runnable {
  @Override
  public void run() {
    new Quickstart().main();
  }
}

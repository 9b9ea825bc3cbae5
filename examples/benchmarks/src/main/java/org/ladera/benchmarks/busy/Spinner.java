package org.ladera.benchmarks.busy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ladera.benchmarks.process.EngineFailure;

/** Another process, which keeps a core busy when it is told to. */
final class Spinner implements AutoCloseable {
  private final Process process;
  private final BufferedReader answers;
  private final PrintWriter orders;

  /** Starts the process, at rest. */
  Spinner() {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home", ""), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-classpath",
            System.getProperty("java.class.path", ""),
            SpinnerMain.class.getName());
    try {
      process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    } catch (IOException e) {
      throw new EngineFailure("the process that keeps a core busy does not start: " + e);
    }
    answers = process.inputReader(StandardCharsets.UTF_8);
    orders = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
    rest();
  }

  /** Begins to keep a core busy. */
  void spin() {
    order(SpinnerMain.SPIN);
  }

  /** Leaves the core. */
  void rest() {
    order(SpinnerMain.REST);
  }

  /** {@return how long its threads ran so far} */
  Duration processorTime() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private void order(String order) {
    orders.println(order);
    @Nullable String answer;
    try {
      answer = answers.readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!order.equals(answer)) {
      throw new EngineFailure("the process that keeps a core busy has ended");
    }
  }

  @Override
  public void close() {
    orders.close();
    process.destroy();
  }
}

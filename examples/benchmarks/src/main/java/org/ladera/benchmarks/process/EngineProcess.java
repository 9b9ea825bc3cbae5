package org.ladera.benchmarks.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.ladera.benchmarks.engine.Engine;
import org.ladera.benchmarks.engine.LackingException;
import org.ladera.benchmarks.engine.Setting;
import org.ladera.benchmarks.work.StepWork;
import org.ladera.benchmarks.work.Task;

/** An engine in a JVM of its own, which has the class path of this one. */
public final class EngineProcess implements AutoCloseable {
  /** What an answer may take at most. */
  private static final long PATIENCE_SECONDS = 180;

  private static final long FAREWELL_SECONDS = 2;

  /** And one for which a large program is compiled, or a network is taught. */
  private static final long LONG_PATIENCE_SECONDS = 900;

  private static final int SHOWN_LENGTH = 200;

  private static final List<String> FLAGS =
      List.of(
          "--add-modules=jdk.incubator.vector",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          // Among the last words then, as of a crash, and not among the answers.
          "-XX:+DisplayVMOutputToStderr",
          // Garbage stays in cache, and the collector's threads do not take the second core.
          "-Xmn32m",
          "-XX:+UseSerialGC");

  /** What this process hands on. */
  private static final List<String> PROPERTIES = List.of("ladera.version", "ladera.data");

  private final String setting;
  private final long patience;
  private final Process process;
  private final Path errors;
  private final BufferedReader answers;
  private final PrintWriter questions;
  private String version = "";

  /**
   * Starts a process.
   *
   * @param engine which engine
   * @param setting how it is started
   */
  public EngineProcess(Engine engine, Setting setting) {
    this(engine, setting, PATIENCE_SECONDS);
  }

  /** One whose answers may take at most so many seconds. */
  EngineProcess(Engine engine, Setting setting, long patience) {
    this.setting = setting.label();
    this.patience = patience;
    errors = temporary("ladera-benchmark-", ".log");
    try {
      process = builder(engine, setting, errors).redirectError(errors.toFile()).start();
    } catch (IOException e) {
      delete(errors);
      throw new EngineFailure("the process of " + this.setting + " does not start", e);
    }
    answers = process.inputReader(StandardCharsets.UTF_8);
    questions = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
  }

  private static Path temporary(String prefix, String suffix) {
    try {
      return Files.createTempFile(prefix, suffix);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ProcessBuilder builder(Engine engine, Setting setting, Path errors) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home", ""), "bin", "java").toString());
    command.addAll(FLAGS);
    command.add("-XX:ErrorFile=" + errors + ".crash");
    for (String property : PROPERTIES) {
      command.add("-D" + property + "=" + System.getProperty(property, ""));
    }
    command.addAll(setting.flags());
    command.add("-classpath");
    command.add(System.getProperty("java.class.path", ""));
    command.add(EngineMain.class.getName());
    command.add(engine.name());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(setting.environment());
    return builder;
  }

  /**
   * Makes some work ready.
   *
   * @param task the work
   * @throws LackingException if the library lacks a part of it
   */
  public void open(Task task) throws LackingException {
    String answer = ask("open " + task.kind() + " " + task.encode());
    if (answer.startsWith("lacks ")) {
      throw new LackingException(answer.substring("lacks ".length()));
    }
    version = answer.substring("ready ".length());
  }

  /** {@return the version of the library, once its work is ready} */
  public String version() {
    return version;
  }

  /**
   * {@return the losses of the next steps}
   *
   * @param count how many
   */
  public double[] losses(int count) {
    String answer = ask("losses " + count);
    return Arrays.stream(answer.split(" ", -1)).skip(1).mapToDouble(Double::parseDouble).toArray();
  }

  /**
   * Does steps for some time.
   *
   * @param seconds at least
   */
  public void warm(double seconds) {
    ask("warm " + seconds);
  }

  /**
   * Does steps until code that is compiled in the background is in use.
   *
   * @param seconds at most
   */
  public void settle(double seconds) {
    ask("settle " + seconds);
  }

  /**
   * {@return what the last step computed, or an even sample of it}
   *
   * @param most how many numbers at most
   */
  public float[] result(int most) {
    Path file = temporary("ladera-result-", ".raw");
    try {
      ask("result " + most + " " + file);
      return Numbers.read(file);
    } finally {
      delete(file);
    }
  }

  /**
   * {@return how steps begin, if none was done}
   *
   * @param seconds for how long; and a hundred steps at least
   */
  public Beginning begin(double seconds) {
    return Beginning.decode(
        ask("begin " + seconds, LONG_PATIENCE_SECONDS).substring("begin ".length()));
  }

  /** {@return what the library states of the steps that are ready} */
  public Explained explained() {
    return Explained.decode(ask("explain").substring("explain ".length()));
  }

  /** {@return what memory the process took until now} */
  public MemoryUse memory() {
    return MemoryUse.decode(ask("memory").substring("memory ".length()));
  }

  /**
   * {@return what came of teaching a network digits}
   *
   * @param work the network and the size of its batches
   * @param accuracy on images it does not learn from, which suffices
   * @param epochs how often it sees all images, at most
   * @throws LackingException if the engine is given no batches here
   */
  public Lesson learn(StepWork work, double accuracy, int epochs) throws LackingException {
    String answer =
        ask("learn " + accuracy + " " + epochs + " " + work.encode(), LONG_PATIENCE_SECONDS);
    if (answer.startsWith("lacks ")) {
      throw new LackingException(answer.substring("lacks ".length()));
    }
    return Lesson.decode(answer.substring("learn ".length()));
  }

  /** Frees what was made ready. */
  public void shut() {
    ask("shut");
  }

  /**
   * {@return the time of a step}
   *
   * @param seconds at least
   * @param steps at least
   */
  public Timing round(double seconds, int steps) {
    return Timing.decode(ask("round " + seconds + " " + steps).substring("round ".length()));
  }

  private String ask(String question) {
    return ask(question, patience);
  }

  private String ask(String question, long seconds) {
    questions.println(question);
    String shown = question.substring(0, Math.min(question.length(), SHOWN_LENGTH));
    CompletableFuture<String> answer = CompletableFuture.supplyAsync(this::answer);
    try {
      return answer.get(seconds, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw failure("gave no answer to \"" + shown + "\" in " + seconds + " s", e);
    } catch (ExecutionException e) {
      throw failure("ended" + code() + " at \"" + shown + '"', e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure("was interrupted at \"" + shown + '"', e);
    }
  }

  private String answer() {
    try {
      for (@Nullable String line = answers.readLine(); line != null; line = answers.readLine()) {
        int mark = line.indexOf(EngineMain.MARK);
        if (mark >= 0) {
          return line.substring(mark + EngineMain.MARK.length());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new IllegalStateException("the output ended");
  }

  private EngineFailure failure(String what, Exception cause) {
    return new EngineFailure("the process of " + setting + " " + what + complaint(), cause);
  }

  /** What it ended with; above 128 it was a signal. */
  private String code() {
    try {
      return process.waitFor(FAREWELL_SECONDS, TimeUnit.SECONDS)
          ? " with code " + process.exitValue()
          : "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  private String complaint() {
    try {
      String printed = new String(Files.readAllBytes(errors), StandardCharsets.UTF_8);
      List<String> last = LastWords.of(printed);
      return last.isEmpty() ? "" : ":\n  " + String.join("\n  ", last);
    } catch (IOException e) {
      return "; its output cannot be read: " + e.getMessage();
    }
  }

  @Override
  public void close() {
    questions.close();
    try {
      if (!process.waitFor(FAREWELL_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      delete(errors);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}

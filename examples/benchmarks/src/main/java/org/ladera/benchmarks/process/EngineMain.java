package org.ladera.benchmarks.process;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.ladera.benchmarks.engine.Engine;
import org.ladera.benchmarks.engine.Engines;
import org.ladera.benchmarks.engine.LackingException;
import org.ladera.benchmarks.engine.Learner;
import org.ladera.benchmarks.engine.Session;
import org.ladera.benchmarks.work.Digits;
import org.ladera.benchmarks.work.KernelWork;
import org.ladera.benchmarks.work.OpWork;
import org.ladera.benchmarks.work.ProductWork;
import org.ladera.benchmarks.work.StepWork;
import org.ladera.benchmarks.work.UpdateWork;

/**
 * The process of one engine. It answers each line of its input by one line, which begins with a
 * mark, as libraries print what they like.
 *
 * <table>
 * <caption>Lines and answers</caption>
 * <tr><th>{@code open KIND WORK}</th><td>{@code ready VERSION}, or {@code lacks WHAT}</td></tr>
 * <tr><th>{@code losses COUNT}</th><td>{@code losses L1 L2 ...}</td></tr>
 * <tr><th>{@code warm SECONDS}</th><td>{@code warm}</td></tr>
 * <tr><th>{@code settle SECONDS}</th><td>{@code settled}</td></tr>
 * <tr><th>{@code result MOST FILE}</th><td>{@code result}, with the numbers in the file</td></tr>
 * <tr><th>{@code begin SECONDS}</th><td>{@code begin} and a {@link Beginning}</td></tr>
 * <tr><th>{@code explain}</th><td>{@code explain} and an {@link Explained}</td></tr>
 * <tr><th>{@code memory}</th><td>{@code memory} and a {@link MemoryUse}</td></tr>
 * <tr><th>{@code learn ACCURACY EPOCHS WORK}</th><td>{@code learn} and a {@link Lesson}, or {@code
 * lacks WHAT}</td></tr>
 * <tr><th>{@code shut}</th><td>{@code shut}</td></tr>
 * <tr><th>{@code round SECONDS STEPS}</th><td>{@code round} and a {@link Timing}</td></tr>
 * </table>
 */
final class EngineMain {
  /** What answers begin with. */
  static final String MARK = "@ladera ";

  private final Engine engine;
  private @Nullable Session session;
  private double openMillis;

  private EngineMain(Engine engine) {
    this.engine = engine;
  }

  /**
   * Serves until its input ends.
   *
   * @param args the name of the engine
   */
  public static void main(String[] args) {
    PrintStream out = System.out;
    System.setOut(System.err);
    EngineMain main = new EngineMain(Engines.named(args[0]));
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    int status = 0;
    try {
      for (@Nullable String line = in.readLine(); line != null; line = in.readLine()) {
        out.println(MARK + main.answer(line).replace('\n', ' '));
        out.flush();
      }
    } catch (Throwable failure) {
      failure.printStackTrace();
      status = 1;
    }
    // Some libraries hang when they are unloaded, and some have threads that live on.
    Runtime.getRuntime().halt(status);
  }

  private String answer(String line) {
    String[] words = line.split(" ", -1);
    return switch (words[0]) {
      case "open" -> open(words[1], words[2]);
      case "losses" -> "losses " + losses(Integer.parseInt(words[1]));
      case "warm" -> {
        Timing.warm(opened(), Double.parseDouble(words[1]));
        yield "warm";
      }
      case "settle" -> {
        Timing.settle(opened(), Double.parseDouble(words[1]));
        yield "settled";
      }
      case "result" -> {
        Numbers.write(Path.of(words[2]), opened().result(Integer.parseInt(words[1])));
        yield "result";
      }
      case "begin" ->
          "begin " + Beginning.of(openMillis, opened(), Double.parseDouble(words[1])).encode();
      case "explain" -> "explain " + Explained.of(opened().explain()).encode();
      case "memory" -> "memory " + MemoryUse.now().encode();
      case "learn" ->
          learn(
              Double.parseDouble(words[1]), Integer.parseInt(words[2]), StepWork.decode(words[3]));
      case "shut" -> {
        shut();
        yield "shut";
      }
      case "round" ->
          "round "
              + Timing.of(opened(), Double.parseDouble(words[1]), Integer.parseInt(words[2]))
                  .encode();
      default -> throw new IllegalStateException("no such line: " + line);
    };
  }

  private String open(String kind, String work) {
    shut();
    long begin = System.nanoTime();
    try {
      session = session(kind, work);
      openMillis = (System.nanoTime() - begin) / 1e6;
      return "ready " + engine.version();
    } catch (LackingException failure) {
      return "lacks " + failure.getMessage();
    }
  }

  private Session session(String kind, String work) throws LackingException {
    return switch (kind) {
      case StepWork.KIND -> engine.open(StepWork.decode(work));
      case OpWork.KIND -> engine.openOp(OpWork.decode(work));
      case KernelWork.KIND -> engine.openKernels(KernelWork.decode(work));
      case ProductWork.KIND -> engine.openProduct(ProductWork.decode(work));
      case UpdateWork.KIND -> engine.openUpdate(UpdateWork.decode(work));
      default -> throw new IllegalStateException("no such kind of work: " + kind);
    };
  }

  private String learn(double accuracy, int epochs, StepWork work) {
    Digits training = Digits.training().orElseThrow(Lesson::noImages);
    Digits test = Digits.test().orElseThrow(Lesson::noImages);
    try {
      Learner learner = engine.learner(work);
      return "learn " + Lesson.of(learner, work, training, test, accuracy, epochs).encode();
    } catch (LackingException failure) {
      return "lacks " + failure.getMessage();
    }
  }

  private void shut() {
    if (session != null) {
      session.close();
      session = null;
    }
  }

  private String losses(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> String.valueOf(opened().stepWithLoss()))
        .collect(Collectors.joining(" "));
  }

  private Session opened() {
    if (session == null) {
      throw new IllegalStateException("nothing is open");
    }
    return session;
  }
}

package org.ladera.benchmarks;

import java.io.PrintStream;
import java.io.PrintWriter;
import org.ladera.benchmarks.busy.BusyCommand;
import org.ladera.benchmarks.growth.GrowthCommand;
import org.ladera.benchmarks.matmul.MatmulCommand;
import org.ladera.benchmarks.memory.MemoryCommand;
import org.ladera.benchmarks.ops.OpsCommand;
import org.ladera.benchmarks.process.EngineFailure;
import org.ladera.benchmarks.start.StartCommand;
import org.ladera.benchmarks.steps.CheckCommand;
import org.ladera.benchmarks.steps.StepsCommand;
import org.ladera.benchmarks.update.UpdateCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Starts a benchmark by name. */
@Command(
    name = "ladera-benchmarks",
    description = "Ladera against its peers.",
    mixinStandardHelpOptions = true,
    subcommands = {
      StepsCommand.class,
      CheckCommand.class,
      OpsCommand.class,
      MatmulCommand.class,
      UpdateCommand.class,
      StartCommand.class,
      MemoryCommand.class,
      BusyCommand.class,
      GrowthCommand.class
    })
public final class Main implements Runnable {
  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  private Main() {}

  /**
   * Runs a benchmark and exits with its code: 0, 1 where it failed, 2 where an option is wrong.
   *
   * @param args the name of the benchmark, and its options
   */
  public static void main(String[] args) {
    CommandLine commands = new CommandLine(new Main());
    commands.setExecutionExceptionHandler(Main::failed);
    System.exit(commands.setOut(writer(System.out)).setErr(writer(System.err)).execute(args));
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, stream.charset());
  }

  private static int failed(
      Exception failure, CommandLine command, CommandLine.ParseResult arguments) {
    if (failure instanceof IllegalArgumentException || failure instanceof EngineFailure) {
      command.getErr().println(command.getCommandName() + ": " + failure.getMessage());
    } else {
      failure.printStackTrace(command.getErr());
    }
    command.getErr().flush();
    return 1;
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}

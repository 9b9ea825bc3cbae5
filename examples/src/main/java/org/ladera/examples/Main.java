package org.ladera.examples;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ladera.examples.benchmarks.GraphScaling;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** Starts an example by name; {@code list} prints them all. */
@Command(
    name = "ladera",
    subcommands = {
      OptimizersExample.class,
      QuickstartExample.class,
      IrisExample.class,
      DigitsExample.class,
      LinearRegressionExample.class,
      LogisticRegressionExample.class,
      MnistExample.class,
      GraphScaling.class,
      Main.Listing.class
    })
public final class Main {
  private Main() {}

  /**
   * Runs an example and exits with its code: 0, 1 where it failed, 2 where the name or an option is
   * wrong.
   *
   * @param args the name of the example, and its options in one string
   */
  public static void main(String[] args) {
    System.exit(run(writer(System.out), writer(System.err), args));
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, stream.charset());
  }

  /** Runs an example and gives its exit code. */
  static int run(PrintWriter out, PrintWriter err, String... args) {
    List<String> words = new ArrayList<>();
    if (args.length > 0) {
      words.add(args[0]);
    }
    for (int i = 1; i < args.length; i++) {
      words.addAll(CommandLineWords.split(args[i]));
    }
    return commands().setOut(out).setErr(err).execute(words.toArray(String[]::new));
  }

  private static CommandLine commands() {
    CommandLine commands = new CommandLine(new Main());
    commands.setParameterExceptionHandler(Main::wrongArguments);
    commands.setExecutionExceptionHandler(Main::failed);
    commands.setCaseInsensitiveEnumValuesAllowed(true);
    return commands;
  }

  private static int wrongArguments(ParameterException failure, String[] args) {
    CommandLine command = failure.getCommandLine();
    PrintWriter err = command.getErr();
    if (command.getParent() == null) {
      err.println("there is no example \"" + String.join(" ", args) + "\"" + nearest(failure));
      err.println("the examples are:");
      err.print(list(command));
    } else {
      err.println(command.getCommandName() + ": " + failure.getMessage());
      CommandLine.UnmatchedArgumentException.printSuggestions(failure, err);
      err.println("its options are explained by -Dexample.args=--help");
    }
    err.flush();
    return 2;
  }

  /** The names that the user may have meant. */
  private static String nearest(ParameterException failure) {
    if (!(failure instanceof CommandLine.UnmatchedArgumentException unmatched)
        || unmatched.getSuggestions().isEmpty()) {
      return "";
    }
    return unmatched.getSuggestions().stream()
        .map(name -> '"' + name.substring(name.lastIndexOf(' ') + 1) + '"')
        .collect(Collectors.joining(" or ", "; did you mean ", "?"));
  }

  private static int failed(
      Exception failure, CommandLine command, CommandLine.ParseResult arguments) {
    PrintWriter err = command.getErr();
    if (failure instanceof IllegalArgumentException || failure instanceof ArithmeticException) {
      err.println(command.getCommandName() + ": " + failure.getMessage());
    } else {
      failure.printStackTrace(err);
    }
    err.flush();
    return 1;
  }

  private static String list(CommandLine root) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, CommandLine> entry : root.getSubcommands().entrySet()) {
      String[] description = entry.getValue().getCommandSpec().usageMessage().description();
      text.append(String.format("  %-20s %s%n", entry.getKey(), String.join(" ", description)));
    }
    return text.toString();
  }

  /** Prints every example with a line of what it shows. */
  @Command(name = "list", description = "this list")
  static final class Listing implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public void run() {
      spec.commandLine().getOut().print(list(spec.commandLine().getParent()));
      spec.commandLine().getOut().flush();
    }
  }
}

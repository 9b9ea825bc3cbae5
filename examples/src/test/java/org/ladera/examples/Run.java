package org.ladera.examples;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One run of the launcher, in this process or in one of its own. */
record Run(int code, String out, String err) {
  static Run of(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Main.run(new PrintWriter(out), new PrintWriter(err), args);
    return new Run(code, out.toString(), err.toString());
  }

  static Run inProcess(String... args) throws IOException, InterruptedException {
    return inProcess(List.of(), classPath(), args);
  }

  /** The class path of tests, of which Surefire's own is only a jar that names it. */
  static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  /** With more flags for the JVM, which otherwise lacks the module of the Vector API. */
  static Run inProcess(List<String> flags, String classPath, String... args)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> flag.startsWith("--enable") || flag.startsWith("--sun-misc"))
        .forEach(command::add);
    command.addAll(flags);
    command.addAll(List.of("-cp", classPath, Main.class.getName()));
    command.addAll(List.of(args));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), out, "");
  }

  /** The lines that begin with some words. */
  List<String> lines(String beginning) {
    return out.lines().filter(line -> line.startsWith(beginning)).toList();
  }
}

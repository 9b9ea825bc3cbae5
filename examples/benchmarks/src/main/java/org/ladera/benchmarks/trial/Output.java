package org.ladera.benchmarks.trial;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ladera.benchmarks.report.Entry;
import org.ladera.benchmarks.report.Machine;
import org.ladera.benchmarks.report.Picture;
import org.ladera.benchmarks.report.Texts;
import picocli.CommandLine.Option;

/** Where the report of a benchmark goes. */
public final class Output {
  private static final Path FOLDER = Path.of("target", "benchmarks");

  @Option(names = "--json", description = "where the results go as JSON (default: nowhere)")
  private @Nullable Path json;

  @Option(
      names = "--markdown",
      description = "where the tables go (default: NAME.md in target/benchmarks)")
  private @Nullable Path markdown;

  @Option(
      names = "--plot",
      description = "where the picture goes (default: NAME.png in target/benchmarks)")
  private @Nullable Path plot;

  /** For picocli. */
  public Output() {}

  /** {@return on which machine, as the first paragraph of a report} */
  public static String machine() {
    return "Machine: " + Machine.describe() + ".\n";
  }

  private Path plot(String name) {
    return plot == null ? FOLDER.resolve(name + ".png") : plot;
  }

  /**
   * Writes what is known, over what was written before: after each row, so that an end before time
   * loses none.
   *
   * @param name of the benchmark
   * @param text the tables
   * @param entries the numbers
   * @param picture of them
   */
  public void write(String name, String text, List<Entry> entries, Picture picture) {
    write(name, text, entries);
    picture.save(plot(name));
  }

  /**
   * Writes what is known but for the picture, which takes longer.
   *
   * @param name of the benchmark
   * @param text the tables
   * @param entries the numbers
   */
  public void write(String name, String text, List<Entry> entries) {
    Texts.write(markdown(name), text);
    if (json != null) {
      Entry.write(entries, json);
    }
  }

  private Path markdown(String name) {
    return markdown == null ? FOLDER.resolve(name + ".md") : markdown;
  }

  /**
   * Says where everything is.
   *
   * @param name of the benchmark
   * @param out where to
   */
  public void announce(String name, PrintWriter out) {
    out.println("\ntables: " + markdown(name).toAbsolutePath());
    out.println("picture: " + plot(name).toAbsolutePath());
    out.flush();
  }
}

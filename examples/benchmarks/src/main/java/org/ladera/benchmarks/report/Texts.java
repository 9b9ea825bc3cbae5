package org.ladera.benchmarks.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Text files and the tables in them. */
public final class Texts {
  private Texts() {}

  /**
   * Writes a file, in a folder that is made if need be.
   *
   * @param file the file
   * @param text what it will hold
   */
  public static void write(Path file, String text) {
    try {
      @Nullable Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * {@return a table in Markdown}
   *
   * @param head the names of the columns
   * @param rows the rows, of as many cells
   */
  public static String table(List<String> head, List<List<String>> rows) {
    StringBuilder text = new StringBuilder(line(head));
    text.append("|---".repeat(head.size())).append("|\n");
    rows.forEach(row -> text.append(line(row)));
    return text.toString();
  }

  /** {@return a number with about three digits} */
  public static String number(double value) {
    String form = value < 1 ? "%.3f" : value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%,.0f";
    return String.format(Locale.ROOT, form, value);
  }

  /** {@return a ratio} */
  public static String ratio(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  /** {@return a share of one, in hundredths} */
  public static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }

  /** {@return a difference of results, nothing where there were none} */
  public static String difference(double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.0e", value);
  }

  private static String line(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }
}

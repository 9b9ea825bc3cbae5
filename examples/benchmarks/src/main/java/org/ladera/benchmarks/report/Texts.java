package org.ladera.benchmarks.report;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

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
    WholeFile.write(file, text.getBytes(StandardCharsets.UTF_8));
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

  /**
   * {@return a time in words, roughly}
   *
   * @param seconds the time
   */
  public static String duration(double seconds) {
    return seconds < 90
        ? String.format(Locale.ROOT, "%.0f s", seconds)
        : String.format(Locale.ROOT, "%.0f minutes", seconds / 60);
  }

  private static String line(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }
}

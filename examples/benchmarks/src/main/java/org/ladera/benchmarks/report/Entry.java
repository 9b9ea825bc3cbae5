package org.ladera.benchmarks.report;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.nio.file.Path;
import java.util.List;

/**
 * What was measured, as the JSON file has it, with names such as {@code median_us}.
 *
 * @param benchmark which benchmark
 * @param work what was done
 * @param engine who did it
 * @param threads on how many threads
 * @param medianUs the median over rounds, in microseconds
 * @param minUs the least round, in microseconds
 * @param rounds how many rounds
 * @param version of the engine
 */
public record Entry(
    String benchmark,
    String work,
    String engine,
    int threads,
    double medianUs,
    double minUs,
    int rounds,
    String version) {
  private static final Gson GSON =
      new GsonBuilder()
          .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
          .setPrettyPrinting()
          .disableHtmlEscaping()
          .create();

  /**
   * Writes a list of entries.
   *
   * @param entries the entries
   * @param file the file
   */
  public static void write(List<Entry> entries, Path file) {
    Texts.write(file, GSON.toJson(entries) + "\n");
  }
}

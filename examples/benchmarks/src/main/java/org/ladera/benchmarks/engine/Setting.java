package org.ladera.benchmarks.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How an engine's process is started.
 *
 * @param label in words, for reports
 * @param threads how many threads compute, at most
 * @param flags of the JVM
 * @param environment variables
 */
public record Setting(
    String label, int threads, List<String> flags, Map<String, String> environment) {
  /** Copies. */
  public Setting {
    flags = List.copyOf(flags);
    environment = Map.copyOf(environment);
  }

  /**
   * {@return a setting without flags and variables}
   *
   * @param threads how many threads compute, at most
   */
  static Setting of(int threads) {
    return new Setting(threads == 1 ? "1 thread" : threads + " threads", threads);
  }

  private Setting(String label, int threads) {
    this(label, threads, List.of(), Map.of());
  }

  /**
   * {@return this with more to its label}
   *
   * @param text what is added
   */
  Setting labeled(String text) {
    return new Setting(label + ", " + text, threads, flags, environment);
  }

  /**
   * {@return this with a system property}
   *
   * @param name its name
   * @param value its value
   */
  Setting property(String name, String value) {
    List<String> more = new ArrayList<>(flags);
    more.add("-D" + name + "=" + value);
    return new Setting(label, threads, more, environment);
  }

  /**
   * {@return this without JavaCPP's look at the memory of the process, which it takes from a file
   * of the system at every allocation, a tenth of a small step}
   */
  Setting unwatched() {
    return property("org.bytedeco.javacpp.maxPhysicalBytes", "0");
  }

  /**
   * {@return this with a variable of the environment}
   *
   * @param name its name
   * @param value its value
   */
  Setting variable(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(environment);
    more.put(name, value);
    return new Setting(label, threads, flags, more);
  }

  /**
   * {@return this with a number of threads for OpenMP, and for each BLAS beside it}
   *
   * @param openmp the threads of parallel regions
   * @param blas the threads of matrix products
   */
  Setting natives(int openmp, int blas) {
    return variable("OMP_NUM_THREADS", String.valueOf(openmp))
        .variable("OPENBLAS_NUM_THREADS", String.valueOf(blas))
        .variable("MKL_NUM_THREADS", String.valueOf(blas));
  }

  /**
   * {@return numbers of threads worth a trial: 1, 2, 4, ... and all cores}
   *
   * @param cores how many cores there are
   */
  static List<Integer> threads(int cores) {
    List<Integer> counts = new ArrayList<>();
    for (int count = 1; count < cores; count *= 2) {
      counts.add(count);
    }
    counts.add(cores);
    return counts;
  }
}

package org.ladera.core.backend.cpu;

import java.util.Locale;
import org.ladera.core.backend.cpu.pool.Pool;
import org.ladera.core.plan.Options;

/**
 * How the backend works. No setting changes a bit of a result.
 *
 * @param threads how many threads work on a program, the one that calls included
 * @param tiers what runs kernels
 * @param options what plans may do
 * @param sharesAll whether threads share whatever they can, instead of what pays: for tests
 */
public record CpuSettings(int threads, Tiers tiers, Options options, boolean sharesAll) {
  /** What runs kernels. */
  public enum Tiers {
    /** Java loops that interpret a kernel, quick from the first run on. */
    INTERPRETED,
    /** Vector code from the first run on, slow until it is compiled. */
    VECTOR,
    /** Interpreted until vector code is compiled and measured faster. */
    BOTH
  }

  /**
   * Settings where threads share what pays.
   *
   * @param threads how many threads work on a program, the one that calls included
   * @param tiers what runs kernels
   * @param options what plans may do
   */
  public CpuSettings(int threads, Tiers tiers, Options options) {
    this(threads, tiers, options, false);
  }

  /** Checks the number of threads. */
  public CpuSettings {
    if (threads < 1) {
      throw new IllegalArgumentException("cpu: at least one thread is needed, got " + threads);
    }
  }

  /**
   * {@return the settings of {@code -Dladera.threads}, by default the number of processors, and
   * {@code -Dladera.tier=interpreted|vector|both}; with {@code -Dladera.watch=true} variables keep
   * their values until every check of a run has passed}
   *
   * @throws IllegalArgumentException if one is nothing of that kind
   */
  public static CpuSettings ofProperties() {
    String tier = System.getProperty("ladera.tier", "both");
    Options options = Options.standard().updatingInPlace(!Boolean.getBoolean("ladera.watch"));
    return new CpuSettings(Pool.configuredThreads(), tiers(tier), options);
  }

  private static Tiers tiers(String text) {
    for (Tiers tiers : Tiers.values()) {
      if (tiers.name().toLowerCase(Locale.ROOT).equals(text)) {
        return tiers;
      }
    }
    throw new IllegalArgumentException(
        "-Dladera.tier: interpreted, vector or both is needed, got \"" + text + "\"");
  }
}

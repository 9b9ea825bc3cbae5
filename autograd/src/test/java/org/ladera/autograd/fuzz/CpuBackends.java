package org.ladera.autograd.fuzz;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.ladera.core.backend.Backend;
import org.ladera.core.backend.cpu.CpuBackend;
import org.ladera.core.backend.cpu.CpuSettings;
import org.ladera.core.backend.cpu.CpuSettings.Tiers;
import org.ladera.core.plan.Options;
import org.ladera.core.plan.Options.Reuse;

/**
 * The backend {@code cpu} in every setting, by name, for whether graphs are rewritten before. The
 * first is what users get, on one thread and without vector code. Public because {@link
 * MiscompiledClasses} has one of its own, which makes backends of its own.
 */
public final class CpuBackends implements Function<Boolean, Map<String, Backend>> {
  private static final int[] THREADS = {1, 2, 3, 7};

  /** One that makes backends of the compiler that its class is loaded with. */
  public CpuBackends() {}

  @Override
  public Map<String, Backend> apply(Boolean simplify) {
    Map<String, Backend> all = new LinkedHashMap<>();
    add(all, 1, Tiers.INTERPRETED, new Options(simplify, true, true, Reuse.PLANNED));
    for (Tiers tiers : List.of(Tiers.INTERPRETED, Tiers.VECTOR)) {
      for (int threads : THREADS) {
        for (boolean fuse : new boolean[] {true, false}) {
          for (boolean inPlace : new boolean[] {true, false}) {
            for (Reuse reuse : Reuse.values()) {
              add(all, threads, tiers, new Options(simplify, fuse, inPlace, reuse));
            }
          }
        }
      }
    }
    return all;
  }

  private static void add(Map<String, Backend> all, int threads, Tiers tiers, Options options) {
    String name =
        "cpu, "
            + threads
            + " threads, "
            + tiers
            + (options.simplify() ? "" : ", not simplified")
            + (options.fuse() ? "" : ", not fused")
            + (options.inPlace() ? "" : ", not in place")
            + ", reuse "
            + options.reuse();
    CpuSettings settings = new CpuSettings(threads, tiers, options, threads > 1);
    all.computeIfAbsent(name, _ -> new CpuBackend(settings));
  }
}

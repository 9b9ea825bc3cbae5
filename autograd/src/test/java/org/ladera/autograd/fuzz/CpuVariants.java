package org.ladera.autograd.fuzz;

import java.util.ArrayList;
import java.util.List;
import org.ladera.core.backend.cpu.CpuBackend;
import org.ladera.core.backend.cpu.CpuSettings;
import org.ladera.core.backend.cpu.CpuSettings.Tiers;
import org.ladera.core.plan.Options;
import org.ladera.core.plan.Options.Reuse;

/**
 * The backend {@code cpu} in every setting. None may change a bit, but for the rewriting before:
 * what it folds it computes as the reference does.
 */
final class CpuVariants {
  private static final int[] THREADS = {1, 2, 3, 7};

  private CpuVariants() {}

  /**
   * The base variant first: what users get, on one thread and without vector code.
   *
   * @param simplify whether graphs are rewritten
   */
  static List<Variant> all(boolean simplify) {
    Variant base = variant(1, Tiers.INTERPRETED, new Options(simplify, true, true, Reuse.PLANNED));
    List<Variant> all = new ArrayList<>(List.of(base));
    for (Tiers tiers : List.of(Tiers.INTERPRETED, Tiers.VECTOR)) {
      for (int threads : THREADS) {
        for (boolean fuse : new boolean[] {true, false}) {
          for (boolean inPlace : new boolean[] {true, false}) {
            for (Reuse reuse : Reuse.values()) {
              all.add(variant(threads, tiers, new Options(simplify, fuse, inPlace, reuse)));
            }
          }
        }
      }
    }
    all.removeIf(variant -> !variant.equals(base) && variant.name().equals(base.name()));
    return all;
  }

  private static Variant variant(int threads, Tiers tiers, Options options) {
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
    return new Variant(name, new CpuBackend(settings), Accuracy.CPU);
  }
}

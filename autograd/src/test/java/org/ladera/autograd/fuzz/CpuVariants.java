package org.ladera.autograd.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.ladera.core.backend.Backend;

/**
 * The backend {@code cpu} in every setting. None may change a bit, but for the rewriting before:
 * what it folds it computes as the reference does.
 */
final class CpuVariants {
  private CpuVariants() {}

  /**
   * The base variant first.
   *
   * @param simplify whether graphs are rewritten
   */
  static List<Variant> all(boolean simplify) {
    return all(new CpuBackends(), simplify);
  }

  /** Those of some compiler. */
  static List<Variant> all(Function<Boolean, Map<String, Backend>> backends, boolean simplify) {
    List<Variant> all = new ArrayList<>();
    backends
        .apply(simplify)
        .forEach((name, backend) -> all.add(new Variant(name, backend, Accuracy.CPU)));
    return all;
  }
}

package org.ladera.autograd.fuzz;

import java.util.List;

/** The backends under test. Of each family the first is compared with the reference. */
final class Families {
  static final List<Variant> CPU = CpuVariants.all(true);

  /** The graph as it was written. */
  static final List<Variant> CPU_PLAIN = CpuVariants.all(false);

  static final List<Variant> ND4J = List.of(Variant.ND4J);

  private Families() {}
}

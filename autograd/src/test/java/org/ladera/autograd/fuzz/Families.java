package org.ladera.autograd.fuzz;

import java.util.List;

/** The backends under test. Of each family the first is compared with the reference. */
final class Families {
  private Families() {}

  /** Every family. */
  static List<List<Variant>> all() {
    return List.of(List.of(Variant.ND4J));
  }

  /** The family whose first variant has a name. */
  static List<Variant> named(String name) {
    return all().stream()
        .filter(family -> family.getFirst().name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}

package org.ladera.autograd.fuzz;

import org.ladera.core.backend.Backend;
import org.ladera.core.backend.Backends;

/**
 * A backend in one of its settings. The variants of one family compute the same bits.
 *
 * @param name what a failure calls it
 * @param backend what compiles
 * @param accuracy what it promises
 */
record Variant(String name, Backend backend, Accuracy accuracy) {
  static final Variant ND4J = new Variant("nd4j", Backends.named("nd4j"), Accuracy.ND4J);
  static final Variant REFERENCE =
      new Variant("reference", Backends.named("reference"), Accuracy.STANDARD);
}

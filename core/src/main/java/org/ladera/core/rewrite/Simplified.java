package org.ladera.core.rewrite;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.ladera.core.backend.Computation;

/**
 * A computation after rewriting.
 *
 * @param computation what is left
 * @param counts how often each rule applied, by name; rules that did not are absent
 */
public record Simplified(Computation computation, Map<String, Integer> counts) {
  /** Copies the counts, in the order of their names. */
  public Simplified {
    counts = Collections.unmodifiableMap(new TreeMap<>(counts));
  }
}

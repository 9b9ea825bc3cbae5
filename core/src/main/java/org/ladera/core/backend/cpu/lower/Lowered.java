package org.ladera.core.backend.cpu.lower;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A loop as calls.
 *
 * @param nest the calls; null if there is nothing to evaluate
 * @param combines what is done with the results of blocks afterwards
 */
public record Lowered(@Nullable Nest nest, List<Combine> combines) {
  /** Copies the list. */
  public Lowered {
    combines = List.copyOf(combines);
  }
}

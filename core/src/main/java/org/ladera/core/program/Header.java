package org.ladera.core.program;

import java.util.List;

/**
 * What a step is called, for people.
 *
 * @param label a short text, such as {@code dense.0, relu.0}
 * @param apart why what it reads of other steps is not computed in it
 */
public record Header(String label, List<Apart> apart) {
  /** Copies the list. */
  public Header {
    apart = List.copyOf(apart);
  }

  /**
   * Why a value and its user are in two steps.
   *
   * @param buffer the buffer between them, which the step reads
   * @param reason the reason in words
   */
  public record Apart(int buffer, String reason) {}
}

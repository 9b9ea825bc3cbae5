package org.ladera.core.program;

import java.util.List;

/**
 * What a step is called, for people.
 *
 * @param label a short text, such as {@code relu(x . w + b)}
 * @param notes why it is not one with its neighbors, and other decisions
 */
public record Header(String label, List<String> notes) {
  /** Copies the list. */
  public Header {
    notes = List.copyOf(notes);
  }
}

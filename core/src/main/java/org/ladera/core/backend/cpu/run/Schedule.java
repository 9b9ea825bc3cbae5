package org.ladera.core.backend.cpu.run;

import java.util.List;
import java.util.function.Supplier;
import org.ladera.core.backend.cpu.lower.Extras;

/**
 * What a program comes down to on this machine.
 *
 * @param stages in order
 * @param extras memory beside the program's buffers
 * @param partialBytes how much memory results of blocks take
 * @param notes for each step of the program what was decided, as it is by now, for explain()
 */
public record Schedule(
    List<Stage> stages, Extras extras, long partialBytes, List<List<Supplier<String>>> notes) {
  /** Copies the lists. */
  public Schedule {
    stages = List.copyOf(stages);
    notes = notes.stream().map(List::copyOf).toList();
  }
}

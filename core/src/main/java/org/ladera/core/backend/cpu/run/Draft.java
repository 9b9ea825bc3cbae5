package org.ladera.core.backend.cpu.run;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.ladera.core.backend.cpu.lower.Extras;

/** A {@link Schedule} in the making. */
final class Draft {
  private final Extras extras = new Extras();
  private final List<Stage> stages = new ArrayList<>();
  private final List<List<Supplier<String>>> notes = new ArrayList<>();
  private long partialBytes;

  Extras extras() {
    return extras;
  }

  /** Begins with the next step. */
  void next() {
    extras.next();
    notes.add(new ArrayList<>());
  }

  /** Adds a stage of the step. */
  void stage(List<Part> parts, double nanoseconds) {
    if (!parts.isEmpty()) {
      stages.add(new Stage(notes.size() - 1, parts, nanoseconds, false));
    }
  }

  /** Adds a stage of the step that only the caller may run. */
  void stageByCaller(Part part) {
    stages.add(new Stage(notes.size() - 1, List.of(part), 0, true));
  }

  /** Says something about the step. */
  void note(Supplier<String> text) {
    notes.getLast().add(text);
  }

  /** Asks for memory for results of blocks. */
  void partials(long bytes) {
    partialBytes = Math.max(partialBytes, bytes);
  }

  Schedule schedule() {
    return new Schedule(stages, extras, partialBytes, notes);
  }
}

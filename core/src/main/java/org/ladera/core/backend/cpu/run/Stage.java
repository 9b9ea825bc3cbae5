package org.ladera.core.backend.cpu.run;

import java.util.List;

/**
 * Works that may be done in any order, after those of the stage before.
 *
 * @param step the step of the program that it belongs to
 * @param parts the works
 * @param nanoseconds how long they take, roughly
 * @param byCaller whether only the thread that called may do it, as it leaves the program
 */
public record Stage(int step, List<Part> parts, double nanoseconds, boolean byCaller) {
  /** Copies the list. */
  public Stage {
    parts = List.copyOf(parts);
  }

  /**
   * {@return a stage of one work}
   *
   * @param step the step that it belongs to
   * @param nanoseconds how long it takes
   * @param part the work
   */
  public static Stage of(int step, double nanoseconds, Part part) {
    return new Stage(step, List.of(part), nanoseconds, false);
  }
}

package org.ladera.core.program;

import com.google.common.primitives.ImmutableIntArray;
import java.util.List;

/**
 * A computation as steps over buffers.
 *
 * @param name what the user knows it by
 * @param buffers all buffers, by id
 * @param steps in order
 * @param commits what variables become, carried out after the last step
 * @param flags int32 scalars that are 0 when a run begins
 * @param arenaBytes how much memory of its own a run needs
 */
public record Program(
    String name,
    List<Buffer> buffers,
    List<Step> steps,
    List<Commit> commits,
    ImmutableIntArray flags,
    long arenaBytes) {
  /** Copies the lists. */
  public Program {
    buffers = List.copyOf(buffers);
    steps = List.copyOf(steps);
    commits = List.copyOf(commits);
  }

  /**
   * {@return a buffer}
   *
   * @param id its id
   */
  public Buffer buffer(int id) {
    return buffers.get(id);
  }
}

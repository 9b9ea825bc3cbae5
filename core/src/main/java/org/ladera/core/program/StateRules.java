package org.ladera.core.program;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Of variables that steps write where they read them: whoever else reads the old value does so
 * before, and the step itself reads at each point what it writes there and nothing else.
 */
final class StateRules {
  private StateRules() {}

  /** Verifies one variable. */
  static void verify(Verification verification, List<Access> accesses) {
    int firstWrite =
        accesses.stream()
            .filter(Access::writes)
            .mapToInt(Access::unit)
            .min()
            .orElse(Integer.MAX_VALUE);
    List<Access> writes =
        accesses.stream().filter(access -> access.writes() && access.unit() == firstWrite).toList();
    for (Access access : accesses) {
      if (!access.writes() && !isLookedAtForItsError(verification, access)) {
        verification.require(
            access.unit() <= firstWrite,
            access.step(),
            access.buffer(),
            "is read after its next value was written in its place");
        verification.require(
            access.unit() < firstWrite
                || writes.stream().anyMatch(write -> isSamePlace(access, write)),
            access.step(),
            access.buffer(),
            "is read elsewhere than where its next value is written");
      }
    }
  }

  /** Whether a check that goes by a flag names the entry that fails, which may be a next value. */
  private static boolean isLookedAtForItsError(Verification verification, Access access) {
    return verification.program.steps().get(access.step()) instanceof Check check
        && check.flag() != -1;
  }

  /** Whether both pass the same entries in the same order, each once. */
  private static boolean isSamePlace(Access read, Access write) {
    @Nullable Loop loop = read.loop();
    if (loop == null || write.loop() == null) {
      return false;
    }
    Stream load = loop.streams().get(read.stream());
    Stream store = loop.streams().get(write.stream());
    boolean same = load.offset() == store.offset();
    for (int axis = 0; axis < loop.extents().length(); axis++) {
      if (loop.extents().get(axis) > 1) {
        same &= load.strides().get(axis) == store.strides().get(axis);
        same &= store.strides().get(axis) != 0 || isStoredAfterAll(loop, axis, write.stream());
      }
    }
    return same;
  }

  /** Whether what is stored is known only when the whole axis has been passed: a row's value. */
  private static boolean isStoredAfterAll(Loop loop, int axis, int stream) {
    int[] levels = loop.body().levels();
    return axis >= loop.extents().length() - loop.rowAxes()
        && loop.body().sinks().stream()
            .anyMatch(sink -> sink.stream() == stream && levels[sink.value()] > 0);
  }
}

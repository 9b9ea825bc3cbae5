package org.ladera.core.program;

/** A program that the {@link Verifier} is at, what it knows of the buffers, and what it says. */
final class Verification {
  /** No step: of the program as a whole. */
  static final int NO_STEP = -1;

  final Program program;

  private final boolean[] flags;
  private final boolean[] sources;
  private final boolean[] inPlace;

  /** Takes a program whose flags and commits are of buffers that there are. */
  Verification(Program program) {
    this.program = program;
    this.flags = new boolean[program.buffers().size()];
    this.sources = new boolean[flags.length];
    this.inPlace = new boolean[flags.length];
    program.flags().forEach(flag -> flags[existing(flag, NO_STEP)] = true);
    for (Commit commit : program.commits()) {
      sources[existing(commit.source(), NO_STEP)] = true;
      inPlace[existing(commit.state(), NO_STEP)] |= commit.inPlace();
    }
  }

  boolean isFlag(int buffer) {
    return flags[buffer];
  }

  /** Whether a variable becomes it. */
  boolean isSource(int buffer) {
    return sources[buffer];
  }

  /** Whether it is a variable that the steps themselves write. */
  boolean isInPlace(int buffer) {
    return inPlace[buffer];
  }

  /** The buffer's id, if there is such a buffer. */
  final int existing(int buffer, int step) {
    if (buffer < 0 || buffer >= flags.length) {
      throw complaint(step, "there is no buffer " + buffer);
    }
    return buffer;
  }

  Buffer buffer(int id, int step) {
    return program.buffer(existing(id, step));
  }

  final IllegalStateException complaint(int step, String what) {
    String where =
        step == NO_STEP
            ? ""
            : ", step " + step + " (" + program.steps().get(step).header().label() + ")";
    return new IllegalStateException("Program " + program.name() + where + ": " + what);
  }

  IllegalStateException complaint(int step, int buffer, String what) {
    String label = program.buffer(buffer).label();
    return complaint(step, "buffer " + buffer + " (" + label + ") " + what);
  }

  void require(boolean holds, int step, int buffer, String otherwise) {
    if (!holds) {
      throw complaint(step, buffer, otherwise);
    }
  }
}

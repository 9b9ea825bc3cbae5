package org.ladera.core.program;

import static org.ladera.core.program.Verification.NO_STEP;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ladera.core.type.DType;

/** Of the lists that steps refer to: buffers, flags and commits. */
final class BufferRules {
  private BufferRules() {}

  static void verify(Verification verification) {
    verifyBuffers(verification);
    verifyFlags(verification);
    verifyCommits(verification);
  }

  private static void verifyBuffers(Verification verification) {
    List<Buffer> buffers = verification.program.buffers();
    Set<Storage> alone = new HashSet<>();
    for (int id = 0; id < buffers.size(); id++) {
      Buffer buffer = buffers.get(id);
      if (buffer.id() != id) {
        throw verification.complaint(
            NO_STEP, "the buffer at position " + id + " has id " + buffer.id());
      }
      boolean isOnce =
          buffer.storage() instanceof Storage.Output || buffer.storage() instanceof Storage.State;
      verification.require(
          !isOnce || alone.add(buffer.storage()),
          NO_STEP,
          id,
          "has the memory of another: " + buffer.storage());
      if (buffer.storage() instanceof Storage.Arena arena) {
        long end = Math.addExact(arena.offset(), buffer.bytes());
        long bytes = verification.program.arenaBytes();
        verification.require(
            arena.offset() >= 0 && end <= bytes,
            NO_STEP,
            id,
            "takes bytes from " + arena.offset() + " to " + end + " of an arena of " + bytes);
      }
    }
  }

  private static void verifyFlags(Verification verification) {
    Set<Integer> flags = new HashSet<>();
    for (int flag : verification.program.flags().toArray()) {
      Buffer buffer = verification.program.buffer(flag);
      verification.require(flags.add(flag), NO_STEP, flag, "is a flag twice");
      verification.require(
          buffer.dtype() == DType.INT32
              && buffer.shape().isScalar()
              && buffer.storage() instanceof Storage.Arena,
          NO_STEP,
          flag,
          "is a flag, but not an int32 scalar of the arena");
    }
  }

  private static void verifyCommits(Verification verification) {
    Set<Integer> states = new HashSet<>();
    for (Commit commit : verification.program.commits()) {
      Buffer state = verification.program.buffer(commit.state());
      Buffer source = verification.program.buffer(commit.source());
      verification.require(
          state.storage() instanceof Storage.State,
          NO_STEP,
          commit.state(),
          "is committed, but is no variable");
      verification.require(
          states.add(commit.state()), NO_STEP, commit.state(), "is committed twice");
      verification.require(
          state.dtype() == source.dtype() && state.shape().equals(source.shape()),
          NO_STEP,
          commit.source(),
          "has another type than " + commit.label() + ", which becomes it");
      verification.require(
          !(source.storage() instanceof Storage.Tile),
          NO_STEP,
          commit.source(),
          "is a tile, so nothing can become it");
      verification.require(
          commit.inPlace() || !verification.isInPlace(commit.source()),
          NO_STEP,
          commit.source(),
          "is written in place, but " + commit.label() + " becomes what it was");
    }
  }
}

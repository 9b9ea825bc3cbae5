package org.ladera.core.program;

import static org.ladera.core.program.Draft.body;
import static org.ladera.core.program.Draft.copy;
import static org.ladera.core.program.Draft.loop;
import static org.ladera.core.program.Draft.stream;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ladera.core.type.DType;

class VerifierTest extends BrokenDraft {
  @Test
  void ofIdsThatAreNoPositions() {
    draft.buffers.set(
        0, new Buffer(7, F32, draft.buffers.get(0).shape(), new Storage.Input(0), "x"));
    complains(": the buffer at position 0 has id 7");
  }

  @Test
  void ofABufferThatThereIsNot() {
    draft.steps.set(0, copy("in", 9, 2, 6));
    complains(", step 0 (in): there is no buffer 9");
  }

  @Test
  void ofTwoBuffersForOneResult() {
    draft.buffer("z", F32, new Storage.Output(0), 6);
    complains(": buffer 3 (z) has the memory of another: Output[port=0]");
  }

  @Test
  void ofABufferBeyondTheArena() {
    draft.arenaBytes = 20;
    complains(": buffer 2 (a) takes bytes from 0 to 24 of an arena of 20");
  }

  @Test
  void ofAFlagThatIsNoScalar() {
    draft.flags.add(2);
    complains(": buffer 2 (a) is a flag, but not an int32 scalar of the arena");
  }

  @Test
  void ofAFlagTwice() {
    draft.flags.add(draft.flag());
    complains(": buffer 3 (flag) is a flag twice");
  }

  @Test
  void ofAWrittenInput() {
    draft.steps.add(copy("back", 2, x, 6));
    complains(", step 2 (back): buffer 0 (x) is not ours to write");
  }

  @Test
  void ofAWrittenConstant() {
    int c = draft.buffer("c", F32, new Storage.Constant(0), 6);
    draft.steps.add(copy("into", x, c, 6));
    complains(", step 2 (into): buffer 3 (c) is not ours to write");
  }

  @Test
  void ofAReadBeforeTheWrite() {
    draft.steps.add(draft.steps.removeFirst());
    complains(", step 0 (out): buffer 2 (a) is read before it is written");
  }

  @Test
  void ofAReadOfWhatIsWrittenInPart() {
    draft.steps.set(0, copy("in", x, 2, 5));
    complains(", step 1 (out): buffer 2 (a) is read before it is written");
  }

  @Test
  void ofALoopThatReadsWhatItWrites() {
    draft.steps.set(0, copy("in", 2, 2, 6));
    complains(", step 0 (in): buffer 2 (a) is read before it is written");
  }

  @Test
  void ofAResultThatIsWrittenInPart() {
    draft.steps.set(1, copy("out", 2, y, 5));
    complains(": buffer 1 (y) is a result, but is not written as a whole");
  }

  @Test
  void ofASecondWrite() {
    draft.steps.add(copy("again", x, y, 6));
    complains(", step 2 (again): buffer 1 (y) was written by an earlier step in the same places");
  }

  /** The rows of [2, w] of x, to columns from an offset on of the output [2, 3]. */
  private void part(int column, int width) {
    draft.steps.add(
        loop(
            "part " + column,
            new long[] {2, width},
            List.of(stream(x, 0, 3, 1), stream(y, column, 3, 1)),
            copy(F32)));
  }

  @Test
  void notOfPartsBesideEachOther() {
    draft.steps.remove(1);
    part(0, 2);
    part(2, 1);
    draft.steps.add(copy("read", y, draft.own("b", F32, 6), 6));
    Verifier.verify(draft.program());
  }

  @Test
  void ofPartsThatOverlap() {
    draft.steps.remove(1);
    part(0, 2);
    part(1, 2);
    complains(", step 2 (part 1): buffer 1 (y) was written by an earlier step in the same places");
  }

  @Test
  void notOfALoopThatFinishesWhatTheStepBegan() {
    Loop part = loop("part", new long[] {2}, List.of(stream(x, 0, 1), stream(y, 2, 1)), copy(F32));
    draft.steps.set(1, withFinish(copy("out", 2, y, 6), part));
    Verifier.verify(draft.program());
  }

  @Test
  void ofTwoStoresOfOneLoopToOnePlace() {
    Body twice =
        body(
            lines -> {
              lines.sink(new Sink.Store(1, lines.load(F32, 0)));
              lines.sink(new Sink.Store(1, lines.constant(1f)));
            });
    draft.steps.set(
        1, loop("out", new long[] {6}, List.of(stream(2, 0, 1), stream(y, 0, 1)), twice));
    complains(", step 1 (out): buffer 1 (y) is stored to twice in the same places");
  }

  @Test
  void ofMemoryThatIsStillNeeded() {
    draft.buffer("b", F32, new Storage.Arena(20), 6);
    draft.arenaBytes = 44;
    draft.steps.add(1, copy("over", x, 3, 6));
    complains(
        ", step 1 (over): buffer 3 (b) takes memory of buffer 2 (a), which is needed until step"
            + " 2");
  }

  @Test
  void ofMemoryThatTheStepItselfReads() {
    draft.buffer("b", F32, new Storage.Arena(0), 6);
    draft.steps.add(copy("last", 2, 3, 6));
    complains(
        ", step 2 (last): buffer 3 (b) takes memory of buffer 2 (a), which is needed until step"
            + " 2");
  }

  @Test
  void ofMemoryThatALoopBehindStillNeeds() {
    int b = draft.buffer("b", F32, new Storage.Arena(0), 6);
    int z = draft.buffer("z", F32, new Storage.Output(1), 6);
    draft.steps.set(1, withFinish(copy("out", 2, y, 6), copy("late", x, b, 6)));
    draft.steps.add(copy("read", b, z, 6));
    complains(
        ", step 1 (out): buffer 3 (b) takes memory of buffer 2 (a), which is needed until step 1");
  }

  @Test
  void ofMemoryOfAFlagBeforeItIsRaised() {
    draft.flags.add(draft.buffer("flag", DType.INT32, new Storage.Arena(8)));
    draft.steps.add(check(Check.Kind.FINITE, y, 3));
    complains(
        ", step 0 (in): buffer 2 (a) takes memory of buffer 3 (flag), which is needed until step"
            + " 2");
  }

  @Test
  void notOfMemoryUsedAgainLater() {
    int b = draft.buffer("b", F32, new Storage.Arena(0), 6);
    int z = draft.buffer("z", F32, new Storage.Output(1), 6);
    draft.steps.add(copy("again", x, b, 6));
    draft.steps.add(copy("read", b, z, 6));
    Verifier.verify(draft.program());
  }

  @Test
  void ofATileThatAVariableBecomes() {
    int tile = draft.buffer("tile", F32, new Storage.Tile(), 6);
    int state = draft.buffer("state", F32, new Storage.State(0), 6);
    draft.commits.add(new Commit(state, tile, "state"));
    complains(": buffer 3 (tile) is a tile, so nothing can become it");
  }

  /** A pass that compares every step with every other would take minutes. */
  @Test
  void manyStepsOneAfterTheOther() {
    int last = y;
    for (int i = 0; i < 30_000; i++) {
      int next = draft.own("b" + i, F32, 6);
      draft.steps.add(copy("copy", last, next, 6));
      last = next;
    }
    Verifier.verify(draft.program());
    draft.steps.add(copy("again", x, last, 6));
    complains(
        ", step 30002 (again): buffer 30002 (b29999) was written by an earlier step in the same"
            + " places");
  }
}

package org.ladera.core.program;

import static org.ladera.core.program.Draft.body;
import static org.ladera.core.program.Draft.copy;
import static org.ladera.core.program.Draft.header;
import static org.ladera.core.program.Draft.longs;
import static org.ladera.core.program.Draft.loop;
import static org.ladera.core.program.Draft.stream;

import com.google.common.primitives.ImmutableIntArray;
import com.google.common.primitives.ImmutableLongArray;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ladera.core.type.DType;

/** What is wrong with a loop in itself. */
class LoopVerifierTest extends BrokenDraft {
  @Test
  void ofStridesThatAreNotThoseOfTheLoop() {
    draft.steps.set(
        0, loop("in", new long[] {6}, List.of(stream(x, 0, 1), stream(2, 0, 1, 1)), copy(F32)));
    complains(", step 0 (in): buffer 2 (a) has 2 strides, not 1");
  }

  @Test
  void ofTypesThatDoNotFit() {
    draft.steps.set(
        0,
        loop("in", new long[] {6}, List.of(stream(x, 0, 1), stream(2, 0, 1)), copy(DType.FLOAT64)));
    complains(", step 0 (in): line 0: stream 0 is f32, not f64");
  }

  @Test
  void ofLinesThatAreNotAboveTheirUse() {
    Value late = new Value.Apply(F32, ScalarOp.NEGATE, ImmutableIntArray.of(0));
    draft.steps.set(
        0,
        loop(
            "in",
            new long[] {6},
            List.of(stream(x, 0, 1), stream(2, 0, 1)),
            new Body(List.of(late), List.of(new Sink.Store(1, 0)))));
    complains(", step 0 (in): line 0: NEGATE takes line 0, which is not above it");
  }

  @Test
  void ofExtentsBelowZero() {
    draft.steps.set(0, copy("in", x, 2, -1));
    complains(", step 0 (in): an extent is below 0: [-1]");
  }

  private void axes(int row, int total, Body body) {
    draft.steps.set(
        0,
        new Loop(
            header("in"),
            longs(6),
            row,
            total,
            List.of(stream(x, 0, 1), stream(2, 0, 1)),
            body,
            List.of()));
  }

  @Test
  void ofALoopWithoutARow() {
    axes(0, 0, copy(F32));
    complains(", step 0 (in): of 1 axes 0 cannot form the row with 0 for totals before them");
  }

  @Test
  void ofMoreAxesForRowAndTotalsThanThereAre() {
    axes(1, 1, copy(F32));
    complains(", step 0 (in): of 1 axes 1 cannot form the row with 1 for totals before them");
  }

  @Test
  void ofAxesForTotalsWithoutATotal() {
    draft.steps.set(
        0,
        new Loop(
            header("in"),
            longs(1, 6),
            1,
            1,
            List.of(stream(x, 0, 0, 1), stream(2, 0, 0, 1)),
            copy(F32),
            List.of()));
    complains(", step 0 (in): there are axes for totals, but no total");
  }

  @Test
  void ofAReductionWithoutARow() {
    draft.steps.set(
        0,
        loop(
            "in",
            new long[] {},
            List.of(stream(x, 0), stream(2, 0)),
            body(
                lines ->
                    lines.sink(
                        new Sink.Store(1, lines.reduce(Reduction.SUM, lines.load(F32, 0)))))));
    complains(", step 0 (in): a row is reduced, but no axis forms one");
  }

  @Test
  void ofAStoreThatStandsWhereItsValueMoves() {
    draft.steps.set(
        0, loop("in", new long[] {6}, List.of(stream(x, 0, 1), stream(2, 0, 0)), copy(F32)));
    complains(", step 0 (in): buffer 2 (a) does not move along an axis along which its value does");
  }

  @Test
  void ofAStoreThatMeetsAnEntryTwice() {
    draft.steps.set(
        0,
        loop("in", new long[] {2, 3}, List.of(stream(x, 0, 3, 1), stream(2, 0, 2, 1)), copy(F32)));
    complains(", step 0 (in): buffer 2 (a) may be written twice in one place");
  }

  @Test
  void ofAReadBeyondTheEnd() {
    draft.steps.set(
        0, loop("in", new long[] {6}, List.of(stream(x, 1, 1), stream(2, 0, 1)), copy(F32)));
    complains(", step 0 (in): buffer 0 (x) has 6 entries, but those from 1 to 6 are passed");
  }

  @Test
  void ofAReadBeforeTheStart() {
    draft.steps.set(
        0, loop("in", new long[] {6}, List.of(stream(x, 4, -1), stream(2, 0, 1)), copy(F32)));
    complains(", step 0 (in): buffer 0 (x) has 6 entries, but those from -1 to 4 are passed");
  }

  @Test
  void notOfOffsetsWhereNothingIsPassed() {
    draft.steps.addFirst(
        loop("none", new long[] {0}, List.of(stream(x, 99, 1), stream(2, 99, 1)), copy(F32)));
    Verifier.verify(draft.program());
  }

  @Test
  void ofSizesBeyond63Bits() {
    draft.steps.set(
        0,
        loop(
            "in",
            new long[] {1L << 40},
            List.of(stream(x, 0, 1L << 40), stream(2, 0, 1)),
            copy(F32)));
    complains(": a size or an offset exceeds 63 bits");
  }

  private void total(Stream target) {
    Body body = body(lines -> lines.sink(new Sink.Total(1, Reduction.SUM, lines.load(F32, 0))));
    draft.own("t", F32, 3);
    draft.steps.add(
        new Loop(
            header("total"),
            longs(2, 3),
            1,
            1,
            List.of(stream(x, 0, 3, 1), target),
            body,
            List.of()));
  }

  @Test
  void ofATotalThatMovesAlongWhatItReduces() {
    total(stream(3, 0, 1, 1));
    complains(", step 2 (total): buffer 3 (t) moves along an axis that is reduced to it");
  }

  @Test
  void notOfATotal() {
    total(stream(3, 0, 0, 1));
    Verifier.verify(draft.program());
  }

  private void flags(int buffer, long stride, DType dtype) {
    Body body =
        body(
            lines -> {
              int line = lines.load(F32, 0);
              int same = lines.apply(ScalarOp.EQUAL, DType.BOOL, line, line);
              lines.sink(
                  dtype == DType.BOOL
                      ? new Sink.Flag(1, same)
                      : new Sink.Store(1, lines.constant(1)));
            });
    draft.steps.add(
        loop("test", new long[] {6}, List.of(stream(x, 0, 1), stream(buffer, 0, stride)), body));
  }

  @Test
  void ofAFlagThatTheProgramDoesNotKnow() {
    int unknown = draft.own("unknown", DType.INT32);
    flags(unknown, 0, DType.BOOL);
    complains(", step 2 (test): buffer 3 (unknown) is no flag of the program");
  }

  @Test
  void ofAFlagThatMoves() {
    flags(draft.flag(), 1, DType.BOOL);
    complains(", step 2 (test): buffer 3 (flag) moves along an axis that is reduced to it");
  }

  @Test
  void ofAFlagThatIsStoredTo() {
    flags(draft.flag(), 0, DType.INT32);
    complains(", step 2 (test): buffer 3 (flag) is a flag, but is stored to");
  }

  @Test
  void ofAFinishThatIsFinished() {
    Loop inner = copy("inner", x, 2, 6);
    Loop middle = withFinish(copy("middle", x, 2, 6), inner);
    draft.steps.set(0, withFinish(copy("in", x, 2, 6), middle));
    complains(", step 0 (in): a loop that finishes another is finished by others");
  }

  @Test
  void ofMoreAxesThanBits() {
    ImmutableLongArray ones = ImmutableLongArray.copyOf(Collections.nCopies(64, 1L));
    draft.steps.set(0, new Loop(header("in"), ones, 1, 0, List.of(), copy(F32), List.of()));
    complains(", step 0 (in): more axes than can be told apart: 64");
  }
}

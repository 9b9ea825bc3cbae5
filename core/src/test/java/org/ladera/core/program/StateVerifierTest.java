package org.ladera.core.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.ladera.core.program.Draft.body;
import static org.ladera.core.program.Draft.copy;
import static org.ladera.core.program.Draft.header;
import static org.ladera.core.program.Draft.longs;
import static org.ladera.core.program.Draft.loop;
import static org.ladera.core.program.Draft.stream;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ladera.core.type.DType;

/** Variables that are written in place, and matrix products with an epilogue. */
class StateVerifierTest {
  private static final DType F32 = DType.FLOAT32;

  private Draft draft = new Draft();
  private int x;
  private int w;
  private int product;
  private int y;

  /** y = relu(x · w), [4, 3] · [3, 2], then w := 2 w. */
  @BeforeEach
  void aProgramWithoutFault() {
    draft = new Draft();
    x = draft.buffer("x", F32, new Storage.Input(0), 4, 3);
    w = draft.buffer("w", F32, new Storage.State(0), 3, 2);
    product = draft.buffer("product", F32, new Storage.Tile(), 4, 2);
    y = draft.buffer("y", F32, new Storage.Output(0), 4, 2);
    draft.steps.add(
        product(operand(x, 3, 1), operand(w, 2, 1), product, epilogue(stream(product, 0, 2, 1))));
    draft.steps.add(update(stream(w, 0, 2, 1), stream(w, 0, 2, 1)));
    draft.commits.add(new Commit(w, w, "w"));
    Verifier.verify(draft.program());
  }

  private static MatMul.Operand operand(int buffer, long row, long column) {
    return new MatMul.Operand(buffer, 0, row, column, longs());
  }

  private static MatMul product(MatMul.Operand a, MatMul.Operand b, int product, Loop epilogue) {
    return new MatMul(header("x . w"), F32, longs(), 4, 2, 3, a, b, product, epilogue);
  }

  private Loop epilogue(Stream load) {
    Body relu =
        body(
            lines -> {
              int line = lines.load(F32, 0);
              lines.sink(
                  new Sink.Store(1, lines.apply(ScalarOp.MAXIMUM, F32, line, lines.constant(0f))));
            });
    return loop("relu", new long[] {4, 2}, List.of(load, stream(y, 0, 2, 1)), relu);
  }

  private static Loop update(Stream load, Stream store) {
    Body twice =
        body(
            lines -> {
              int line = lines.load(F32, 0);
              lines.sink(new Sink.Store(1, lines.apply(ScalarOp.ADD, F32, line, line)));
            });
    return loop("update", new long[] {3, 2}, List.of(load, store), twice);
  }

  private void complains(String message) {
    IllegalStateException error =
        assertThrows(IllegalStateException.class, () -> Verifier.verify(draft.program()));
    assertEquals("Program draft" + message, error.getMessage());
  }

  @Test
  void aStateIsWrittenOnlyIfACommitSaysSo() {
    draft.commits.clear();
    complains(
        ", step 1 (update): buffer 1 (w) is a variable that no commit says is written in place");
  }

  @Test
  void aStateIsCommittedOnce() {
    draft.commits.add(new Commit(w, y, "w"));
    complains(": buffer 1 (w) is committed twice");
  }

  @Test
  void onlyAStateIsCommitted() {
    draft.commits.add(new Commit(y, y, "y"));
    complains(": buffer 3 (y) is committed, but is no variable");
  }

  @Test
  void aStateBecomesSomethingOfItsType() {
    draft.commits.set(0, new Commit(w, y, "w"));
    complains(": buffer 3 (y) has another type than w, which becomes it");
  }

  @Test
  void aStateThatIsCommittedInPlaceIsWritten() {
    draft.steps.removeLast();
    complains(": buffer 1 (w) is committed in place, but is not written as a whole");
  }

  @Test
  void whatAStateBecomesIsWritten() {
    draft.steps.removeLast();
    draft.commits.set(0, new Commit(w, draft.own("next", F32, 3, 2), "w"));
    complains(": buffer 4 (next) is what a variable becomes, but is not written as a whole");
  }

  @Test
  void whatAStateBecomesIsKeptToTheEnd() {
    int next = draft.own("next", F32, 3, 2);
    draft.steps.set(1, update(stream(w, 0, 2, 1), stream(next, 0, 2, 1)));
    draft.commits.set(0, new Commit(w, next, "w"));
    Verifier.verify(draft.program());
    int later = draft.buffer("later", F32, new Storage.Arena(0), 4, 2);
    draft.steps.add(copy("over", y, later, 8));
    draft.arenaBytes = 32;
    complains(
        ", step 2 (over): buffer 5 (later) takes memory of buffer 4 (next), which is needed until"
            + " the end");
  }

  @Test
  void aStateDoesNotBecomeWhatIsOverwritten() {
    int v = draft.buffer("v", F32, new Storage.State(1), 3, 2);
    draft.commits.add(new Commit(v, w, "v"));
    complains(": buffer 1 (w) is written in place, but v becomes what it was");
  }

  @Test
  void twoStatesMayBecomeEachOther() {
    int v = draft.buffer("v", F32, new Storage.State(1), 3, 2);
    draft.steps.removeLast();
    draft.commits.set(0, new Commit(w, v, "w"));
    draft.commits.add(new Commit(v, w, "v"));
    Verifier.verify(draft.program());
  }

  @Test
  void anOldValueIsReadBeforeItIsOverwritten() {
    draft.steps.addFirst(draft.steps.removeLast());
    complains(
        ", step 1 (x . w): buffer 1 (w) is read after its next value was written in its place");
  }

  @Test
  void aStateIsReadWhereItIsWritten() {
    draft.steps.set(1, update(stream(w, 4, -2, 1), stream(w, 0, 2, 1)));
    complains(
        ", step 1 (update): buffer 1 (w) is read elsewhere than where its next value is written");
  }

  @Test
  void aStateIsNotReadInEveryRowWhereOneRowIsWritten() {
    draft.steps.set(1, update(stream(w, 0, 0, 1), stream(w, 0, 2, 1)));
    complains(
        ", step 1 (update): buffer 1 (w) is read elsewhere than where its next value is written");
  }

  private void rowState(boolean reduced) {
    int s = draft.buffer("s", F32, new Storage.State(1), 4);
    draft.commits.add(new Commit(s, s, "s"));
    Body next =
        body(
            lines -> {
              int old = lines.load(F32, 0);
              int sum = lines.reduce(Reduction.SUM, lines.load(F32, 1));
              int added = reduced ? sum : lines.constant(1f);
              lines.sink(new Sink.Store(0, lines.apply(ScalarOp.ADD, F32, old, added)));
            });
    draft.steps.add(
        loop("sums", new long[] {4, 3}, List.of(stream(s, 0, 1, 0), stream(x, 0, 3, 1)), next));
  }

  @Test
  void aStateOfRowsMayTakeWhatIsKnownAfterTheRow() {
    rowState(true);
    Verifier.verify(draft.program());
  }

  @Test
  void aStateOfRowsIsNotChangedWithinTheRow() {
    rowState(false);
    complains(
        ", step 2 (sums): buffer 4 (s) is read elsewhere than where its next value is written");
  }

  /** w is updated behind the product of step 0. */
  private void updateInEpilogue(int b) {
    int gradient = draft.buffer("g", F32, new Storage.Tile(), 3, 2);
    int left = draft.buffer("left", F32, new Storage.Input(1), 3, 3);
    Body minus =
        body(
            lines -> {
              int next =
                  lines.apply(ScalarOp.SUBTRACT, F32, lines.load(F32, 1), lines.load(F32, 0));
              lines.sink(new Sink.Store(1, next));
            });
    Loop epilogue =
        loop(
            "update",
            new long[] {3, 2},
            List.of(stream(gradient, 0, 2, 1), stream(w, 0, 2, 1)),
            minus);
    draft.steps.set(
        1,
        new MatMul(
            header("gradient"),
            F32,
            longs(),
            3,
            2,
            3,
            operand(left, 3, 1),
            operand(b, 2, 1),
            gradient,
            epilogue));
  }

  @Test
  void anEpilogueMayUpdateAState() {
    updateInEpilogue(draft.buffer("right", F32, new Storage.Input(2), 3, 2));
    Verifier.verify(draft.program());
  }

  @Test
  void anEpilogueDoesNotUpdateWhatIsMultiplied() {
    updateInEpilogue(w);
    complains(
        ", step 1 (gradient): buffer 1 (w) is read elsewhere than where its next value is"
            + " written");
  }

  @Test
  void aTileIsReadByItsOwnStepOnly() {
    draft.steps.add(copy("late", product, draft.own("a", F32, 8), 8));
    complains(
        ", step 2 (late): buffer 2 (product) is a tile, which only its product and epilogue know");
  }

  @Test
  void aTileIsReadEntryByEntry() {
    draft.steps.set(
        0,
        product(operand(x, 3, 1), operand(w, 2, 1), product, epilogue(stream(product, 0, 1, 4))));
    complains(
        ", step 0 (x . w): buffer 2 (product) is the product, but is passed otherwise than entry"
            + " by entry");
  }

  @Test
  void aTileHasAnEpilogue() {
    MatMul old = (MatMul) draft.steps.getFirst();
    draft.steps.set(
        0, new MatMul(old.header(), F32, longs(), 4, 2, 3, old.a(), old.b(), product, null));
    complains(", step 0 (x . w): buffer 2 (product) is a tile that no epilogue reads");
  }

  @Test
  void anEpiloguePassesTheProduct() {
    Loop wrong =
        loop("relu", new long[] {8}, List.of(stream(product, 0, 1), stream(y, 0, 1)), copy(F32));
    draft.steps.set(0, product(operand(x, 3, 1), operand(w, 2, 1), product, wrong));
    complains(
        ", step 0 (x . w): the epilogue passes [8] with 1 axes in a row, but the product is [4, 2]"
            + " with 1");
  }

  @Test
  void anOperandIsInsideItsBuffer() {
    draft.steps.set(
        0,
        product(operand(x, 4, 1), operand(w, 2, 1), product, epilogue(stream(product, 0, 2, 1))));
    complains(
        ", step 0 (x . w): buffer 0 (x) has 12 entries, but those from 0 to 14 are multiplied");
  }

  @Test
  void anOperandHasAnAxisOfStrideOne() {
    int wide = draft.buffer("wide", F32, new Storage.Input(1), 4, 6);
    draft.steps.set(
        0,
        product(
            operand(wide, 6, 2), operand(w, 2, 1), product, epilogue(stream(product, 0, 2, 1))));
    complains(", step 0 (x . w): buffer 4 (wide) has no axis of stride 1");
  }

  @Test
  void aProductIsOfItsSizeAndType() {
    int small = draft.own("small", F32, 7);
    draft.steps.set(
        0, product(operand(x, 3, 1), operand(w, 2, 1), small, epilogue(stream(small, 0, 2, 1))));
    complains(", step 0 (x . w): buffer 4 (small) has 7 entries, but the product 8");
  }

  @Test
  void anEpilogueMayStoreToTheProduct() {
    int kept = draft.own("kept", F32, 4, 2);
    Loop again =
        loop(
            "copy",
            new long[] {4, 2},
            List.of(stream(kept, 0, 2, 1), stream(kept, 0, 2, 1)),
            copy(F32));
    draft.steps.set(0, product(operand(x, 3, 1), operand(w, 2, 1), kept, again));
    draft.steps.add(copy("out", kept, y, 8));
    Verifier.verify(draft.program());
  }
}

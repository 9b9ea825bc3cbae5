package org.ladera.core.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.ladera.core.program.Draft.copy;
import static org.ladera.core.program.Draft.header;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.ladera.core.type.DType;

/** Tests that break a program without fault in one place. */
abstract class BrokenDraft {
  static final DType F32 = DType.FLOAT32;

  Draft draft = new Draft();
  int x;
  int y;

  /** x is copied to y by way of a. */
  @BeforeEach
  void aProgramWithoutFault() {
    draft = new Draft();
    x = draft.buffer("x", F32, new Storage.Input(0), 6);
    y = draft.buffer("y", F32, new Storage.Output(0), 6);
    int a = draft.own("a", F32, 6);
    draft.steps.add(copy("in", x, a, 6));
    draft.steps.add(copy("out", a, y, 6));
    Verifier.verify(draft.program());
  }

  final void complains(String message) {
    IllegalStateException error =
        assertThrows(IllegalStateException.class, () -> Verifier.verify(draft.program()));
    assertEquals("Program draft" + message, error.getMessage());
  }

  static Loop withFinish(Loop loop, Loop finish) {
    return new Loop(
        loop.header(),
        loop.extents(),
        loop.rowAxes(),
        loop.totalAxes(),
        loop.streams(),
        loop.body(),
        List.of(finish));
  }

  static Check check(Check.Kind kind, int source, int flag) {
    return new Check(header("check"), kind, source, flag, 3, 0);
  }
}

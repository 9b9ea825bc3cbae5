package org.ladera.core.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.ladera.core.program.Draft.body;
import static org.ladera.core.program.Draft.copy;
import static org.ladera.core.program.Draft.header;
import static org.ladera.core.program.Draft.longs;
import static org.ladera.core.program.Draft.loop;
import static org.ladera.core.program.Draft.stream;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ladera.core.type.DType;

/** Loops run panel by panel only if none needs what another writes in other columns. */
class PanelsTest {
  private static final DType F32 = DType.FLOAT32;
  private static final int X = 0;
  private static final int SUMS = 1;
  private static final int Y = 2;
  private static final int Z = 3;

  /** Sums of the 6 columns of 4 rows. */
  private static final Loop SUM =
      new Loop(
          header("sum"),
          longs(4, 6),
          1,
          1,
          List.of(stream(X, 0, 6, 1), stream(SUMS, 0, 0, 1)),
          body(lines -> lines.sink(new Sink.Total(1, Reduction.SUM, lines.load(F32, 0)))),
          List.of());

  private static Loop minus(long[] extents, Stream sums, Stream target) {
    return loop(
        "minus",
        extents,
        List.of(stream(X, 0, 6, 1), sums, target),
        body(
            lines ->
                lines.sink(
                    new Sink.Store(
                        2,
                        lines.apply(
                            ScalarOp.SUBTRACT, F32, lines.load(F32, 0), lines.load(F32, 1))))));
  }

  private static void assertTaken(int expected, Loop... loops) {
    assertEquals(expected, Panels.count(List.of(loops)));
  }

  @Test
  void sumsOfColumnsAreReadInTheirColumns() {
    Loop scaled =
        loop("s", new long[] {6}, List.of(stream(SUMS, 0, 1), stream(Z, 0, 1)), copy(F32));
    Loop minus = minus(new long[] {4, 6}, stream(Z, 0, 0, 1), stream(Y, 0, 6, 1));
    assertTaken(3, SUM, scaled, minus);
  }

  @Test
  void sumsReadByRowsAreNot() {
    assertTaken(1, SUM, minus(new long[] {4, 6}, stream(SUMS, 0, 1, 0), stream(Y, 0, 6, 1)));
  }

  @Test
  void sumsReadFurtherOnAreNot() {
    assertTaken(1, SUM, minus(new long[] {4, 6}, stream(SUMS, 1, 0, 1), stream(Y, 0, 6, 1)));
  }

  @Test
  void rowsThatBeginInOtherColumnsAreNot() {
    Loop writes = minus(new long[] {4, 6}, stream(SUMS, 0, 0, 1), stream(Y, 0, 6, 1));
    Loop reads =
        loop("r", new long[] {3, 6}, List.of(stream(Y, 0, 7, 1), stream(Z, 0, 6, 1)), copy(F32));
    assertTaken(2, SUM, writes, reads);
  }

  @Test
  void whatNobodyWritesMayLieAnywhere() {
    Loop reads =
        loop("r", new long[] {3, 6}, List.of(stream(X, 0, 7, 1), stream(Z, 0, 6, 1)), copy(F32));
    assertTaken(2, SUM, reads);
  }

  @Test
  void loopsOfOtherColumnsAreNot() {
    Loop reads =
        loop("r", new long[] {6, 4}, List.of(stream(X, 0, 4, 1), stream(Z, 0, 4, 1)), copy(F32));
    assertTaken(1, SUM, reads);
  }

  @Test
  void columnsMayBeCountedOverSeveralAxes() {
    Loop reads =
        loop(
            "r",
            new long[] {4, 2, 3},
            List.of(stream(SUMS, 0, 0, 3, 1), stream(Z, 0, 6, 3, 1)),
            copy(F32));
    assertTaken(2, SUM, reads);
  }

  @Test
  void columnsThatAreTurnedAreNot() {
    Loop reads =
        loop(
            "r",
            new long[] {4, 2, 3},
            List.of(stream(SUMS, 0, 0, 1, 2), stream(Z, 0, 6, 3, 1)),
            copy(F32));
    assertTaken(1, SUM, reads);
  }

  @Test
  void reductionsOfRowsAreNot() {
    Loop reads =
        loop(
            "r",
            new long[] {4, 6},
            List.of(stream(X, 0, 6, 1), stream(Y, 0, 6, 1)),
            body(
                lines ->
                    lines.sink(
                        new Sink.Store(1, lines.reduce(Reduction.MAX, lines.load(F32, 0))))));
    assertTaken(1, SUM, reads);
  }

  @Test
  void storesToOnePlaceOfARowAreNot() {
    Loop stores =
        loop("s", new long[] {4, 6}, List.of(stream(Z, 0, 1, 0), stream(Y, 0, 1, 0)), copy(F32));
    assertTaken(1, SUM, stores);
  }

  @Test
  void noPointsAreNoPanels() {
    assertTaken(
        0,
        loop("e", new long[] {0, 6}, List.of(stream(X, 0, 6, 1), stream(Y, 0, 6, 1)), copy(F32)));
  }
}

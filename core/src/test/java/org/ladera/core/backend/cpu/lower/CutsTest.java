package org.ladera.core.backend.cpu.lower;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.primitives.ImmutableLongArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.ladera.core.program.BodyBuilder;
import org.ladera.core.program.Header;
import org.ladera.core.program.Loop;
import org.ladera.core.program.Reduction;
import org.ladera.core.program.ScalarOp;
import org.ladera.core.program.Sink;
import org.ladera.core.program.Stream;
import org.ladera.core.type.DType;

/** How loops become calls, and how calls are shared. */
class CutsTest {
  private static ImmutableLongArray longs(long... values) {
    return ImmutableLongArray.copyOf(values);
  }

  /** The square of a dense array, or what is left of its row's sum. */
  private static Nest nest(boolean reduces, boolean totals, long... extents) {
    BodyBuilder body = new BodyBuilder();
    int x = body.load(DType.FLOAT32, 0);
    int y =
        reduces
            ? body.apply(ScalarOp.SUBTRACT, DType.FLOAT32, x, body.reduce(Reduction.SUM, x))
            : body.apply(ScalarOp.MULTIPLY, DType.FLOAT32, x, x);
    body.sink(new Sink.Store(1, y));
    long[] strides = new long[extents.length];
    long stride = 1;
    for (int axis = extents.length - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= extents[axis];
    }
    List<Stream> streams =
        new ArrayList<>(
            List.of(new Stream(0, 0, longs(strides)), new Stream(1, 0, longs(strides))));
    if (totals) {
      body.sink(new Sink.Total(2, Reduction.SUM, y));
      long[] ofTotal = new long[extents.length];
      ofTotal[extents.length - 1] = 1;
      streams.add(new Stream(2, 0, longs(ofTotal)));
    }
    Loop loop =
        new Loop(
            new Header("loop", List.of()),
            longs(extents),
            1,
            totals ? extents.length - 1 : 0,
            streams,
            body.body(),
            List.of());
    return Objects.requireNonNull(LoopLowering.of(loop, _ -> DType.FLOAT32).orElseThrow().nest());
  }

  @Test
  void denseElementsAreOneRow() {
    Nest nest = nest(false, false, 3, 1, 5, 7);
    assertEquals(1, nest.calls());
    assertEquals(1, nest.rows());
    assertEquals(105, nest.columns());
  }

  @Test
  void axesAlongWhichTransposedEntriesLieSideBySideAreRowsAndColumns() {
    // y[i, j, k] = x[k, j, i], of 3 x 5 x 7 results.
    BodyBuilder body = new BodyBuilder();
    body.sink(new Sink.Store(1, body.load(DType.FLOAT32, 0)));
    Loop loop =
        new Loop(
            new Header("loop", List.of()),
            longs(3, 5, 7),
            1,
            0,
            List.of(new Stream(0, 0, longs(1, 3, 15)), new Stream(1, 0, longs(35, 7, 1))),
            body.body(),
            List.of());
    Nest nest =
        Objects.requireNonNull(LoopLowering.of(loop, _ -> DType.FLOAT32).orElseThrow().nest());
    assertEquals(longs(5), nest.outer());
    assertEquals(3, nest.rows());
    assertEquals(7, nest.columns());
    assertEquals(4, nest.places().getFirst().row());
    assertEquals(4, nest.places().getLast().column());
  }

  @Test
  void rowsThatAreReducedStayRows() {
    Nest nest = nest(true, false, 3, 5, 7);
    assertEquals(15, nest.rows());
    assertEquals(7, nest.columns());
  }

  @Test
  void totalsTakeBlocksOfRows() {
    Nest nest = nest(false, true, 13, 10, 7);
    assertEquals(3, nest.calls());
    assertEquals(130, nest.rows());
    assertEquals(7, nest.columns());
    assertEquals(910, nest.points());
  }

  @Test
  void smallWorkIsNotShared() {
    assertEquals(1, Cuts.of(nest(false, false, 1000), Sharing.usual()).size());
  }

  @Test
  void aWideRowIsSharedByColumns() {
    List<Nest> cuts = Cuts.of(nest(false, false, 10_000_001), Sharing.usual());
    assertEquals(8, cuts.size());
    assertEquals(10_000_001, cuts.stream().mapToLong(Nest::columns).sum());
    assertEquals(0, cuts.getFirst().columns() % 1024);
    assertEquals(4 * cuts.getFirst().columns(), cuts.get(1).places().getFirst().offset());
  }

  @Test
  void rowsThatAreReducedAreSharedWhole() {
    List<Nest> cuts = Cuts.of(nest(true, false, 1000, 10_000), Sharing.usual());
    assertEquals(8, cuts.size());
    assertTrue(cuts.stream().allMatch(cut -> cut.columns() == 10_000));
    assertEquals(1, Cuts.of(nest(true, false, 1, 10_000_000), Sharing.usual()).size());
  }

  @Test
  void totalsAreSharedByWholeBlocks() {
    List<Nest> cuts = Cuts.of(nest(false, true, 10_001, 1000), Sharing.usual());
    assertEquals(8, cuts.size());
    assertEquals(10_001, cuts.stream().mapToLong(Nest::rows).sum());
    assertTrue(cuts.subList(0, 7).stream().allMatch(cut -> cut.rows() % Nest.BLOCK == 0));
  }

  @Test
  void bordersAreMultiplesOfTheGrain() {
    assertArrayEquals(new long[] {0, 8, 16, 20}, Cuts.borders(20, 8, 4));
    assertArrayEquals(new long[] {0, 10, 20}, Cuts.borders(20, 1, 2));
    assertArrayEquals(new long[] {0, 0}, Cuts.borders(0, 8, 4));
  }
}

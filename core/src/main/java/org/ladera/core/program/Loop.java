package org.ladera.core.program;

import com.google.common.primitives.ImmutableLongArray;
import java.util.List;

/**
 * A nest of loops around a body. The last {@code rowAxes} axes form a row: {@link Value.Reduce}
 * reduces over them. The {@code totalAxes} axes before them are those that {@link Sink.Total}s
 * reduce over; a loop without totals has none. Axes before these are kept by both.
 *
 * <p>An extent may be 0: nothing is evaluated then, but totals are written, as reductions of
 * nothing, and so are stores of reductions over an empty row.
 *
 * @param header what it is called
 * @param extents the sizes of the axes, outermost first
 * @param rowAxes how many of the last axes form a row; at least 1 if there are axes at all
 * @param totalAxes how many axes before the row totals reduce over
 * @param streams the memory it passes
 * @param body what is evaluated at each point
 * @param finish loops that run once after this one, in order, before the next step: what the totals
 *     and row values become. They have no finish themselves
 */
public record Loop(
    Header header,
    ImmutableLongArray extents,
    int rowAxes,
    int totalAxes,
    List<Stream> streams,
    Body body,
    List<Loop> finish)
    implements Step {
  /** Copies the lists. */
  public Loop {
    streams = List.copyOf(streams);
    finish = List.copyOf(finish);
  }
}

package org.ladera.core.backend.cpu.vector;

import java.util.List;
import org.ladera.core.program.Sink;
import org.ladera.core.program.Value;
import org.ladera.core.program.interpret.Interpreter;
import org.ladera.core.program.kernel.Arguments;
import org.ladera.core.program.kernel.Kernel;
import org.ladera.core.program.kernel.KernelForm;
import org.ladera.core.program.kernel.KernelForm.Lane;
import org.ladera.core.program.kernel.Movement;

/**
 * Streams that move by any distance from column to column, such as those of transposed arrays, by
 * way of tiles: what such a stream has in a tile is copied to where it lies row by row, and the
 * kernel of the form without such streams runs on that.
 */
final class TiledKernel implements Kernel {
  /** The rows of a tile where rows are cut, and its columns: some 32 KB of float32. */
  private static final long ROWS = 64;

  private static final long COLUMNS = 128;

  /** The points of a tile of whole rows, if they are not longer or need not be in one tile. */
  private static final long POINTS = 1 << 17;

  /** Behind each row of a tile, so that a column of it does not fall on one place in the cache. */
  private static final long PAD = 64;

  private final Kernel kernel;

  /** For calls all of which would have to be in one tile that is too large. */
  private final Kernel interpreted;

  private final Lane[] streams;
  private final boolean[] strided;
  private final boolean[] loaded;
  private final boolean[] stored;
  private final boolean wholeRows;
  private final boolean allRows;
  private final int count;
  private final int size;
  private final ThreadLocal<long[]> tiles;

  /**
   * A kernel.
   *
   * @param form with such streams
   * @param kernel the code of {@link #straight}
   */
  TiledKernel(KernelForm form, Kernel kernel) {
    this.kernel = kernel;
    this.streams = form.streams().toArray(Lane[]::new);
    this.strided = new boolean[streams.length];
    this.loaded = new boolean[streams.length];
    this.stored = new boolean[streams.length];
    int strides = 0;
    int largest = 0;
    for (int i = 0; i < streams.length; i++) {
      strided[i] = streams[i].movement() == Movement.STRIDED;
      strides += strided[i] ? 1 : 0;
      largest = strided[i] ? Math.max(largest, streams[i].dtype().size()) : largest;
    }
    this.count = strides;
    this.size = largest;
    for (Value value : form.body().values()) {
      if (value instanceof Value.Load load) {
        loaded[load.stream()] = true;
      }
    }
    for (Sink sink : form.body().sinks()) {
      stored[sink.stream()] = true;
    }
    this.wholeRows = needsWholeRows(form);
    this.allRows = hasTotals(form);
    this.interpreted = wholeRows && allRows ? new Interpreter().compile(form) : kernel;
    this.tiles = ThreadLocal.withInitial(() -> new long[Arguments.length(streams.length)]);
  }

  /** Whether a form has such streams. */
  static boolean isFor(KernelForm form) {
    return form.streams().stream().anyMatch(lane -> lane.movement() == Movement.STRIDED);
  }

  /** The form whose streams move by one entry instead. */
  static KernelForm straight(KernelForm form) {
    List<Lane> lanes =
        form.streams().stream()
            .map(
                lane ->
                    lane.movement() == Movement.STRIDED
                        ? new Lane(lane.dtype(), Movement.UNIT)
                        : lane)
            .toList();
    return new KernelForm(lanes, form.body());
  }

  private static boolean hasTotals(KernelForm form) {
    return form.body().sinks().stream().anyMatch(Sink.Total.class::isInstance);
  }

  /** Whether something is made of a row, or written once for it. */
  private static boolean needsWholeRows(KernelForm form) {
    return form.body().values().stream().anyMatch(Value.Reduce.class::isInstance)
        || form.body().sinks().stream()
            .filter(Sink.Store.class::isInstance)
            .map(sink -> form.streams().get(sink.stream()).movement())
            .anyMatch(movement -> movement == Movement.ROW || movement == Movement.SCALAR);
  }

  /** Whether a tile would have to be all of what a call is for, and that is too large. */
  private boolean isTooLarge(long columns) {
    return wholeRows && allRows && columns > POINTS / ROWS;
  }

  private long tileColumns(long columns) {
    return wholeRows ? columns : Math.min(columns, COLUMNS);
  }

  private long tileRows(long columns) {
    return wholeRows && !allRows ? Math.clamp(POINTS / Math.max(columns, 1), 1, ROWS) : ROWS;
  }

  /** From row to row of a tile, in bytes. */
  private long pitch(long columns) {
    return (tileColumns(columns) * size + PAD - 1 & -PAD) + PAD;
  }

  private long kernelBytes(long columns) {
    return kernel.scratchBytes(tileColumns(columns)) + PAD - 1 & -PAD;
  }

  @Override
  public long scratchBytes(long columns) {
    if (isTooLarge(columns)) {
      return interpreted.scratchBytes(columns);
    }
    return kernelBytes(columns) + Transposition.BYTES + count * tileRows(columns) * pitch(columns);
  }

  @Override
  public void run(long[] arguments, long scratch) {
    long rows = arguments[Arguments.ROWS];
    long columns = arguments[Arguments.COLUMNS];
    if (rows <= 0 || columns == 0) {
      kernel.run(arguments, scratch);
      return;
    }
    if (isTooLarge(columns)) {
      interpreted.run(arguments, scratch);
      return;
    }
    long[] tile = tiles.get();
    long height = tileRows(columns);
    long width = tileColumns(columns);
    for (long row = 0; row < rows; row += height) {
      tile[Arguments.ROWS] = Math.min(height, rows - row);
      for (long column = 0; column < columns; column += width) {
        tile[Arguments.COLUMNS] = Math.min(width, columns - column);
        run(arguments, tile, row, column, scratch);
      }
    }
  }

  private void run(long[] arguments, long[] tile, long row, long column, long scratch) {
    long columns = arguments[Arguments.COLUMNS];
    long square = scratch + kernelBytes(columns);
    long place = square + Transposition.BYTES;
    for (int stream = 0; stream < streams.length; stream++) {
      long rowDistance = arguments[Arguments.rowDistance(stream)];
      long columnDistance = columnDistance(arguments, stream);
      long address = address(arguments, stream, row, column);
      if (strided[stream]) {
        // One row for all stays so.
        boolean shared = rowDistance == 0 && !stored[stream];
        tile[Arguments.address(stream)] = place;
        tile[Arguments.rowDistance(stream)] = shared ? 0 : pitch(columns);
        place += tileRows(columns) * pitch(columns);
        if (loaded[stream]) {
          copyIn(tile, stream, address, rowDistance, columnDistance, square);
        }
      } else {
        tile[Arguments.address(stream)] = address;
        tile[Arguments.rowDistance(stream)] = rowDistance;
      }
    }
    kernel.run(tile, scratch);
    for (int stream = 0; stream < streams.length; stream++) {
      if (strided[stream] && stored[stream]) {
        long address = address(arguments, stream, row, column);
        long rowDistance = arguments[Arguments.rowDistance(stream)];
        copyOut(tile, stream, address, rowDistance, columnDistance(arguments, stream), square);
      }
    }
  }

  private long address(long[] arguments, int stream, long row, long column) {
    return arguments[Arguments.address(stream)]
        + row * arguments[Arguments.rowDistance(stream)]
        + column * columnDistance(arguments, stream);
  }

  private long columnDistance(long[] arguments, int stream) {
    return switch (streams[stream].movement()) {
      case SCALAR, ROW -> 0;
      case UNIT -> streams[stream].dtype().size();
      case STRIDED -> arguments[Arguments.columnDistance(stream)];
    };
  }

  private void copyIn(
      long[] tile, int stream, long from, long rowDistance, long columnDistance, long square) {
    int each = streams[stream].dtype().size();
    long to = tile[Arguments.address(stream)];
    long pitch = tile[Arguments.rowDistance(stream)];
    long rows = pitch == 0 ? 1 : tile[Arguments.ROWS];
    int columns = (int) tile[Arguments.COLUMNS];
    if (rowDistance == each) {
      Transposition.copy(from, columnDistance, to, pitch, columns, rows, each, square);
    } else {
      boolean stepping = Stepping.isFor(columnDistance / each, each);
      int step = stepping ? (int) (columnDistance / each) : 0;
      for (long row = 0; row < rows; row++) {
        long source = from + row * rowDistance;
        long target = to + row * pitch;
        int done = stepping ? Stepping.copy(source, step, target, columns, each) : 0;
        Points.copy(
            source + done * columnDistance,
            columnDistance,
            target + (long) done * each,
            each,
            columns - done,
            each);
      }
    }
  }

  private void copyOut(
      long[] tile, int stream, long to, long rowDistance, long columnDistance, long square) {
    int each = streams[stream].dtype().size();
    long from = tile[Arguments.address(stream)];
    long pitch = tile[Arguments.rowDistance(stream)];
    long rows = tile[Arguments.ROWS];
    int columns = (int) tile[Arguments.COLUMNS];
    if (rowDistance == each) {
      Transposition.copy(from, pitch, to, columnDistance, rows, columns, each, square);
    } else {
      for (long row = 0; row < rows; row++) {
        Points.copy(
            from + row * pitch, each, to + row * rowDistance, columnDistance, columns, each);
      }
    }
  }
}

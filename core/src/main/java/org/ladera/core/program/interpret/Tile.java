package org.ladera.core.program.interpret;

import org.ladera.core.program.kernel.Arguments;
import org.ladera.core.program.kernel.KernelForm;

/** Where one thread is: some rows and columns of a call, whose values are in the registers. */
final class Tile {
  final Registers registers = new Registers();

  /** The first row and column. */
  long row;

  long column;

  /** How many there are. */
  int rows;

  int columns;

  private long[] addresses = {};
  private long[] rowDistances = {};
  private long[] columnDistances = {};

  /** Takes the arguments of a call, but for distances along which a stream does not move. */
  void start(KernelForm.Lane[] streams, long[] arguments) {
    if (addresses.length < streams.length) {
      addresses = new long[streams.length];
      rowDistances = new long[streams.length];
      columnDistances = new long[streams.length];
    }
    for (int i = 0; i < streams.length; i++) {
      addresses[i] = arguments[Arguments.address(i)];
      rowDistances[i] =
          switch (streams[i].movement()) {
            case SCALAR -> 0;
            case ROW, UNIT, STRIDED -> arguments[Arguments.rowDistance(i)];
          };
      columnDistances[i] =
          switch (streams[i].movement()) {
            case SCALAR, ROW -> 0;
            case UNIT -> streams[i].dtype().size();
            case STRIDED -> arguments[Arguments.columnDistance(i)];
          };
    }
  }

  /** The address of a stream's entry at the first row and column. */
  long address(int stream) {
    return address(stream, 0);
  }

  /** The address of a stream's entry at the first column of a row of the tile. */
  long address(int stream, int rowOfTile) {
    return addresses[stream]
        + (row + rowOfTile) * rowDistances[stream]
        + column * columnDistances[stream];
  }

  long rowDistance(int stream) {
    return rowDistances[stream];
  }

  long columnDistance(int stream) {
    return columnDistances[stream];
  }

  /** How many points there are. */
  int points() {
    return rows * columns;
  }
}

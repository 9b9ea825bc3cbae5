package org.ladera.core.backend.cpu.vector;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.ladera.core.program.Sink;
import org.ladera.core.program.Value;
import org.ladera.core.program.kernel.Arguments;
import org.ladera.core.program.kernel.Movement;
import org.ladera.core.type.DType;

/** Writes how rows come out of memory by {@link PackedRows}, a block of them at once, and back. */
final class PackedStreams {
  private static final ClassDesc MATH = ClassDesc.of("java.lang.Math");
  private static final MethodTypeDesc MIN = Names.method(CD_long, CD_long, CD_long);
  private static final MethodTypeDesc IN =
      Names.method(CD_long, CD_long, CD_long, CD_long, CD_long, CD_long, CD_long);
  private static final MethodTypeDesc OUT =
      Names.method(CD_void, CD_long, CD_long, CD_long, CD_long, CD_long, CD_long);

  /**
   * The slots of a stream.
   *
   * @param address the first of its rows in the block
   * @param distance from row to row
   * @param place where its vectors are
   * @param copy where they are if not in the rows themselves
   */
  private record Place(int address, int distance, int place, int copy) {}

  /** The slot of the number of columns. */
  int columns;

  /** That of the number of lanes of a row, an int. */
  int span;

  /** That of the number of rows of this vector. */
  int rows;

  private final Frame frame;
  private final CodeBuilder code;
  private final StreamEmitter streams;
  private final Map<Integer, Place> loads = new TreeMap<>();
  private final Map<Integer, Place> stores = new TreeMap<>();
  private int taken;
  private int blockRows;
  private int rowsLeft;
  private int offset;

  PackedStreams(Frame frame) {
    this.frame = frame;
    this.code = frame.code;
    this.streams = new StreamEmitter(frame);
  }

  /** Before the first block. */
  void begin() {
    frame.argument(Arguments.COLUMNS);
    columns = frame.store(TypeKind.LONG);
    code.lload(columns).invokestatic(Names.PACKING, "span", Names.method(CD_int, CD_long));
    span = frame.store(TypeKind.INT);
    code.loadConstant(frame.lanes).iload(span).idiv().i2l();
    taken = frame.store(TypeKind.LONG);
    for (int stream = 0; stream < frame.needs.form.streams().size(); stream++) {
      if (movement(stream) != Movement.SCALAR && isLoaded(stream)) {
        loads.put(stream, place(stream));
      }
      if (movement(stream) != Movement.SCALAR && isStored(stream)) {
        stores.put(stream, place(stream));
      }
    }
    blockRows = frame.take(TypeKind.LONG);
    rowsLeft = frame.take(TypeKind.LONG);
    rows = frame.take(TypeKind.LONG);
    offset = frame.take(TypeKind.LONG);
  }

  private Movement movement(int stream) {
    return frame.needs.lane(stream).movement();
  }

  private boolean isLoaded(int stream) {
    for (int line = 0; line < frame.needs.values.size(); line++) {
      if (frame.needs.isNeeded(line)
          && frame.needs.values.get(line) instanceof Value.Load load
          && load.stream() == stream) {
        return true;
      }
    }
    return false;
  }

  private boolean isStored(int stream) {
    return frame.needs.form.body().sinks().stream()
        .anyMatch(sink -> sink instanceof Sink.Store && sink.stream() == stream);
  }

  private Place place(int stream) {
    frame.argument(Arguments.address(stream));
    int address = frame.store(TypeKind.LONG);
    frame.argument(Arguments.rowDistance(stream));
    int distance = frame.store(TypeKind.LONG);
    code.lload(frame.scratch);
    code.loadConstant(Packing.region(loads.size() + stores.size())).ladd();
    return new Place(address, distance, frame.take(TypeKind.LONG), frame.store(TypeKind.LONG));
  }

  /** Before each block: takes some of the rows left, which a slot says. */
  void fetch(int left) {
    code.lload(left).lload(taken).loadConstant((long) Packing.VECTORS).lmul();
    code.invokestatic(MATH, "min", MIN).lstore(blockRows);
    loads.forEach((stream, place) -> place(stream, place, "in"));
    stores.forEach((stream, place) -> place(stream, place, "place"));
    code.lload(blockRows).lstore(rowsLeft);
    code.lconst_0().lstore(offset);
  }

  private void place(int stream, Place place, String name) {
    code.lload(place.address);
    shape(stream, place);
    code.lload(place.copy);
    frame.counted.call(Names.PACKED_ROWS, name + size(stream), IN);
    code.lstore(place.place);
  }

  private void shape(int stream, Place place) {
    code.lload(place.distance).lload(blockRows).lload(columns);
    if (movement(stream) == Movement.ROW) {
      code.lconst_1();
    } else {
      code.lload(columns);
    }
  }

  private int size(int stream) {
    return frame.needs.lane(stream).dtype().size();
  }

  /** After each block. */
  void flush(int left) {
    stores.forEach(
        (stream, place) -> {
          code.lload(place.place).lload(place.address);
          shape(stream, place);
          frame.counted.call(Names.PACKED_ROWS, "out" + size(stream), OUT);
        });
    loads.values().forEach(this::advance);
    stores.values().forEach(this::advance);
    code.lload(left).lload(blockRows).lsub().lstore(left);
  }

  private void advance(Place place) {
    code.lload(place.distance).lload(blockRows).lmul();
    code.lload(place.address).ladd().lstore(place.address);
  }

  /** Before each vector. */
  void next() {
    code.lload(rowsLeft).lload(taken).invokestatic(MATH, "min", MIN).lstore(rows);
  }

  /** After each vector; leaves on the stack how many rows are left in the block. */
  void advance() {
    code.lload(offset).loadConstant((long) frame.machine.bytes()).ladd().lstore(offset);
    code.lload(rowsLeft).lload(taken).lsub().lstore(rowsLeft).lload(rowsLeft);
  }

  /** The vector of a stream. */
  void load(int stream) {
    code.lload(of(loads, stream).place).lload(offset).ladd();
    streams.load(frame.needs.lane(stream).dtype(), Rest.NONE);
  }

  /** Stores what is on the stack as the vector of a stream. */
  void store(int stream) {
    code.lload(of(stores, stream).place).lload(offset).ladd();
    int address = frame.store(TypeKind.LONG);
    streams.store(frame.needs.lane(stream).dtype(), address, Rest.NONE);
  }

  private static Place of(Map<Integer, Place> places, int stream) {
    return Objects.requireNonNull(places.get(stream));
  }

  /** The slot of a vector of indices. */
  int index(Packing.Index index) {
    DType bits = frame.bits();
    code.lload(columns);
    code.invokestatic(Names.PACKING, "table" + bits.size(), Names.method(CD_long, CD_long));
    code.loadConstant(Packing.offset(index)).ladd();
    streams.load(bits, Rest.NONE);
    return frame.store(TypeKind.REFERENCE);
  }
}

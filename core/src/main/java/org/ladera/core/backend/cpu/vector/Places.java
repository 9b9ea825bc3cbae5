package org.ladera.core.backend.cpu.vector;

import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.ladera.core.program.Sink;
import org.ladera.core.program.Value;
import org.ladera.core.program.kernel.Arguments;
import org.ladera.core.program.kernel.Movement;
import org.ladera.core.type.DType;

/** Where the streams, the scratch regions and the flags are: slots of addresses and masks. */
final class Places {
  private final Frame frame;
  private final CodeBuilder code;
  private final Stages stages;
  private final Map<Integer, Integer> rowAddresses = new LinkedHashMap<>();
  private final Map<Integer, Integer> rowDistances = new HashMap<>();
  private final Map<Sink.Flag, Integer> flags = new LinkedHashMap<>();
  private final int[] regions;

  /** The slot of the first column of the tile. */
  int tileBegin;

  Places(Frame frame, Stages stages) {
    this.stages = stages;
    this.frame = frame;
    this.code = frame.code;
    this.regions = new int[stages.plan.kept()];
  }

  /** Before the first row. */
  void begin(int columns) {
    for (int stream : moving()) {
      argument(stream);
      rowAddresses.put(stream, frame.store(TypeKind.LONG));
      frame.argument(Arguments.rowDistance(stream));
      rowDistances.put(stream, frame.store(TypeKind.LONG));
    }
    for (Sink sink : frame.needs.form.body().sinks()) {
      if (sink instanceof Sink.Flag flag) {
        code.iconst_0();
        if (isRow(flag)) {
          flags.put(flag, frame.store(TypeKind.INT));
        } else {
          frame.broadcast(DType.BOOL);
          flags.put(flag, frame.store(TypeKind.REFERENCE));
        }
      }
    }
    beginRegions(columns);
  }

  /** The streams that a stage reads, in the row of which a slot has the number. */
  void begin(List<Plan.Entry> stage, int row) {
    for (Plan.Entry entry : stage) {
      if (frame.needs.values.get(entry.line()) instanceof Value.Load load) {
        argument(load.stream());
        code.lload(row);
        frame.argument(Arguments.rowDistance(load.stream()));
        code.lmul().ladd();
        rowAddresses.put(load.stream(), frame.store(TypeKind.LONG));
      }
    }
  }

  /** The regions for whole rows of so many columns. */
  void beginRegions(int columns) {
    for (int i = 0; i < regions.length; i++) {
      code.lload(frame.scratch).loadConstant(stages.fixedBytes()).ladd();
      code.lload(columns).loadConstant(stages.plan.keptSize());
      code.invokestatic(Names.KERNEL, "region", Names.method(CD_long, CD_long, CD_int));
      code.loadConstant((long) i).lmul().ladd();
      regions[i] = frame.store(TypeKind.LONG);
    }
  }

  /** After each row. */
  void advance() {
    rowAddresses.forEach(
        (stream, address) ->
            code.lload(address)
                .lload(Objects.requireNonNull(rowDistances.get(stream)))
                .ladd()
                .lstore(address));
  }

  /** After the last row. */
  void end() {
    flags.forEach(
        (flag, slot) -> {
          if (isRow(flag)) {
            code.iload(slot);
          } else {
            code.aload(slot);
            code.invokevirtual(Names.MASK, "anyTrue", Names.method(CD_boolean));
          }
          code.ifThen(
              _ -> {
                argument(flag.stream());
                int address = frame.store(TypeKind.LONG);
                code.iconst_1();
                new StreamEmitter(frame).storeScalar(DType.INT32, address);
              });
        });
  }

  boolean isRow(Sink.Flag flag) {
    return frame.needs.rank(flag.value()) != Needs.Rank.POINT;
  }

  /** The slot of what a flag is so far: an int, or a mask. */
  int flag(Sink.Flag flag) {
    return Objects.requireNonNull(flags.get(flag));
  }

  /** The address that a stream has as an argument. */
  void argument(int stream) {
    frame.argument(Arguments.address(stream));
  }

  /** The address of a stream in this row, at the column in a slot, or at the first for -1. */
  void stream(int stream, int column, DType dtype) {
    Integer address = rowAddresses.get(stream);
    if (address == null) {
      argument(stream);
    } else {
      code.lload(address);
    }
    add(column, dtype);
  }

  /** The address of a stream in its only row. */
  void column(int stream, int column, DType dtype) {
    argument(stream);
    add(column, dtype);
  }

  /** Whether a line is left in scratch memory. */
  boolean isKept(int line) {
    return stages.plan.regions[line] >= 0 || stages.tiles[line] >= 0;
  }

  /** The address at which a line is left: in a region of the row, else of the tile. */
  void kept(int line, int column, DType dtype) {
    int region = stages.plan.regions[line];
    if (region >= 0) {
      code.lload(regions[region]);
      add(column, dtype);
    } else {
      code.lload(frame.scratch).loadConstant(stages.tileOffset(line)).ladd();
      code.lload(column).lload(tileBegin).lsub();
      frame.scale(dtype);
      code.ladd();
    }
  }

  /** The address at which a line that is one for a row is left for stages. */
  void number(int line) {
    code.lload(frame.scratch).loadConstant(stages.numberOffset(line)).ladd();
  }

  private void add(int column, DType dtype) {
    if (column >= 0) {
      code.lload(column);
      frame.scale(dtype);
      code.ladd();
    }
  }

  /** The streams that are at another place in each row. */
  private SortedSet<Integer> moving() {
    SortedSet<Integer> streams = new TreeSet<>();
    Needs needs = frame.needs;
    for (int i = 0; i < needs.values.size(); i++) {
      if (needs.isNeeded(i) && needs.values.get(i) instanceof Value.Load load) {
        streams.add(load.stream());
      }
    }
    for (Sink sink : needs.form.body().sinks()) {
      if (sink instanceof Sink.Store) {
        streams.add(sink.stream());
      }
    }
    streams.removeIf(stream -> needs.lane(stream).movement() == Movement.SCALAR);
    return streams;
  }
}

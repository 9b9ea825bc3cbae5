package org.ladera.core.program.interpret;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ladera.core.program.Body;
import org.ladera.core.program.Sink;
import org.ladera.core.program.Value;
import org.ladera.core.program.kernel.KernelForm;
import org.ladera.core.program.kernel.Movement;
import org.ladera.core.type.DType;

/** Makes the instructions of a body. */
final class Compilation {
  private static final int NONE = -1;

  private final KernelForm form;
  private final Body body;
  private final Place[] places;
  private final boolean[] used;

  /** The last line that takes a line; beyond all lines if a sink does. */
  private final int[] lastUses;

  /** The registers of lines: of numbers, filled; else of the line's own place. */
  private final int[] own;

  /** The registers of lines of rows, repeated at points. */
  private final int[] repeated;

  private final RegisterPool pool = new RegisterPool();
  private final List<TileProgram.Fill> fills = new ArrayList<>();
  private final List<Instruction> instructions = new ArrayList<>();
  private final List<TileProgram.Totals> totals = new ArrayList<>();

  private Compilation(KernelForm form) {
    this.form = form;
    this.body = form.body();
    this.places = Place.of(form);
    int lines = body.values().size();
    this.used = new boolean[lines];
    this.lastUses = new int[lines];
    this.own = new int[lines];
    this.repeated = new int[lines];
    Arrays.fill(own, NONE);
    Arrays.fill(repeated, NONE);
  }

  static InterpretedKernel of(KernelForm form, ThreadLocal<Tile> tiles) {
    return new Compilation(form).kernel(tiles);
  }

  private InterpretedKernel kernel(ThreadLocal<Tile> tiles) {
    findUses();
    boolean wholeRows = storesWhereItMayLoad();
    for (int line = 0; line < used.length; line++) {
      if (used[line]) {
        wholeRows |= body.values().get(line) instanceof Value.Reduce;
        if (places[line] != Place.CALL) {
          emit(line);
        }
      }
    }
    int[] levels = body.levels();
    for (Sink sink : body.sinks()) {
      emit(sink, levels[sink.value()] > 0);
    }
    return new InterpretedKernel(
        NumberProgram.ofSinglePoint(body, used),
        new TileProgram(
            form.streams(),
            NumberProgram.of(body, places, used),
            fills,
            instructions,
            totals,
            pool.counts(),
            wholeRows),
        tiles);
  }

  /**
   * Whether entries of rows are both loaded and stored: were a row evaluated in parts, a part could
   * load what the part before it stored.
   */
  private boolean storesWhereItMayLoad() {
    return body.sinks().stream()
            .filter(sink -> sink instanceof Sink.Store)
            .anyMatch(sink -> form.streams().get(sink.stream()).movement() == Movement.ROW)
        && body.values().stream()
            .anyMatch(
                value ->
                    value instanceof Value.Load load
                        && form.streams().get(load.stream()).movement() == Movement.ROW);
  }

  private void findUses() {
    for (Sink sink : body.sinks()) {
      used[sink.value()] = true;
      lastUses[sink.value()] = used.length;
    }
    for (int line = used.length - 1; line >= 0; line--) {
      if (used[line]) {
        for (int argument : arguments(line)) {
          used[argument] = true;
          lastUses[argument] = Math.max(lastUses[argument], line);
        }
      }
    }
  }

  private int[] arguments(int line) {
    return switch (body.values().get(line)) {
      case Value.Const _, Value.Load _ -> new int[0];
      case Value.Apply apply -> apply.arguments().toArray();
      case Value.Reduce reduce -> new int[] {reduce.argument()};
    };
  }

  private void emit(int line) {
    switch (body.values().get(line)) {
      case Value.Const _ -> throw new IllegalStateException("a constant needs no instruction");
      case Value.Load load -> {
        own[line] = pool.take(load.dtype());
        instructions.add(
            places[line] == Place.ROW
                ? new Load.OfRows(load.dtype(), load.stream(), own[line])
                : new Load.OfPoints(load.dtype(), load.stream(), own[line]));
      }
      case Value.Apply apply -> emit(apply, line);
      case Value.Reduce reduce -> {
        int argument = register(reduce.argument(), Place.POINT);
        own[line] = pool.take(reduce.dtype());
        instructions.add(
            new Instruction.Reduce(reduce.kind(), reduce.dtype(), own[line], argument));
        release(line);
      }
    }
  }

  private void emit(Value.Apply apply, int line) {
    int[] lines = apply.arguments().toArray();
    DType first = body.values().get(lines[0]).dtype();
    DType last = body.values().get(lines[lines.length - 1]).dtype();
    int numbers = 0;
    for (int i = 0; i < lines.length; i++) {
      numbers |= places[lines[i]] == Place.CALL ? 1 << i : 0;
    }
    @Nullable ArrayOp withNumbers = numbers == 0 ? null : ArrayOps.of(apply.op(), last, numbers);
    int[] taken = new int[3];
    for (int i = 0; i < lines.length; i++) {
      boolean number = withNumbers != null && places[lines[i]] == Place.CALL;
      taken[i] = number ? lines[i] : register(lines[i], places[line]);
    }
    // The op works entry by entry, so its target may be a register that it is the last to read.
    release(line);
    own[line] = pool.take(apply.dtype());
    ArrayOp op =
        withNumbers != null ? withNumbers : ArrayOps.of(apply.op(), apply.dtype(), first, last);
    instructions.add(
        new Instruction.Apply(
            op, own[line], taken[0], taken[1], taken[2], places[line] == Place.POINT));
  }

  /** The register of a line with an entry for each row, or each point. */
  private int register(int line, Place place) {
    DType dtype = body.values().get(line).dtype();
    if (places[line] == Place.CALL && own[line] == NONE) {
      own[line] = pool.takeForGood(dtype);
      fills.add(new TileProgram.Fill(dtype, own[line], line));
    }
    if (places[line] != Place.ROW || place == Place.ROW) {
      return own[line];
    }
    if (repeated[line] == NONE) {
      repeated[line] = pool.take(dtype);
      instructions.add(new Instruction.Repeat(dtype, repeated[line], own[line]));
    }
    return repeated[line];
  }

  /** Gives back the registers that a line is the last to read. */
  private void release(int line) {
    for (int argument : Arrays.stream(arguments(line)).distinct().toArray()) {
      if (lastUses[argument] == line && places[argument] != Place.CALL) {
        DType dtype = body.values().get(argument).dtype();
        pool.give(dtype, own[argument]);
        if (repeated[argument] != NONE) {
          pool.give(dtype, repeated[argument]);
        }
      }
    }
  }

  private void emit(Sink sink, boolean ofReduction) {
    Place place = places[sink.value()];
    DType dtype = body.values().get(sink.value()).dtype();
    boolean ofNoPoint = ofReduction && place == Place.ROW;
    switch (sink) {
      case Sink.Total total -> {
        int register = pool.takeForGood(dtype);
        int source = register(total.value(), Place.POINT);
        totals.add(
            new TileProgram.Totals(
                dtype, register, total.stream(), Reductions.none(total.kind(), dtype)));
        instructions.add(new Save.ToTotal(dtype, total.kind(), register, source));
      }
      case Sink.Flag flag -> {
        Place looked = place == Place.POINT ? Place.POINT : Place.ROW;
        int source = register(flag.value(), looked);
        instructions.add(new Save.ToFlag(flag.stream(), source, looked == Place.POINT, ofNoPoint));
      }
      case Sink.Store store -> {
        Movement movement = form.streams().get(store.stream()).movement();
        boolean toPoints = movement == Movement.UNIT || movement == Movement.STRIDED;
        int source =
            register(store.value(), toPoints || place == Place.POINT ? Place.POINT : Place.ROW);
        instructions.add(
            toPoints
                ? new Save.OfPoints(dtype, store.stream(), source)
                : place == Place.POINT
                    ? new Save.OfLastPoints(dtype, store.stream(), source)
                    : new Save.OfRows(dtype, store.stream(), source, ofNoPoint));
      }
    }
  }
}

package org.ladera.core.backend.cpu.vector;

import static java.lang.constant.ConstantDescs.CD_boolean;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.ladera.core.program.Reduction;
import org.ladera.core.program.Sink;
import org.ladera.core.program.Value;
import org.ladera.core.program.kernel.Arguments;
import org.ladera.core.type.DType;

/**
 * Writes code for rows of few columns, a group of them in each vector, in the lanes that {@link
 * Packing} says. What is one for a row is there in all of its lanes, so nothing leaves the vectors,
 * and the chains of operations of several rows are one.
 */
final class PackedEmitter {
  private final Frame frame;
  private final CodeBuilder code;
  private final Needs needs;
  private final PackedStreams streams;
  private final ValueEmitter values;
  private final StreamEmitter memory;
  private final NumberEmitter numbers;

  /** The slots of totals, and of flags that are masks. */
  private final Map<Sink, Integer> sums = new LinkedHashMap<>();

  /** The slots of vectors of indices. */
  private int next;

  private int row;

  PackedEmitter(Frame frame) {
    this.frame = frame;
    this.code = frame.code;
    this.needs = frame.needs;
    this.streams = new PackedStreams(frame);
    this.values = new ValueEmitter(frame);
    this.memory = new StreamEmitter(frame);
    this.numbers = new NumberEmitter(frame);
  }

  void write() {
    streams.begin();
    indices();
    scalars();
    needs.form.body().sinks().forEach(this::begin);
    frame.argument(Arguments.ROWS);
    int left = frame.store(TypeKind.LONG);
    Label block = code.newBoundLabel();
    streams.fetch(left);
    Label vector = code.newBoundLabel();
    int mark = frame.mark();
    streams.next();
    for (int line = 0; line < needs.values.size(); line++) {
      if (needs.isNeeded(line) && needs.rank(line) == Needs.Rank.POINT) {
        line(line);
      }
    }
    needs.form.body().sinks().forEach(this::sink);
    streams.advance();
    code.lconst_0().lcmp().ifgt(vector);
    frame.release(mark);
    streams.flush(left);
    code.lload(left).lconst_0().lcmp().ifgt(block);
    needs.form.body().sinks().forEach(this::end);
    code.return_();
  }

  private void indices() {
    next = streams.index(Packing.Index.NEXT);
    row = streams.index(Packing.Index.OF_ROW);
    below(streams.index(Packing.Index.PLACE), streams.columns);
    frame.setMask(frame.bits());
    for (DType dtype : needs.vectorTypes()) {
      if (dtype != frame.bits()) {
        frame.mask(frame.bits());
        frame.species(dtype);
        code.invokevirtual(Names.MASK, "cast", Names.method(Names.MASK, Names.VECTOR_SPECIES));
        frame.setMask(dtype);
      }
    }
  }

  /** The lanes whose index, a slot says which, is less than what another slot says. */
  private void below(int index, int limit) {
    code.aload(index);
    frame.operator("Comparison", "LT");
    code.lload(limit);
    if (!frame.wide) {
      code.l2i();
    }
    code.invokevirtual(
        Names.vector(frame.bits()),
        "compare",
        Names.method(Names.MASK, Names.operator("Comparison"), Names.scalar(frame.bits())));
  }

  private void scalars() {
    ScalarEmitter scalars = new ScalarEmitter(frame);
    for (int line = 0; line < needs.values.size(); line++) {
      if (!needs.isNeeded(line) || needs.rank(line) != Needs.Rank.SCALAR) {
        continue;
      }
      switch (needs.values.get(line)) {
        case Value.Const constant -> scalars.constant(constant);
        case Value.Load load -> {
          frame.argument(Arguments.address(load.stream()));
          memory.loadScalar(load.dtype());
        }
        case Value.Apply apply -> scalars.apply(apply);
        case Value.Reduce _ -> throw new IllegalStateException("a row is no scalar");
      }
      frame.setScalar(line);
    }
  }

  private void line(int line) {
    switch (needs.values.get(line)) {
      case Value.Load load -> {
        streams.load(load.stream());
        frame.setVector(line);
      }
      case Value.Apply apply -> values.apply(line, apply);
      case Value.Reduce reduce -> {
        reduce(reduce);
        frame.setVector(line);
      }
      case Value.Const _ -> throw new IllegalStateException("a constant is a scalar");
    }
  }

  /** Folds the lanes of each row by halves, in both directions, so that all have the result. */
  private void reduce(Value.Reduce reduce) {
    DType dtype = reduce.dtype();
    boolean zero = reduce.kind() == Reduction.SUM && dtype.isFloating();
    identity(reduce.kind(), dtype);
    if (zero) {
      // Not the argument itself: +0 makes +0 of -0.
      int none = frame.store(TypeKind.REFERENCE);
      code.aload(none).aload(none);
    }
    frame.loadVector(reduce.argument());
    frame.mask(dtype);
    frame.vectorMethod(dtype, "blend", Names.VECTOR, Names.MASK);
    if (zero) {
      frame.vectorMethod(dtype, "add", Names.VECTOR);
    }
    int folded = frame.store(TypeKind.REFERENCE);
    for (int half = Packing.most(frame.lanes) / 2; half > 0; half /= 2) {
      Label done = code.newLabel();
      code.iload(streams.span).loadConstant(half).if_icmple(done);
      code.aload(folded);
      frame.operator("Associative", ReductionEmitter.operator(reduce.kind()));
      code.aload(folded);
      code.getstatic(Names.SPECIES, Names.species(dtype) + "_WITH_" + half, Names.SHUFFLE);
      frame.vectorMethod(dtype, "rearrange", Names.SHUFFLE);
      frame.vectorMethod(dtype, "lanewise", Names.operator("Binary"), Names.VECTOR);
      code.astore(folded);
      code.labelBinding(done);
    }
    code.aload(folded);
  }

  private void identity(Reduction kind, DType dtype) {
    ReductionEmitter.number(code, kind, dtype);
    frame.broadcast(dtype);
  }

  private void begin(Sink sink) {
    switch (sink) {
      case Sink.Store _ -> {}
      case Sink.Total total -> {
        identity(total.kind(), frame.dtype(total.value()));
        sums.put(sink, frame.store(TypeKind.REFERENCE));
      }
      case Sink.Flag _ -> {
        if (!needs.isRow(sink)) {
          code.iconst_0();
          frame.broadcast(DType.BOOL);
          sums.put(sink, frame.store(TypeKind.REFERENCE));
        }
      }
    }
  }

  private int sum(Sink sink) {
    return Objects.requireNonNull(sums.get(sink));
  }

  private void sink(Sink sink) {
    if (needs.isRow(sink)) {
      return;
    }
    switch (sink) {
      case Sink.Store store -> {
        frame.loadVector(store.value());
        streams.store(store.stream());
      }
      case Sink.Total total -> total(total);
      case Sink.Flag flag -> {
        frame.loadVector(flag.value());
        below(row, streams.rows);
        frame.mainSpecies();
        code.invokevirtual(Names.MASK, "cast", Names.method(Names.MASK, Names.VECTOR_SPECIES));
        code.invokevirtual(Names.MASK, "and", Names.method(Names.MASK, Names.MASK));
        code.aload(sum(flag));
        code.invokevirtual(Names.MASK, "or", Names.method(Names.MASK, Names.MASK));
        code.astore(sum(flag));
      }
    }
  }

  /** Row by row, as the order of rows is that of the sum: each comes to the first lanes. */
  private void total(Sink.Total total) {
    DType dtype = frame.dtype(total.value());
    frame.loadVector(total.value());
    int moved = frame.store(TypeKind.REFERENCE);
    code.lload(streams.rows).l2i();
    int turns = frame.store(TypeKind.INT);
    Label top = code.newBoundLabel();
    Label done = code.newLabel();
    code.aload(sum(total));
    frame.operator("Associative", ReductionEmitter.operator(total.kind()));
    code.aload(moved);
    frame.vectorMethod(dtype, "lanewise", Names.operator("Binary"), Names.VECTOR);
    code.astore(sum(total));
    code.iinc(turns, -1).iload(turns).ifle(done);
    code.aload(next).aload(moved);
    if (dtype.isFloating()) {
      numbers.bitcast(dtype, frame.bits());
    }
    frame.vectorMethod(frame.bits(), "selectFrom", Names.VECTOR);
    if (dtype.isFloating()) {
      numbers.bitcast(frame.bits(), dtype);
    }
    code.astore(moved);
    code.goto_(top).labelBinding(done);
  }

  private void end(Sink sink) {
    switch (sink) {
      case Sink.Store store -> {
        if (needs.isRow(sink)) {
          frame.argument(Arguments.address(store.stream()));
          int address = frame.store(TypeKind.LONG);
          frame.loadScalar(store.value());
          memory.storeScalar(frame.dtype(store.value()), address);
        }
      }
      case Sink.Total total -> {
        frame.argument(Arguments.address(total.stream()));
        int address = frame.store(TypeKind.LONG);
        DType dtype = frame.dtype(total.value());
        code.aload(sum(total));
        memory.store(dtype, frame.scratch, Rest.NONE);
        code.lload(frame.scratch).lload(address);
        memory.copy(dtype, "out", streams.columns);
      }
      case Sink.Flag flag -> {
        if (needs.isRow(sink)) {
          frame.loadScalar(flag.value());
        } else {
          code.aload(sum(flag));
          code.invokevirtual(Names.MASK, "anyTrue", Names.method(CD_boolean));
        }
        code.ifThen(
            _ -> {
              frame.argument(Arguments.address(flag.stream()));
              int address = frame.store(TypeKind.LONG);
              code.iconst_1();
              memory.storeScalar(DType.INT32, address);
            });
      }
    }
  }
}

package org.ladera.core.backend.cpu.vector;

import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_int;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import org.ladera.core.program.Reduction;
import org.ladera.core.program.Value;
import org.ladera.core.type.DType;

/**
 * Writes one reduction over a row, in the order that the package page of programs gives: as many
 * accumulators as give 256 bytes of lanes, used in turn; folded by halves after each block; the
 * blocks' results combined as scalars. Sums of floating numbers never go through the Vector API's
 * own reduction, whose order is open and changes when the JIT takes over.
 */
final class ReductionEmitter {
  private static final int LANE_BYTES = 256;
  private static final int LANES_IN_BLOCK = 64;

  private final Frame frame;
  private final CodeBuilder code;
  private final int line;
  private final int argument;
  private final Reduction kind;
  private final DType dtype;
  private final int[] accumulators;
  private int total;
  private int compensation;

  ReductionEmitter(Frame frame, int line) {
    Value.Reduce reduce = (Value.Reduce) frame.needs.values.get(line);
    this.frame = frame;
    this.code = frame.code;
    this.line = line;
    this.argument = reduce.argument();
    this.kind = reduce.kind();
    this.dtype = reduce.dtype();
    this.accumulators = new int[LANE_BYTES / dtype.size() / frame.lanes];
  }

  /** How many entries of a row are folded at once. */
  static long block(DType dtype) {
    return (long) LANE_BYTES / dtype.size() * LANES_IN_BLOCK;
  }

  /** Whether the place of entries among the lanes matters. */
  boolean isOrdered() {
    return kind == Reduction.SUM && dtype.isFloating();
  }

  /** What may hold a whole vector of a row of no more columns than lanes: all at once. */
  void single() {
    identity();
    if (isOrdered()) {
      // Not the argument itself: +0 makes +0 of -0.
      int zero = frame.store(TypeKind.REFERENCE);
      code.aload(zero);
      code.aload(zero);
    }
    frame.loadVector(argument);
    frame.mask(dtype);
    frame.vectorMethod(dtype, "blend", Names.VECTOR, Names.MASK);
    if (isOrdered()) {
      frame.vectorMethod(dtype, "add", Names.VECTOR);
      foldVector(frame.store(TypeKind.REFERENCE));
    } else {
      reduceLanes();
    }
    frame.setScalar(line);
  }

  /** Before the first block. */
  void begin() {
    if (isOrdered()) {
      code.dconst_0();
      total = frame.store(TypeKind.DOUBLE);
      code.dconst_0();
      compensation = frame.store(TypeKind.DOUBLE);
    } else {
      number();
      total = frame.store(Names.kind(dtype));
    }
    for (int i = 0; i < accumulators.length; i++) {
      accumulators[i] = frame.take(TypeKind.REFERENCE);
    }
  }

  /** Before each block. */
  void clear() {
    identity();
    code.astore(accumulators[0]);
    for (int i = 1; i < accumulators.length; i++) {
      code.aload(accumulators[0]).astore(accumulators[i]);
    }
  }

  /** Takes a vector in. The accumulators move up by one, so that the next is always the first. */
  void add(Rest rest) {
    code.aload(accumulators[0]);
    frame.operator("Associative", operator());
    if (rest == Rest.SOME) {
      identity();
      frame.loadVector(argument);
      frame.mask(dtype);
      frame.vectorMethod(dtype, "blend", Names.VECTOR, Names.MASK);
    } else {
      frame.loadVector(argument);
    }
    frame.vectorMethod(dtype, "lanewise", Names.operator("Binary"), Names.VECTOR);
    rotate();
  }

  /** What is on the stack becomes the last accumulator, the second the first. */
  private void rotate() {
    for (int i = 1; i < accumulators.length; i++) {
      code.aload(accumulators[i]).astore(accumulators[i - 1]);
    }
    code.astore(accumulators[accumulators.length - 1]);
  }

  /** After each block, of which the vectors are counted in an int slot. */
  void end(int count) {
    if (isOrdered()) {
      restoreOrder(count);
    }
    foldAccumulators();
    int result = frame.store(Names.kind(dtype));
    ClassDesc type = Names.scalar(dtype);
    if (isOrdered() && dtype == DType.FLOAT64) {
      code.dload(compensation).dload(total).dload(result);
      code.invokestatic(
          Names.SCALARS, "compensate", Names.method(CD_double, CD_double, CD_double, CD_double));
      code.dstore(compensation);
      code.dload(total).dload(result).dadd().dstore(total);
    } else if (isOrdered()) {
      code.dload(total).fload(result).f2d().dadd().dstore(total);
    } else {
      code.loadLocal(Names.kind(dtype), total).loadLocal(Names.kind(dtype), result);
      switch (kind) {
        case SUM -> {
          if (dtype == DType.INT32) {
            code.iadd();
          } else {
            code.ladd();
          }
        }
        case MAX, MIN ->
            code.invokestatic(
                ClassDesc.of("java.lang.Math"),
                kind == Reduction.MAX ? "max" : "min",
                Names.method(type, type, type));
      }
      code.storeLocal(Names.kind(dtype), total);
    }
  }

  /** After the last block: the line has its value. */
  void finish() {
    if (!isOrdered()) {
      code.loadLocal(Names.kind(dtype), total);
    } else if (dtype == DType.FLOAT32) {
      code.dload(total).d2f();
    } else {
      code.dload(total).dload(compensation);
      code.invokestatic(
          Names.SCALARS, "compensated", Names.method(CD_double, CD_double, CD_double));
    }
    frame.setScalar(line);
  }

  /** The first accumulator is that of the lanes that would be next. */
  private void restoreOrder(int count) {
    int turns = frame.take(TypeKind.INT);
    code.iload(count).istore(turns);
    Label top = code.newBoundLabel();
    Label done = code.newLabel();
    code.iload(turns).loadConstant(accumulators.length - 1).iand().ifeq(done);
    code.aload(accumulators[0]);
    rotate();
    code.iinc(turns, 1).goto_(top).labelBinding(done);
  }

  private void foldAccumulators() {
    for (int half = accumulators.length / 2; half > 0; half /= 2) {
      for (int i = 0; i < half; i++) {
        code.aload(accumulators[i]);
        frame.operator("Associative", operator());
        code.aload(accumulators[i + half]);
        frame.vectorMethod(dtype, "lanewise", Names.operator("Binary"), Names.VECTOR);
        code.astore(accumulators[i]);
      }
    }
    if (isOrdered()) {
      foldVector(accumulators[0]);
    } else {
      code.aload(accumulators[0]);
      reduceLanes();
    }
  }

  private void reduceLanes() {
    frame.operator("Associative", operator());
    code.invokevirtual(
        Names.vector(dtype),
        "reduceLanes",
        Names.method(Names.scalar(dtype), Names.operator("Associative")));
  }

  private void foldVector(int folded) {
    for (int half = frame.lanes / 2; half > 0; half /= 2) {
      code.aload(folded).aload(folded);
      code.getstatic(Names.SPECIES, Names.species(dtype) + "_BY_" + half, Names.SHUFFLE);
      frame.vectorMethod(dtype, "rearrange", Names.SHUFFLE);
      frame.vectorMethod(dtype, "add", Names.VECTOR);
      code.astore(folded);
    }
    code.aload(folded).iconst_0();
    code.invokevirtual(Names.vector(dtype), "lane", Names.method(Names.scalar(dtype), CD_int));
  }

  private String operator() {
    return operator(kind);
  }

  static String operator(Reduction kind) {
    return switch (kind) {
      case SUM -> "ADD";
      case MAX -> "MAX";
      case MIN -> "MIN";
    };
  }

  private void identity() {
    number();
    frame.broadcast(dtype);
  }

  private void number() {
    number(code, kind, dtype);
  }

  /** The reduction of nothing. */
  static void number(CodeBuilder code, Reduction kind, DType dtype) {
    boolean least = kind == Reduction.MAX;
    boolean zero = kind == Reduction.SUM;
    switch (dtype) {
      case FLOAT32 ->
          code.loadConstant(zero ? 0f : least ? Float.NEGATIVE_INFINITY : Float.POSITIVE_INFINITY);
      case FLOAT64 ->
          code.loadConstant(
              zero ? 0.0 : least ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
      case INT32 -> code.loadConstant(zero ? 0 : least ? Integer.MIN_VALUE : Integer.MAX_VALUE);
      case INT64 -> code.loadConstant(zero ? 0L : least ? Long.MIN_VALUE : Long.MAX_VALUE);
      case BOOL -> throw new IllegalStateException("bools are not reduced");
    }
  }
}

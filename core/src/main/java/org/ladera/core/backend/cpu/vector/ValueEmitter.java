package org.ladera.core.backend.cpu.vector;

import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import org.ladera.core.program.ScalarOp;
import org.ladera.core.program.Value;
import org.ladera.core.type.DType;

/** Writes ops on vectors: one spelling for each. */
final class ValueEmitter {
  private final Frame frame;
  private final CodeBuilder code;

  ValueEmitter(Frame frame) {
    this.frame = frame;
    this.code = frame.code;
  }

  /** Whether an op on vectors can be written. */
  static boolean knows(Value.Apply apply, DType first) {
    return switch (apply.op()) {
      case BITCAST -> first.isFloating() != apply.dtype().isFloating() || first == apply.dtype();
      default -> !apply.op().isStrictFunction();
    };
  }

  /** Computes a line. */
  void apply(int line, Value.Apply apply) {
    int[] arguments = Plan.arguments(apply);
    DType result = apply.dtype();
    DType first = frame.dtype(arguments[0]);
    boolean same =
        switch (apply.op()) {
          case CAST, BITCAST -> first == result;
          case FLOOR, ROUND -> !result.isFloating();
          default -> false;
        };
    if (same) {
      frame.aliasVector(line, arguments[0]);
      return;
    }
    switch (apply.op()) {
      case SELECT -> select(result, arguments);
      case LESS, LESS_EQUAL, EQUAL -> compare(apply.op(), first, arguments);
      case SHIFT_LEFT, SHIFT_RIGHT, SHIFT_RIGHT_UNSIGNED -> shift(apply, arguments);
      case FAR_SIN -> far(arguments[0], "sin");
      case FAR_COS -> far(arguments[0], "cos");
      case SIGN -> sign(result, arguments[0]);
      case ROUND -> round(result, arguments[0]);
      case FLOOR -> floor(result, arguments[0]);
      case CAST -> cast(first, result, arguments[0]);
      default -> {
        for (int argument : arguments) {
          frame.loadVector(argument);
        }
        onStack(apply.op(), first, result);
      }
    }
    frame.setVector(line);
  }

  private void onStack(ScalarOp op, DType first, DType result) {
    switch (op) {
      case ADD -> frame.vectorMethod(result, "add", Names.VECTOR);
      case SUBTRACT -> frame.vectorMethod(result, "sub", Names.VECTOR);
      case MULTIPLY -> frame.vectorMethod(result, "mul", Names.VECTOR);
      case DIVIDE -> frame.vectorMethod(result, "div", Names.VECTOR);
      case MINIMUM -> frame.vectorMethod(result, "min", Names.VECTOR);
      case MAXIMUM -> frame.vectorMethod(result, "max", Names.VECTOR);
      case NEGATE -> frame.vectorMethod(result, "neg");
      case ABS -> frame.vectorMethod(result, "abs");
      case SQRT -> frame.vectorMethod(result, "sqrt");
      case FMA -> frame.vectorMethod(result, "fma", Names.VECTOR, Names.VECTOR);
      case AND -> maskMethod("and");
      case OR -> maskMethod("or");
      case NOT -> code.invokevirtual(Names.MASK, "not", Names.method(Names.MASK));
      case BIT_AND -> frame.vectorMethod(result, "and", Names.VECTOR);
      case BIT_OR -> frame.vectorMethod(result, "or", Names.VECTOR);
      case BIT_XOR -> lanewise(result, "XOR", Names.VECTOR);
      case BITCAST -> bitcast(first, result);
      default -> throw new IllegalStateException("no spelling of " + op + " over vectors");
    }
  }

  private void maskMethod(String name) {
    code.invokevirtual(Names.MASK, name, Names.method(Names.MASK, Names.MASK));
  }

  /** With the arguments on the stack; the operator comes between them. */
  private void lanewise(DType dtype, String operator, ClassDesc second) {
    TypeKind kind = second.equals(Names.VECTOR) ? TypeKind.REFERENCE : TypeKind.from(second);
    int slot = frame.store(kind);
    frame.operator(operator.equals("XOR") ? "Associative" : "Binary", operator);
    code.loadLocal(kind, slot);
    frame.vectorMethod(dtype, "lanewise", Names.operator("Binary"), second);
  }

  private void bitcast(DType from, DType to) {
    String name =
        switch (to) {
          case FLOAT32 -> "reinterpretAsFloats";
          case FLOAT64 -> "reinterpretAsDoubles";
          case INT32 -> "reinterpretAsInts";
          case INT64 -> "reinterpretAsLongs";
          case BOOL -> throw new IllegalStateException("a bool has no bits to look at");
        };
    code.invokevirtual(Names.vector(from), name, Names.method(Names.vector(to)));
  }

  private void select(DType result, int[] arguments) {
    if (result == DType.BOOL) {
      frame.loadVector(arguments[1]);
      frame.loadVector(arguments[0]);
      maskMethod("and");
      frame.loadVector(arguments[2]);
      frame.loadVector(arguments[0]);
      maskMethod("andNot");
      maskMethod("or");
      return;
    }
    frame.loadVector(arguments[2]);
    frame.loadVector(arguments[1]);
    frame.loadVector(arguments[0]);
    toSpeciesOf(result);
    frame.vectorMethod(result, "blend", Names.VECTOR, Names.MASK);
  }

  private void toSpeciesOf(DType dtype) {
    if (dtype != frame.main()) {
      frame.species(dtype);
      code.invokevirtual(Names.MASK, "cast", Names.method(Names.MASK, Names.VECTOR_SPECIES));
    }
  }

  private void fromSpeciesOf(DType dtype) {
    if (dtype != frame.main()) {
      frame.mainSpecies();
      code.invokevirtual(Names.MASK, "cast", Names.method(Names.MASK, Names.VECTOR_SPECIES));
    }
  }

  private void compare(ScalarOp op, DType of, int[] arguments) {
    if (of == DType.BOOL) {
      // False is less than true.
      frame.loadVector(arguments[op == ScalarOp.EQUAL ? 0 : 1]);
      frame.loadVector(arguments[op == ScalarOp.EQUAL ? 1 : 0]);
      switch (op) {
        case LESS -> maskMethod("andNot");
        case EQUAL -> maskMethod("eq");
        default -> {
          code.invokevirtual(Names.MASK, "not", Names.method(Names.MASK));
          maskMethod("or");
        }
      }
      return;
    }
    frame.loadVector(arguments[0]);
    frame.operator(
        "Comparison",
        switch (op) {
          case LESS -> "LT";
          case LESS_EQUAL -> "LE";
          default -> "EQ";
        });
    frame.loadVector(arguments[1]);
    code.invokevirtual(
        Names.vector(of),
        "compare",
        Names.method(Names.MASK, Names.operator("Comparison"), Names.VECTOR));
    fromSpeciesOf(of);
  }

  /** The mask, of the type's own species, of where a vector compares so with a number. */
  private void compareWith(DType dtype, int vector, String operator, double number) {
    code.aload(vector);
    frame.operator("Comparison", operator);
    number(dtype, number);
    code.invokevirtual(
        Names.vector(dtype),
        "compare",
        Names.method(Names.MASK, Names.operator("Comparison"), Names.scalar(dtype)));
  }

  private void number(DType dtype, double number) {
    switch (dtype) {
      case FLOAT32 -> code.loadConstant((float) number);
      case FLOAT64 -> code.loadConstant(number);
      case INT64 -> code.loadConstant((long) number);
      case INT32, BOOL -> code.loadConstant((int) number);
    }
  }

  private void withNumber(DType dtype, String name, double number) {
    number(dtype, number);
    frame.vectorMethod(dtype, name, Names.scalar(dtype));
  }

  private void shift(Value.Apply apply, int[] arguments) {
    String operator =
        switch (apply.op()) {
          case SHIFT_LEFT -> "LSHL";
          case SHIFT_RIGHT -> "ASHR";
          default -> "LSHR";
        };
    frame.loadVector(arguments[0]);
    if (frame.plan.isShiftCount(apply, 1)) {
      frame.loadScalar(arguments[1]);
      lanewise(apply.dtype(), operator, Names.scalar(apply.dtype()));
    } else {
      frame.loadVector(arguments[1]);
      lanewise(apply.dtype(), operator, Names.VECTOR);
    }
  }

  private int slotOf(int line) {
    frame.loadVector(line);
    return frame.store(TypeKind.REFERENCE);
  }

  private void sign(DType dtype, int argument) {
    if (dtype.isInteger()) {
      frame.loadVector(argument);
      withNumber(dtype, "min", 1);
      withNumber(dtype, "max", -1);
      return;
    }
    int x = slotOf(argument);
    code.aload(x);
    number(dtype, 1);
    compareWith(dtype, x, "GT", 0);
    frame.vectorMethod(dtype, "blend", Names.scalar(dtype), Names.MASK);
    number(dtype, -1);
    compareWith(dtype, x, "LT", 0);
    frame.vectorMethod(dtype, "blend", Names.scalar(dtype), Names.MASK);
  }

  /**
   * From the number on where entries are whole anyway, the argument itself. Below, adding that
   * number rounds |x| to a whole one, half to even; then the sign of x.
   */
  private void round(DType dtype, int argument) {
    double whole = dtype == DType.FLOAT32 ? 0x1p23 : 0x1p52;
    DType bits = dtype == DType.FLOAT32 ? DType.INT32 : DType.INT64;
    int x = slotOf(argument);
    code.aload(x);
    frame.vectorMethod(dtype, "abs");
    int size = frame.store(TypeKind.REFERENCE);
    code.aload(x);
    code.aload(size);
    withNumber(dtype, "add", whole);
    withNumber(dtype, "sub", whole);
    bitcast(dtype, bits);
    code.aload(x);
    bitcast(dtype, bits);
    if (bits == DType.INT32) {
      code.loadConstant(Integer.MIN_VALUE);
    } else {
      code.loadConstant(Long.MIN_VALUE);
    }
    frame.vectorMethod(bits, "and", Names.scalar(bits));
    frame.vectorMethod(bits, "or", Names.VECTOR);
    bitcast(bits, dtype);
    compareWith(dtype, size, "LT", whole);
    frame.vectorMethod(dtype, "blend", Names.VECTOR, Names.MASK);
  }

  /** The nearest integer, less 1 where that is above. */
  private void floor(DType dtype, int argument) {
    int x = slotOf(argument);
    round(dtype, argument);
    int nearest = frame.store(TypeKind.REFERENCE);
    code.aload(nearest);
    number(dtype, 1);
    code.aload(nearest);
    frame.operator("Comparison", "GT");
    code.aload(x);
    code.invokevirtual(
        Names.vector(dtype),
        "compare",
        Names.method(Names.MASK, Names.operator("Comparison"), Names.VECTOR));
    frame.vectorMethod(dtype, "sub", Names.scalar(dtype), Names.MASK);
  }

  private void cast(DType from, DType to, int argument) {
    if (from == DType.BOOL) {
      frame.species(to);
      ClassDesc type = Names.vector(to);
      code.invokestatic(type, "zero", Names.method(type, Names.VECTOR_SPECIES));
      number(to, 1);
      frame.loadVector(argument);
      toSpeciesOf(to);
      frame.vectorMethod(to, "blend", Names.scalar(to), Names.MASK);
      return;
    }
    if (to == DType.BOOL) {
      compareWith(from, slotOf(argument), "NE", 0);
      fromSpeciesOf(from);
      return;
    }
    frame.loadVector(argument);
    if (from == DType.INT64 && to == DType.INT32) {
      withNumber(from, "min", Integer.MAX_VALUE);
      withNumber(from, "max", Integer.MIN_VALUE);
    }
    frame.operator("Conversion", Names.letter(from) + "2" + Names.letter(to));
    frame.species(to);
    code.iconst_0();
    code.invokevirtual(
        Names.VECTOR,
        "convertShape",
        Names.method(Names.VECTOR, Names.operator("Conversion"), Names.VECTOR_SPECIES, CD_int));
    code.checkcast(Names.vector(to));
  }

  /** 0, or NaN of NaN, unless some lane is far: then lane by lane in scratch memory. */
  private void far(int argument, String function) {
    int x = slotOf(argument);
    code.aload(x).aload(x);
    frame.vectorMethod(DType.FLOAT32, "sub", Names.VECTOR);
    int result = frame.store(TypeKind.REFERENCE);
    code.aload(x);
    frame.vectorMethod(DType.FLOAT32, "abs");
    int size = frame.store(TypeKind.REFERENCE);
    compareWith(DType.FLOAT32, size, "GT", FarFunctions.NEAR);
    code.invokevirtual(Names.MASK, "anyTrue", Names.method(CD_boolean));
    Label near = code.newLabel();
    code.ifeq(near);
    int address = frame.take(TypeKind.LONG);
    code.lload(frame.scratch).lstore(address);
    StreamEmitter streams = new StreamEmitter(frame);
    code.aload(x);
    streams.store(DType.FLOAT32, address, Rest.NONE);
    code.lload(address).loadConstant(frame.lanes);
    code.invokestatic(Names.FAR, function, Names.method(CD_void, CD_long, CD_int));
    code.lload(address);
    streams.load(DType.FLOAT32, Rest.NONE);
    code.astore(result);
    code.labelBinding(near);
    code.aload(result);
  }
}

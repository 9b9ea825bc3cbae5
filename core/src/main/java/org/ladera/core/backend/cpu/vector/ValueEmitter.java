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
  private final NumberEmitter numbers;

  ValueEmitter(Frame frame) {
    this.frame = frame;
    this.code = frame.code;
    this.numbers = new NumberEmitter(frame);
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
    int[] arguments = Needs.arguments(apply);
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
      case SIGN -> numbers.sign(result, arguments[0]);
      case ROUND -> numbers.round(result, arguments[0]);
      case FLOOR -> numbers.floor(result, arguments[0]);
      case CAST -> numbers.cast(first, result, arguments[0]);
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
      case BITCAST -> numbers.bitcast(first, result);
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
    numbers.toSpeciesOf(result);
    frame.vectorMethod(result, "blend", Names.VECTOR, Names.MASK);
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
    numbers.fromSpeciesOf(of);
  }

  private void shift(Value.Apply apply, int[] arguments) {
    String operator =
        switch (apply.op()) {
          case SHIFT_LEFT -> "LSHL";
          case SHIFT_RIGHT -> "ASHR";
          default -> "LSHR";
        };
    frame.loadVector(arguments[0]);
    if (frame.needs.isShiftCount(apply, 1)) {
      frame.loadScalar(arguments[1]);
      lanewise(apply.dtype(), operator, Names.scalar(apply.dtype()));
    } else {
      frame.loadVector(arguments[1]);
      lanewise(apply.dtype(), operator, Names.VECTOR);
    }
  }

  /** 0, or NaN of NaN, unless some lane is far: then lane by lane in scratch memory. */
  private void far(int argument, String function) {
    int x = numbers.slotOf(argument);
    code.aload(x).aload(x);
    frame.vectorMethod(DType.FLOAT32, "sub", Names.VECTOR);
    int result = frame.store(TypeKind.REFERENCE);
    code.aload(x);
    frame.vectorMethod(DType.FLOAT32, "abs");
    int size = frame.store(TypeKind.REFERENCE);
    numbers.compareWith(DType.FLOAT32, size, "GT", FarFunctions.NEAR);
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

package org.ladera.core.backend.cpu.vector;

import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.constant.ClassDesc;
import java.util.Locale;
import org.ladera.core.program.ScalarOp;
import org.ladera.core.program.Value;
import org.ladera.core.type.DType;

/**
 * Writes lines that are one for a call or one for a row, as ordinary Java: plain arithmetic and
 * intrinsics, so that even in a huge method no call remains.
 */
final class ScalarEmitter {
  private static final ClassDesc MATH = ClassDesc.of("java.lang.Math");
  private static final ClassDesc STRICT_MATH = ClassDesc.of("java.lang.StrictMath");

  private static final ClassDesc FUNCTIONS = ClassDesc.of("org.ladera.core.function.Functions");
  private static final ClassDesc ERROR_FUNCTION =
      ClassDesc.of("org.ladera.core.function.ErrorFunction");

  private final Frame frame;
  private final CodeBuilder code;

  ScalarEmitter(Frame frame) {
    this.frame = frame;
    this.code = frame.code;
  }

  void constant(Value.Const constant) {
    long bits = constant.bits();
    switch (constant.dtype()) {
      case FLOAT32 -> code.loadConstant(Float.intBitsToFloat((int) bits));
      case FLOAT64 -> code.loadConstant(Double.longBitsToDouble(bits));
      case INT32, BOOL -> code.loadConstant((int) bits);
      case INT64 -> code.loadConstant(bits);
    }
  }

  /** Leaves the result on the stack. */
  void apply(Value.Apply apply) {
    int[] arguments = Needs.arguments(apply);
    DType result = apply.dtype();
    DType first = frame.dtype(arguments[0]);
    TypeKind kind = Names.kind(result);
    switch (apply.op()) {
      case SELECT -> select(arguments);
      case SHIFT_LEFT, SHIFT_RIGHT, SHIFT_RIGHT_UNSIGNED -> shift(apply.op(), arguments, kind);
      default -> {
        for (int argument : arguments) {
          frame.loadScalar(argument);
        }
        onStack(apply.op(), result, first, kind);
      }
    }
  }

  private void onStack(ScalarOp op, DType result, DType first, TypeKind kind) {
    ClassDesc type = Names.scalar(result);
    switch (op) {
      case ADD -> code.with(ofKind(kind, Opcode.FADD, Opcode.DADD, Opcode.IADD, Opcode.LADD));
      case SUBTRACT -> code.with(ofKind(kind, Opcode.FSUB, Opcode.DSUB, Opcode.ISUB, Opcode.LSUB));
      case MULTIPLY -> code.with(ofKind(kind, Opcode.FMUL, Opcode.DMUL, Opcode.IMUL, Opcode.LMUL));
      case DIVIDE -> code.with(ofKind(kind, Opcode.FDIV, Opcode.DDIV, Opcode.IDIV, Opcode.LDIV));
      case NEGATE -> code.with(ofKind(kind, Opcode.FNEG, Opcode.DNEG, Opcode.INEG, Opcode.LNEG));
      case MINIMUM -> code.invokestatic(MATH, "min", Names.method(type, type, type));
      case MAXIMUM -> code.invokestatic(MATH, "max", Names.method(type, type, type));
      case ABS -> code.invokestatic(MATH, "abs", Names.method(type, type));
      case FMA -> code.invokestatic(MATH, "fma", Names.method(type, type, type, type));
      case SQRT, SIGN -> scalars(op.name().toLowerCase(Locale.ROOT), type);
      case FLOOR, ROUND -> {
        if (result.isFloating()) {
          scalars(op.name().toLowerCase(Locale.ROOT), type);
        }
      }
      case LESS -> compare(first, Opcode.IFLT, Opcode.IF_ICMPLT);
      case LESS_EQUAL -> compare(first, Opcode.IFLE, Opcode.IF_ICMPLE);
      case EQUAL -> compare(first, Opcode.IFEQ, Opcode.IF_ICMPEQ);
      case AND -> code.iand();
      case OR -> code.ior();
      case NOT -> code.iconst_1().ixor();
      case CAST -> cast(first, result);
      case BITCAST -> bitcast(first, result);
      case BIT_AND -> bits(kind, Opcode.IAND, Opcode.LAND);
      case BIT_OR -> bits(kind, Opcode.IOR, Opcode.LOR);
      case BIT_XOR -> bits(kind, Opcode.IXOR, Opcode.LXOR);
      case EXP, EXPM1, LOG, LOG1P, SIN, COS, TANH ->
          code.invokestatic(
              STRICT_MATH, op.name().toLowerCase(Locale.ROOT), Names.method(CD_double, CD_double));
      case SIGMOID -> code.invokestatic(FUNCTIONS, "sigmoid", Names.method(CD_double, CD_double));
      case POWER ->
          code.invokestatic(FUNCTIONS, "pow", Names.method(CD_double, CD_double, CD_double));
      case ERF -> code.invokestatic(ERROR_FUNCTION, "of", Names.method(CD_double, CD_double));
      case FAR_SIN -> scalars("farSin", type);
      case FAR_COS -> scalars("farCos", type);
      case SELECT, SHIFT_LEFT, SHIFT_RIGHT, SHIFT_RIGHT_UNSIGNED ->
          throw new IllegalStateException("no scalar spelling of " + op);
    }
  }

  private void scalars(String name, ClassDesc type) {
    code.invokestatic(Names.SCALARS, name, Names.method(type, type));
  }

  private static OperatorInstruction ofKind(
      TypeKind kind, Opcode ofFloat, Opcode ofDouble, Opcode ofInt, Opcode ofLong) {
    return OperatorInstruction.of(
        switch (kind) {
          case FLOAT -> ofFloat;
          case DOUBLE -> ofDouble;
          case LONG -> ofLong;
          default -> ofInt;
        });
  }

  private void bits(TypeKind kind, Opcode ofInt, Opcode ofLong) {
    code.with(OperatorInstruction.of(kind == TypeKind.LONG ? ofLong : ofInt));
  }

  private void shift(ScalarOp op, int[] arguments, TypeKind kind) {
    frame.loadScalar(arguments[0]);
    frame.loadScalar(arguments[1]);
    if (frame.dtype(arguments[1]) == DType.INT64) {
      code.l2i();
    }
    switch (op) {
      case SHIFT_LEFT -> bits(kind, Opcode.ISHL, Opcode.LSHL);
      case SHIFT_RIGHT -> bits(kind, Opcode.ISHR, Opcode.LSHR);
      default -> bits(kind, Opcode.IUSHR, Opcode.LUSHR);
    }
  }

  private void select(int[] arguments) {
    frame.loadScalar(arguments[0]);
    code.ifThenElse(_ -> frame.loadScalar(arguments[1]), _ -> frame.loadScalar(arguments[2]));
  }

  /** From the numbers on the stack to 1 if they compare so, else 0. */
  private void compare(DType of, Opcode onSign, Opcode onInts) {
    Label yes = code.newLabel();
    Label end = code.newLabel();
    switch (of) {
      // With NaN the sign is positive, which is neither less nor equal.
      case FLOAT32 -> code.fcmpg();
      case FLOAT64 -> code.dcmpg();
      case INT64 -> code.lcmp();
      case INT32, BOOL -> {}
    }
    code.with(BranchInstruction.of(of == DType.INT32 || of == DType.BOOL ? onInts : onSign, yes));
    code.iconst_0().goto_(end).labelBinding(yes).iconst_1().labelBinding(end);
  }

  private void cast(DType from, DType to) {
    if (from == to || (from == DType.BOOL && to == DType.INT32)) {
      return;
    }
    if (to == DType.BOOL) {
      switch (from) {
        case FLOAT32 -> code.fconst_0();
        case FLOAT64 -> code.dconst_0();
        case INT64 -> code.lconst_0();
        case INT32, BOOL -> code.iconst_0();
      }
      compare(from, Opcode.IFEQ, Opcode.IF_ICMPEQ);
      code.iconst_1().ixor();
      return;
    }
    if (from == DType.INT64 && to == DType.INT32) {
      code.invokestatic(Names.SCALARS, "saturate", Names.method(CD_int, CD_long));
      return;
    }
    code.conversion(Names.kind(from), Names.kind(to));
  }

  private void bitcast(DType from, DType to) {
    if (from == to) {
      return;
    }
    String holder = from.size() == 4 ? "java.lang.Float" : "java.lang.Double";
    String name =
        from.size() == 4
            ? to == DType.INT32 ? "floatToRawIntBits" : "intBitsToFloat"
            : to == DType.INT64 ? "doubleToRawLongBits" : "longBitsToDouble";
    code.invokestatic(
        ClassDesc.of(holder), name, Names.method(Names.scalar(to), Names.scalar(from)));
  }
}

package org.ladera.core.backend.cpu.vector;

import static java.lang.constant.ConstantDescs.CD_int;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import org.ladera.core.type.DType;

/** Writes changes of type, and ops that take several calls of the Vector API. */
final class NumberEmitter {
  private final Frame frame;
  private final CodeBuilder code;

  NumberEmitter(Frame frame) {
    this.frame = frame;
    this.code = frame.code;
  }

  void sign(DType dtype, int argument) {
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
  void round(DType dtype, int argument) {
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
  void floor(DType dtype, int argument) {
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

  void cast(DType from, DType to, int argument) {
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

  void bitcast(DType from, DType to) {
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

  void toSpeciesOf(DType dtype) {
    if (dtype != frame.main()) {
      frame.species(dtype);
      code.invokevirtual(Names.MASK, "cast", Names.method(Names.MASK, Names.VECTOR_SPECIES));
    }
  }

  void fromSpeciesOf(DType dtype) {
    if (dtype != frame.main()) {
      frame.mainSpecies();
      code.invokevirtual(Names.MASK, "cast", Names.method(Names.MASK, Names.VECTOR_SPECIES));
    }
  }

  /** The mask, of the type's own species, of where a vector compares so with a number. */
  void compareWith(DType dtype, int vector, String operator, double number) {
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

  /** The slot of a line's vector. */
  int slotOf(int line) {
    frame.loadVector(line);
    return frame.store(TypeKind.REFERENCE);
  }
}

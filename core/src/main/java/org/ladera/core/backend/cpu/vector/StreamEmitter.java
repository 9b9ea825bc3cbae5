package org.ladera.core.backend.cpu.vector;

import static java.lang.constant.ConstantDescs.CD_byte;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import org.ladera.core.type.DType;

/** Writes loads and stores. The address is on the stack whenever one is needed. */
final class StreamEmitter {
  private final Frame frame;
  private final CodeBuilder code;

  StreamEmitter(Frame frame) {
    this.frame = frame;
    this.code = frame.code;
  }

  /** The type of one entry in memory. */
  private static ClassDesc memoryScalar(DType dtype) {
    return dtype == DType.BOOL ? CD_byte : Names.scalar(dtype);
  }

  /** From an address to the one entry there. */
  void loadScalar(DType dtype) {
    int address = frame.store(TypeKind.LONG);
    frame.all();
    code.getstatic(Names.EVERYTHING, Names.layout(dtype), Names.layoutType(dtype));
    code.lload(address);
    ClassDesc type = memoryScalar(dtype);
    code.invokeinterface(
        Names.SEGMENT, "get", Names.method(type, Names.layoutType(dtype), CD_long));
    if (dtype == DType.BOOL) {
      code.ifThenElse(CodeBuilder::iconst_1, CodeBuilder::iconst_0);
    }
  }

  /** Stores a scalar, which is on the stack, at an address, which is in a slot. */
  void storeScalar(DType dtype, int address) {
    int value = frame.store(Names.kind(dtype));
    frame.all();
    code.getstatic(Names.EVERYTHING, Names.layout(dtype), Names.layoutType(dtype));
    code.lload(address);
    code.loadLocal(Names.kind(dtype), value);
    ClassDesc type = memoryScalar(dtype);
    code.invokeinterface(
        Names.SEGMENT, "set", Names.method(CD_void, Names.layoutType(dtype), CD_long, type));
  }

  /** From an address to the vector there; no more of it is read than there is of the row. */
  void load(DType dtype, Rest rest) {
    if (rest == Rest.NONE) {
      loadWhole(dtype);
    } else if (frame.masked) {
      loadMasked(dtype);
    } else {
      code.lload(frame.scratch);
      copy(dtype, "in", frame.restCount);
      code.lload(frame.scratch);
      loadWhole(dtype);
    }
    if (dtype == DType.BOOL) {
      code.getstatic(Names.OPERATORS, "NE", Names.operator("Comparison"));
      code.iconst_0();
      code.invokevirtual(
          Names.BYTE_VECTOR,
          "compare",
          Names.method(Names.MASK, Names.operator("Comparison"), CD_byte));
      frame.mainSpecies();
      code.invokevirtual(Names.MASK, "cast", Names.method(Names.MASK, Names.VECTOR_SPECIES));
    }
  }

  /** Stores a vector, which is on the stack, at an address, which is in a slot. */
  void store(DType dtype, int address, Rest rest) {
    if (dtype == DType.BOOL) {
      int truths = frame.store(TypeKind.REFERENCE);
      frame.species(dtype);
      code.invokestatic(
          Names.BYTE_VECTOR, "zero", Names.method(Names.BYTE_VECTOR, Names.VECTOR_SPECIES));
      code.iconst_1();
      code.aload(truths);
      frame.species(dtype);
      code.invokevirtual(Names.MASK, "cast", Names.method(Names.MASK, Names.VECTOR_SPECIES));
      code.invokevirtual(
          Names.BYTE_VECTOR, "blend", Names.method(Names.BYTE_VECTOR, CD_byte, Names.MASK));
    }
    ClassDesc type = memoryVector(dtype);
    frame.all();
    if (rest == Rest.SOME && !frame.masked) {
      code.lload(frame.scratch);
      frame.order();
      intoMemory(type, false);
      code.lload(frame.scratch).lload(address);
      copy(dtype, "out", frame.restCount);
      return;
    }
    code.lload(address);
    frame.order();
    if (rest == Rest.SOME) {
      frame.mask(dtype);
    }
    intoMemory(type, rest == Rest.SOME);
  }

  private void intoMemory(ClassDesc type, boolean masked) {
    code.invokevirtual(
        type,
        "intoMemorySegment",
        masked
            ? Names.method(CD_void, Names.SEGMENT, CD_long, Names.BYTE_ORDER, Names.MASK)
            : Names.method(CD_void, Names.SEGMENT, CD_long, Names.BYTE_ORDER));
  }

  private void loadWhole(DType dtype) {
    fromMemory(dtype, false);
  }

  /**
   * Lanes that are off get the first entry of those that are on: whatever becomes of them is as
   * harmless, and as fast, as what becomes of that entry.
   */
  private void loadMasked(DType dtype) {
    fromMemory(dtype, true);
    ClassDesc type = memoryVector(dtype);
    ClassDesc scalar = memoryScalar(dtype);
    int loaded = frame.store(TypeKind.REFERENCE);
    frame.species(dtype);
    code.aload(loaded).iconst_0();
    code.invokevirtual(type, "lane", Names.method(scalar, CD_int));
    code.invokestatic(type, "broadcast", Names.method(type, Names.VECTOR_SPECIES, scalar));
    code.aload(loaded);
    frame.mask(dtype);
    code.invokevirtual(type, "blend", Names.method(type, Names.VECTOR, Names.MASK));
  }

  private void fromMemory(DType dtype, boolean masked) {
    int address = frame.store(TypeKind.LONG);
    frame.species(dtype);
    frame.all();
    code.lload(address);
    frame.order();
    ClassDesc type = memoryVector(dtype);
    if (masked) {
      frame.mask(dtype);
      code.invokestatic(
          type,
          "fromMemorySegment",
          Names.method(
              type, Names.VECTOR_SPECIES, Names.SEGMENT, CD_long, Names.BYTE_ORDER, Names.MASK));
    } else {
      code.invokestatic(
          type,
          "fromMemorySegment",
          Names.method(type, Names.VECTOR_SPECIES, Names.SEGMENT, CD_long, Names.BYTE_ORDER));
    }
  }

  /** Copies as many entries as a slot says from one address on the stack to the other. */
  void copy(DType dtype, String name, int count) {
    code.lload(count);
    if (frame.machine.masks() && dtype != DType.BOOL) {
      frame.counted.call(
          Names.RESTS, name + dtype.size(), Names.method(CD_void, CD_long, CD_long, CD_long));
    } else {
      code.loadConstant(dtype.size());
      code.invokestatic(
          Names.RESTS, name, Names.method(CD_void, CD_long, CD_long, CD_long, CD_int));
    }
  }

  private static ClassDesc memoryVector(DType dtype) {
    return dtype == DType.BOOL ? Names.BYTE_VECTOR : Names.vector(dtype);
  }
}

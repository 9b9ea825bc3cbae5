package org.ladera.core.backend.cpu.vector;

import static java.lang.constant.ConstantDescs.CD_boolean;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.ladera.core.type.DType;

/** The local variables of a method that is being written. */
final class Frame {
  final CodeBuilder code;
  final Needs needs;
  final Machine machine;
  final CountedCalls counted;

  /** Whether lanes are of 8 bytes. */
  final boolean wide;

  /** How many entries a vector has, of every type. */
  final int lanes;

  /** The parameters: the arguments and the address of scratch memory. */
  final int arguments = 0;

  final int scratch = 1;

  /** Whether the rest of a row is loaded and stored under a mask, not by way of a copy. */
  boolean masked;

  /** How many columns the rest of a row has. */
  int restCount;

  private final int[] scalars;
  private final int[] vectors;
  private final Map<DType, Integer> masks = new EnumMap<>(DType.class);
  private int next;

  /** With slots from one on, behind the parameters. */
  Frame(CodeBuilder code, Needs needs, Machine machine, int next) {
    this.next = next;
    this.code = code;
    this.needs = needs;
    this.machine = machine;
    this.wide = needs.isWide();
    this.lanes = machine.lanes(wide ? Long.BYTES : Integer.BYTES);
    this.scalars = new int[needs.values.size()];
    this.vectors = new int[needs.values.size()];
    Arrays.fill(scalars, -1);
    Arrays.fill(vectors, -1);
    this.counted = new CountedCalls(this);
  }

  /** The type that masks are of. */
  DType main() {
    return wide ? DType.FLOAT64 : DType.FLOAT32;
  }

  /** The type of entries of which only the bits count. */
  DType bits() {
    return wide ? DType.INT64 : DType.INT32;
  }

  int take(TypeKind kind) {
    int slot = next;
    next += kind.slotSize();
    return slot;
  }

  /** Takes a slot for what is on the stack, and puts it there. */
  int store(TypeKind kind) {
    int slot = take(kind);
    code.storeLocal(kind, slot);
    return slot;
  }

  /** Where the next slot will be; see {@link #release}. */
  int mark() {
    return next;
  }

  /** Gives up the slots taken since, and forgets the vectors. */
  void release(int mark) {
    next = mark;
    Arrays.fill(vectors, -1);
  }

  DType dtype(int line) {
    return needs.values.get(line).dtype();
  }

  /** The stack's top is the scalar of a line. */
  void setScalar(int line) {
    scalars[line] = store(Names.kind(dtype(line)));
  }

  void loadScalar(int line) {
    code.loadLocal(Names.kind(dtype(line)), defined(scalars, line));
  }

  /** The stack's top is the vector of a line. */
  void setVector(int line) {
    vectors[line] = store(TypeKind.REFERENCE);
  }

  /** A line is the same as another. */
  void aliasVector(int line, int same) {
    vectors[line] = defined(vectors, same);
  }

  boolean hasVector(int line) {
    return vectors[line] >= 0;
  }

  /**
   * Of a line that is a scalar, its vector is made where it is first needed: one that lived across
   * a loop would be an array on the heap, in some compilations. The JIT moves it out of the loop.
   */
  void loadVector(int line) {
    if (vectors[line] < 0 && needs.rank(line) != Needs.Rank.POINT) {
      loadScalar(line);
      broadcast(dtype(line));
      setVector(line);
    }
    code.aload(defined(vectors, line));
  }

  private int defined(int[] slots, int line) {
    if (slots[line] < 0) {
      throw new IllegalStateException("line " + line + " is used before it is there");
    }
    return slots[line];
  }

  void species(DType dtype) {
    code.getstatic(Names.SPECIES, Names.species(dtype), Names.VECTOR_SPECIES);
  }

  void mainSpecies() {
    species(main());
  }

  void all() {
    code.getstatic(Names.EVERYTHING, "ALL", Names.SEGMENT);
  }

  void order() {
    code.getstatic(Names.EVERYTHING, "ORDER", Names.BYTE_ORDER);
  }

  void operator(String kind, String name) {
    code.getstatic(Names.OPERATORS, name, Names.operator(kind));
  }

  /** Calls a method of an object that gives a vector of a type. */
  void vectorMethod(DType dtype, String name, ClassDesc... parameters) {
    ClassDesc type = Names.vector(dtype);
    code.invokevirtual(type, name, Names.method(type, parameters));
  }

  /** Masks the rest of a row, for loads and stores of a type. The stack's top is that of MAIN. */
  void setMask(DType dtype) {
    masks.put(dtype, store(TypeKind.REFERENCE));
  }

  void mask(DType dtype) {
    Integer slot = masks.get(dtype);
    if (slot == null) {
      throw new IllegalStateException("no mask for " + dtype);
    }
    code.aload(slot);
  }

  /** The vector with one scalar, which is on the stack, in every lane. */
  void broadcast(DType dtype) {
    if (dtype == DType.BOOL) {
      int bool = store(TypeKind.INT);
      mainSpecies();
      code.iload(bool);
      code.invokeinterface(Names.VECTOR_SPECIES, "maskAll", Names.method(Names.MASK, CD_boolean));
      return;
    }
    int scalar = store(Names.kind(dtype));
    species(dtype);
    code.loadLocal(Names.kind(dtype), scalar);
    ClassDesc type = Names.vector(dtype);
    code.invokestatic(
        type, "broadcast", Names.method(type, Names.VECTOR_SPECIES, Names.scalar(dtype)));
  }

  /** One of the arguments of the kernel. */
  void argument(int position) {
    code.aload(arguments).loadConstant(position).laload();
  }

  /** Multiplies the long on the stack by the size of a type. */
  void scale(DType dtype) {
    int shift = Integer.numberOfTrailingZeros(dtype.size());
    if (shift > 0) {
      code.loadConstant(shift).lshl();
    }
  }
}

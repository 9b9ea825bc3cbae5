package org.ladera.core.backend.cpu.vector;

import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_float;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import org.ladera.core.type.DType;

/** What generated code calls things. */
final class Names {
  private static final String API = "jdk.incubator.vector.";

  static final ClassDesc VECTOR = ClassDesc.of(API + "Vector");
  static final ClassDesc MASK = ClassDesc.of(API + "VectorMask");
  static final ClassDesc SHUFFLE = ClassDesc.of(API + "VectorShuffle");
  static final ClassDesc VECTOR_SPECIES = ClassDesc.of(API + "VectorSpecies");
  static final ClassDesc OPERATORS = ClassDesc.of(API + "VectorOperators");
  static final ClassDesc BYTE_VECTOR = ClassDesc.of(API + "ByteVector");
  static final ClassDesc SEGMENT = ClassDesc.of("java.lang.foreign.MemorySegment");
  static final ClassDesc BYTE_ORDER = ClassDesc.of("java.nio.ByteOrder");
  static final ClassDesc EVERYTHING = here(Everything.class);
  static final ClassDesc SPECIES = here(Species.class);
  static final ClassDesc SCALARS = here(Scalars.class);
  static final ClassDesc RESTS = here(Rests.class);
  static final ClassDesc PACKING = here(Packing.class);
  static final ClassDesc PACKED_ROWS = here(PackedRows.class);
  static final ClassDesc FAR = here(FarFunctions.class);
  static final ClassDesc KERNEL = here(VectorKernel.class);
  static final ClassDesc GENERATED = ClassDesc.of("org.ladera.core.backend.cpu.vector.Generated");

  private Names() {}

  private static ClassDesc here(Class<?> type) {
    return ClassDesc.ofDescriptor(type.descriptorString());
  }

  /** A class nested in VectorOperators, such as Binary. */
  static ClassDesc operator(String kind) {
    return ClassDesc.of(API + "VectorOperators$" + kind);
  }

  /** The class of vectors; masks for bool. */
  static ClassDesc vector(DType dtype) {
    return switch (dtype) {
      case FLOAT32 -> ClassDesc.of(API + "FloatVector");
      case FLOAT64 -> ClassDesc.of(API + "DoubleVector");
      case INT32 -> ClassDesc.of(API + "IntVector");
      case INT64 -> ClassDesc.of(API + "LongVector");
      case BOOL -> MASK;
    };
  }

  /** The type of one entry; bool is an int, 0 or 1. */
  static ClassDesc scalar(DType dtype) {
    return switch (dtype) {
      case FLOAT32 -> CD_float;
      case FLOAT64 -> CD_double;
      case INT32, BOOL -> CD_int;
      case INT64 -> CD_long;
    };
  }

  static TypeKind kind(DType dtype) {
    return switch (dtype) {
      case FLOAT32 -> TypeKind.FLOAT;
      case FLOAT64 -> TypeKind.DOUBLE;
      case INT32, BOOL -> TypeKind.INT;
      case INT64 -> TypeKind.LONG;
    };
  }

  /** The letter in the names of conversions. */
  static String letter(DType dtype) {
    return switch (dtype) {
      case FLOAT32 -> "F";
      case FLOAT64 -> "D";
      case INT32 -> "I";
      case INT64 -> "L";
      case BOOL -> throw new IllegalStateException("bool is not converted by a name");
    };
  }

  /** The field of {@link Everything} with the layout of one entry. */
  static String layout(DType dtype) {
    return switch (dtype) {
      case FLOAT32 -> "FLOAT";
      case FLOAT64 -> "DOUBLE";
      case INT32 -> "INT";
      case INT64 -> "LONG";
      case BOOL -> "BYTE";
    };
  }

  static ClassDesc layoutType(DType dtype) {
    String name =
        switch (dtype) {
          case FLOAT32 -> "OfFloat";
          case FLOAT64 -> "OfDouble";
          case INT32 -> "OfInt";
          case INT64 -> "OfLong";
          case BOOL -> "OfByte";
        };
    return ClassDesc.of("java.lang.foreign.ValueLayout$" + name);
  }

  /** The field of {@link Species} for entries of a type. */
  static String species(DType dtype) {
    return layout(dtype);
  }

  static MethodTypeDesc method(ClassDesc result, ClassDesc... parameters) {
    return MethodTypeDesc.of(result, parameters);
  }
}

package org.ladera.core.program.interpret;

import java.util.ArrayList;
import java.util.List;
import org.ladera.core.type.DType;

/** Values at which ops go wrong. */
final class SpecialValues {
  private static final List<Double> REALS =
      List.of(
          Double.NaN,
          0.0,
          -0.0,
          Double.POSITIVE_INFINITY,
          Double.NEGATIVE_INFINITY,
          0.5,
          -0.5,
          1.0,
          -1.0,
          1.5,
          2.5,
          -2.5,
          3.75,
          -100.0,
          131072.0,
          -131072.015625,
          5e5,
          2147483647.0,
          -2147483648.0,
          3e9,
          -1e19,
          1e19);

  private SpecialValues() {}

  static List<Object> of(DType dtype) {
    List<Object> values = new ArrayList<>();
    switch (dtype) {
      case FLOAT32 -> {
        REALS.forEach(value -> values.add(value.floatValue()));
        values.addAll(List.of(Float.MIN_VALUE, -Float.MIN_VALUE, Float.MIN_NORMAL));
        values.addAll(List.of(Float.MAX_VALUE, -Float.MAX_VALUE, 0x1.fffffep-2f, 16777217f));
      }
      case FLOAT64 -> {
        values.addAll(REALS);
        values.addAll(List.of(Double.MIN_VALUE, -Double.MIN_VALUE, Double.MIN_NORMAL));
        values.addAll(List.of(Double.MAX_VALUE, -Double.MAX_VALUE, 0x1.fffffffffffffp-2, 1e-46));
      }
      case INT32 ->
          values.addAll(
              List.of(
                  0,
                  1,
                  -1,
                  2,
                  -7,
                  31,
                  32,
                  33,
                  63,
                  64,
                  16777217,
                  Integer.MAX_VALUE,
                  Integer.MIN_VALUE,
                  0x7f800000,
                  0x7fc00000,
                  0x80000001));
      case INT64 ->
          values.addAll(
              List.of(
                  0L,
                  1L,
                  -1L,
                  2L,
                  -7L,
                  31L,
                  32L,
                  63L,
                  64L,
                  65L,
                  16777217L,
                  (1L << 53) + 1,
                  (1L << 40) + (1L << 16) + 1,
                  1L << 31,
                  -(1L << 31) - 1,
                  Long.MAX_VALUE,
                  Long.MIN_VALUE,
                  0x7ff0000000000000L));
      case BOOL -> values.addAll(List.of(true, false));
    }
    return values;
  }
}

package org.ladera.core.program.interpret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ladera.core.program.Body;
import org.ladera.core.program.BodyBuilder;
import org.ladera.core.program.Reduction;
import org.ladera.core.program.ScalarOp;
import org.ladera.core.program.Sink;
import org.ladera.core.program.kernel.Movement;
import org.ladera.core.type.DType;

class InterpretedOpsTest {
  private static final Interpreter INTERPRETER = new Interpreter();

  /** The op of loads, stored: streams are the arguments, then the result. */
  private static Body body(ScalarOp op, DType result, List<DType> types) {
    BodyBuilder builder = new BodyBuilder();
    int[] loads = new int[types.size()];
    for (int i = 0; i < loads.length; i++) {
      loads[i] = builder.load(types.get(i), i);
    }
    builder.sink(new Sink.Store(loads.length, builder.apply(op, result, loads)));
    return builder.body();
  }

  private static List<List<DType>> typesOf(int arity) {
    List<List<DType>> all = List.of(List.of());
    for (int i = 0; i < arity; i++) {
      List<List<DType>> longer = new ArrayList<>();
      for (List<DType> types : all) {
        for (DType dtype : DType.values()) {
          List<DType> more = new ArrayList<>(types);
          more.add(dtype);
          longer.add(more);
        }
      }
      all = longer;
    }
    return all;
  }

  private static boolean isSensible(ScalarOp op, DType result, List<DType> types) {
    Object[] values = types.stream().map(t -> SpecialValues.of(t).getFirst()).toArray();
    return PlainOps.apply(op, result, values) != null;
  }

  private static Object zero(DType dtype) {
    Object zero = PlainOps.apply(ScalarOp.CAST, dtype, false);
    assertNotNull(zero);
    return zero;
  }

  /** All combinations of special values, one list for each argument. */
  private static List<List<Object>> combinations(List<DType> types) {
    List<List<Object>> columns = new ArrayList<>();
    int combinations = 1;
    for (DType dtype : types) {
      combinations *= SpecialValues.of(dtype).size();
    }
    int repeats = 1;
    for (DType dtype : types) {
      List<Object> special = SpecialValues.of(dtype);
      List<Object> column = new ArrayList<>();
      for (int i = 0; i < combinations; i++) {
        column.add(special.get(i / repeats % special.size()));
      }
      repeats *= special.size();
      columns.add(column);
    }
    return columns;
  }

  private static void check(
      ScalarOp op, DType result, List<List<Object>> arguments, List<Object> results, String how) {
    for (int i = 0; i < results.size(); i++) {
      int place = i;
      Object[] values = arguments.stream().map(column -> column.get(place)).toArray();
      assertEquals(
          PlainOps.apply(op, result, values),
          results.get(i),
          () -> op + " of " + List.of(values) + ", " + how);
    }
  }

  @ParameterizedTest
  @EnumSource
  void isPlainJavaOfAllSpecialValuesInAllTypes(ScalarOp op) {
    int kinds = 0;
    for (DType result : DType.values()) {
      for (List<DType> types : typesOf(op.arity())) {
        if (isSensible(op, result, types)) {
          kinds++;
          asArrays(op, result, types);
          asSinglePoints(op, result, types);
          withNumbers(op, result, types, Movement.SCALAR);
          withNumbers(op, result, types, Movement.ROW);
        } else {
          refuses(op, result, types);
        }
      }
    }
    assertTrue(kinds > 0);
  }

  private static void asArrays(ScalarOp op, DType result, List<DType> types) {
    List<List<Object>> arguments = combinations(types);
    int count = arguments.getFirst().size();
    try (KernelRun run = new KernelRun()) {
      for (int i = 0; i < types.size(); i++) {
        run.stream(types.get(i), Movement.UNIT, 0, 1, arguments.get(i));
      }
      int to = run.stream(result, Movement.UNIT, 0, 1, Collections.nCopies(count, zero(result)));
      run.run(INTERPRETER.compile(run.form(body(op, result, types))), 1, count);
      check(op, result, arguments, run.entries(to), "as arrays");
    }
  }

  private static void asSinglePoints(ScalarOp op, DType result, List<DType> types) {
    List<List<Object>> arguments = combinations(types);
    for (int point = 0; point < arguments.getFirst().size(); point += 1 + point / 100) {
      int place = point;
      List<List<Object>> one =
          arguments.stream().map(column -> List.of(column.get(place))).toList();
      try (KernelRun run = new KernelRun()) {
        for (int i = 0; i < types.size(); i++) {
          run.stream(types.get(i), Movement.SCALAR, 0, 0, one.get(i));
        }
        int to = run.stream(result, Movement.SCALAR, 0, 0, List.of(zero(result)));
        run.run(INTERPRETER.compile(run.form(body(op, result, types))), 1, 1);
        check(op, result, one, run.entries(to), "as a point");
      }
    }
  }

  /** About a thousand, in steps that meet all values. */
  private static List<List<Object>> someOf(List<List<Object>> columns) {
    int count = columns.getFirst().size();
    int step = count <= 1000 ? 1 : count / 1000 | 1;
    List<List<Object>> some = new ArrayList<>();
    for (List<Object> column : columns) {
      List<Object> taken = new ArrayList<>();
      for (int i = 0; i < count; i += step) {
        taken.add(column.get(i));
      }
      some.add(taken);
    }
    return some;
  }

  /** With every choice of arguments that move less than the others. */
  private static void withNumbers(ScalarOp op, DType result, List<DType> types, Movement movement) {
    for (int which = 1; which < 1 << types.size(); which++) {
      int numbers = which;
      List<List<Object>> arguments = someOf(combinations(types));
      int count = arguments.getFirst().size();
      for (int first = 0; first < count; first += 1 + count / 13) {
        int chosen = first;
        List<List<Object>> given = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
          List<Object> column = arguments.get(i);
          given.add(
              (numbers >> i & 1) == 0 ? column : Collections.nCopies(count, column.get(chosen)));
        }
        try (KernelRun run = new KernelRun()) {
          for (int i = 0; i < types.size(); i++) {
            if ((numbers >> i & 1) == 0) {
              run.stream(types.get(i), Movement.UNIT, 0, 1, given.get(i));
            } else {
              run.stream(types.get(i), movement, 0, 0, given.get(i).subList(0, 1));
            }
          }
          int to =
              run.stream(result, Movement.UNIT, 0, 1, Collections.nCopies(count, zero(result)));
          run.run(INTERPRETER.compile(run.form(body(op, result, types))), 1, count);
          check(op, result, given, run.entries(to), movement + " " + numbers);
        }
      }
    }
  }

  private static void refuses(ScalarOp op, DType result, List<DType> types) {
    try (KernelRun run = new KernelRun()) {
      for (DType dtype : types) {
        run.stream(dtype, Movement.UNIT, 0, 1, List.of());
      }
      run.stream(result, Movement.UNIT, 0, 1, List.of());
      IllegalArgumentException error =
          assertThrows(
              IllegalArgumentException.class,
              () -> INTERPRETER.compile(run.form(body(op, result, types))),
              () -> op + " of " + types + " to " + result);
      assertTrue(
          String.valueOf(error.getMessage())
              .contains(op + " of " + types.stream().map(DType::label).toList()),
          error::toString);
    }
  }

  @Test
  void refusesABodyThatItCannotEvaluateAndSaysWhy() {
    BodyBuilder builder = new BodyBuilder();
    builder.sink(new Sink.Store(1, builder.load(DType.FLOAT32, 0)));
    try (KernelRun run = new KernelRun()) {
      run.stream(DType.FLOAT32, Movement.UNIT, 0, 1, List.of());
      run.stream(DType.FLOAT64, Movement.UNIT, 0, 1, List.of());
      IllegalArgumentException error =
          assertThrows(
              IllegalArgumentException.class, () -> INTERPRETER.compile(run.form(builder.body())));
      assertEquals(
          "This body cannot be evaluated. Store[stream=1, value=0]: stream 1 is f64, not f32",
          error.getMessage());
    }
  }

  @Test
  void refusesATotalWhoseStreamMovesOtherwise() {
    BodyBuilder builder = new BodyBuilder();
    int load = builder.load(DType.FLOAT32, 0);
    builder.sink(new Sink.Total(1, Reduction.SUM, load));
    try (KernelRun run = new KernelRun()) {
      run.stream(DType.FLOAT32, Movement.UNIT, 0, 1, List.of());
      run.stream(DType.FLOAT32, Movement.SCALAR, 0, 1, List.of());
      IllegalArgumentException error =
          assertThrows(
              IllegalArgumentException.class, () -> INTERPRETER.compile(run.form(builder.body())));
      assertEquals(
          "This body cannot be evaluated. Total[stream=1, kind=SUM, value=0]: its stream is SCALAR,"
              + " not UNIT",
          error.getMessage());
    }
  }
}

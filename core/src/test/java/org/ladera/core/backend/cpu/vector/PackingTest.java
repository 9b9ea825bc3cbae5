package org.ladera.core.backend.cpu.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.ladera.core.program.kernel.Movement.ROW;
import static org.ladera.core.program.kernel.Movement.SCALAR;
import static org.ladera.core.program.kernel.Movement.UNIT;
import static org.ladera.core.type.DType.BOOL;
import static org.ladera.core.type.DType.FLOAT32;
import static org.ladera.core.type.DType.FLOAT64;
import static org.ladera.core.type.DType.INT32;
import static org.ladera.core.type.DType.INT64;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.ladera.core.program.Body;
import org.ladera.core.program.BodyBuilder;
import org.ladera.core.program.Reduction;
import org.ladera.core.program.ScalarOp;
import org.ladera.core.program.Sink;
import org.ladera.core.program.kernel.Kernel;
import org.ladera.core.program.kernel.KernelForm;
import org.ladera.core.program.kernel.KernelForm.Lane;
import org.ladera.core.type.DType;

/** Rows of few columns, of which several share a vector. */
class PackingTest {
  private static void compare(KernelForm form, int[] places) {
    Kernel kernel =
        switch (new VectorCompiler().compile(form)) {
          case Compilation.Compiled(var compiled) -> compiled;
          case Compilation.Declined(String reason) -> throw new AssertionError(reason);
        };
    for (Trial.Spacing spacing : Trial.Spacing.values()) {
      for (long columns = 1; columns <= Packing.MOST + 1; columns++) {
        for (long rows : new long[] {1, 2, 3, 5, 8, 16, 17, 33, 64}) {
          for (double odd : new double[] {0, 0.4}) {
            try (Arena arena = Arena.ofConfined()) {
              long seed = rows * 31 + columns;
              Trial trial = new Trial(arena, form, rows, columns, places, seed, odd, spacing);
              trial.compare(trial.interpreted(), trial.run(kernel), "packed, " + spacing);
            }
          }
        }
      }
    }
  }

  static Stream<Arguments> forms() {
    KernelForm softmax = withTotal(NamedForms.softmaxCrossEntropy(INT32));
    KernelForm softmaxOfLong = NamedForms.softmaxCrossEntropy(INT64);
    KernelForm tanhGradient = NamedForms.tanhGradient();
    return Stream.of(
        Arguments.of("softmax cross entropy", softmax, Trial.apart(softmax)),
        Arguments.of("softmax over the logits", softmax, new int[] {0, 1, 2, 3, 0, 5}),
        Arguments.of("labels of 8 bytes", softmaxOfLong, Trial.apart(softmaxOfLong)),
        Arguments.of("gradient of tanh", tanhGradient, Trial.apart(tanhGradient)),
        Arguments.of("normalized rows", NamedForms.normalized(3), new int[] {0, 0}));
  }

  /** Column sums of the gradient too. */
  private static KernelForm withTotal(KernelForm form) {
    List<Lane> streams = new ArrayList<>(form.streams());
    List<Sink> sinks = new ArrayList<>(form.body().sinks());
    sinks.add(new Sink.Total(streams.size(), Reduction.SUM, sinks.getLast().value()));
    streams.add(new Lane(FLOAT32, UNIT));
    return new KernelForm(streams, new Body(form.body().values(), sinks));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forms")
  void formsOfTrainingGiveTheBitsOfTheInterpreter(String name, KernelForm form, int[] places) {
    compare(form, places);
  }

  @Test
  void everyReductionOfEveryTypeDoes() {
    for (DType dtype : new DType[] {FLOAT32, FLOAT64, INT32, INT64}) {
      for (Reduction kind : Reduction.values()) {
        BodyBuilder body = new BodyBuilder();
        int x = body.load(dtype, 0);
        int ofRow = body.load(dtype, 1);
        int scalar = body.load(dtype, 2);
        int sum =
            body.apply(ScalarOp.ADD, dtype, x, body.apply(ScalarOp.ADD, dtype, ofRow, scalar));
        body.sink(new Sink.Store(3, body.reduce(kind, sum)));
        body.sink(new Sink.Store(4, body.reduce(kind, ofRow)));
        body.sink(new Sink.Store(5, body.reduce(kind, scalar)));
        body.sink(new Sink.Total(6, kind, x));
        body.sink(new Sink.Total(7, kind, ofRow));
        body.sink(new Sink.Store(8, body.apply(ScalarOp.NEGATE, dtype, x)));
        KernelForm form =
            Trial.form(
                body.body(),
                dtype,
                UNIT,
                dtype,
                ROW,
                dtype,
                SCALAR,
                dtype,
                ROW,
                dtype,
                ROW,
                dtype,
                ROW,
                dtype,
                UNIT,
                dtype,
                UNIT,
                dtype,
                UNIT);
        compare(form, Trial.apart(form));
      }
    }
  }

  @Test
  void aFlagIsNotSetByLanesWithoutARow() {
    BodyBuilder body = new BodyBuilder();
    int x = body.load(FLOAT32, 0);
    int row = body.reduce(Reduction.SUM, x);
    int isOne = body.apply(ScalarOp.EQUAL, BOOL, body.apply(ScalarOp.SIGN, FLOAT32, row), row);
    body.sink(new Sink.Flag(1, isOne));
    body.sink(new Sink.Flag(2, body.apply(ScalarOp.EQUAL, BOOL, x, body.constant(0f))));
    KernelForm form = Trial.form(body.body(), FLOAT32, UNIT, INT32, SCALAR, INT32, SCALAR);
    compare(form, Trial.apart(form));
  }

  @Test
  void manyRowsAreWorkedOnBlockByBlock() {
    KernelForm form = NamedForms.normalized(3);
    Kernel kernel =
        switch (new VectorCompiler().compile(form)) {
          case Compilation.Compiled(var compiled) -> compiled;
          case Compilation.Declined(String reason) -> throw new AssertionError(reason);
        };
    for (Trial.Spacing spacing : Trial.Spacing.values()) {
      for (long rows : new long[] {255, 256, 257, 3000}) {
        try (Arena arena = Arena.ofConfined()) {
          Trial trial = new Trial(arena, form, rows, 3, new int[] {0, 0}, rows, 0.1, spacing);
          trial.compare(trial.interpreted(), trial.run(kernel), "packed, " + spacing);
        }
      }
    }
  }

  @Test
  void aRowTakesAPowerOfTwoOfLanes() {
    assertEquals(1, Packing.span(1));
    assertEquals(2, Packing.span(2));
    assertEquals(4, Packing.span(3));
    assertEquals(4, Packing.span(4));
    assertEquals(8, Packing.span(5));
  }
}

package org.ladera.core.backend.cpu.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ladera.core.program.kernel.Movement.ROW;
import static org.ladera.core.program.kernel.Movement.SCALAR;
import static org.ladera.core.program.kernel.Movement.UNIT;
import static org.ladera.core.type.DType.BOOL;
import static org.ladera.core.type.DType.FLOAT32;
import static org.ladera.core.type.DType.FLOAT64;
import static org.ladera.core.type.DType.INT32;
import static org.ladera.core.type.DType.INT64;

import com.sun.management.ThreadMXBean;
import java.lang.foreign.Arena;
import java.lang.management.ManagementFactory;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ladera.core.program.BodyBuilder;
import org.ladera.core.program.Reduction;
import org.ladera.core.program.ScalarOp;
import org.ladera.core.program.Sink;
import org.ladera.core.program.kernel.Kernel;
import org.ladera.core.program.kernel.KernelForm;
import org.ladera.core.program.kernel.Movement;
import org.ladera.core.type.DType;

class VectorCompilerTest {
  private static Kernel compiled(KernelForm form) {
    return compiled(new VectorCompiler(), form);
  }

  private static Kernel compiled(VectorCompiler compiler, KernelForm form) {
    return switch (compiler.compile(form)) {
      case Compilation.Compiled(var kernel) -> kernel;
      case Compilation.Declined(String reason) -> throw new AssertionError(reason);
    };
  }

  private static String reason(KernelForm form) {
    return switch (new VectorCompiler().compile(form)) {
      case Compilation.Compiled _ -> "none";
      case Compilation.Declined(String reason) -> reason;
    };
  }

  private static void same(KernelForm form, int[] places, long rows, long columns, double odd) {
    same(compiled(form), form, places, rows, columns, odd);
  }

  private static void same(
      Kernel kernel, KernelForm form, int[] places, long rows, long columns, double odd) {
    try (Arena arena = Arena.ofConfined()) {
      Trial trial = new Trial(arena, form, rows, columns, places, rows * 31 + columns, odd);
      trial.compare(trial.interpreted(), trial.run(kernel), "kernel");
    }
  }

  static Stream<Arguments> opsOnPoints() {
    return Stream.of(ScalarOp.values())
        .filter(op -> !op.isStrictFunction())
        .flatMap(VectorCompilerTest::typed);
  }

  private static Stream<Arguments> typed(ScalarOp op) {
    return switch (op) {
      case DIVIDE, FLOOR, ROUND, SQRT, FMA -> of(op, FLOAT32, FLOAT64);
      case AND, OR, NOT -> of(op, BOOL);
      case LESS, LESS_EQUAL, EQUAL, CAST, SELECT -> of(op, DType.values());
      case BIT_AND, BIT_OR, BIT_XOR, SHIFT_LEFT, SHIFT_RIGHT, SHIFT_RIGHT_UNSIGNED ->
          of(op, INT32, INT64);
      case FAR_SIN, FAR_COS -> of(op, FLOAT32);
      default -> of(op, FLOAT32, FLOAT64, INT32, INT64);
    };
  }

  private static Stream<Arguments> of(ScalarOp op, DType... dtypes) {
    return Stream.of(dtypes).map(dtype -> Arguments.of(op, dtype));
  }

  /** Each op alone, on numbers among which every third is special. */
  @ParameterizedTest
  @MethodSource("opsOnPoints")
  void anOpAtEachPointGivesTheBitsOfTheInterpreter(ScalarOp op, DType dtype) {
    for (DType result : DType.values()) {
      boolean sensible =
          switch (op) {
            case CAST -> true;
            case LESS, LESS_EQUAL, EQUAL -> result == BOOL;
            case BITCAST ->
                result == dtype || (result.size() == dtype.size() && !result.isInteger());
            default -> result == dtype;
          };
      if (sensible && (dtype != BOOL || op != ScalarOp.BITCAST)) {
        KernelForm form = single(op, dtype, result);
        if (!reason(form).startsWith("bools in memory")
            && !reason(form).startsWith("entries of 8")) {
          same(form, Trial.apart(form), 7, 301, 0.33);
        }
      }
    }
  }

  private static KernelForm single(ScalarOp op, DType dtype, DType result) {
    DType first = op == ScalarOp.SELECT ? BOOL : dtype;
    BodyBuilder body = new BodyBuilder();
    int[] arguments = new int[op.arity()];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = body.load(i == 0 ? first : dtype, i);
    }
    int line = body.apply(op, result, arguments);
    // Bools are stored beside entries of 4 bytes only.
    boolean cast = result == BOOL && dtype.size() == 8;
    body.sink(new Sink.Store(3, cast ? body.apply(ScalarOp.CAST, dtype, line) : line));
    DType stored = cast ? dtype : result;
    return Trial.form(body.body(), first, UNIT, dtype, UNIT, dtype, UNIT, stored, UNIT);
  }

  @ParameterizedTest
  @EnumSource(names = {"UNIT", "ROW", "SCALAR"})
  void powersHaveTheBitsOfTheInterpreter(Movement exponent) {
    KernelForm form = NamedForms.power(exponent);
    Kernel kernel = compiled(form);
    for (long columns : new long[] {1, 3, 8, 16, 17, 301, 5000}) {
      same(kernel, form, Trial.apart(form), 7, columns, 0);
      same(kernel, form, Trial.apart(form), 7, columns, 0.5);
    }
  }

  @ParameterizedTest
  @EnumSource(Reduction.class)
  void reductionsOfRowsHaveTheOrderOfTheInterpreter(Reduction kind) {
    for (DType dtype : new DType[] {FLOAT32, FLOAT64, INT32, INT64}) {
      KernelForm form = NamedForms.rows(kind, dtype);
      Kernel kernel = compiled(form);
      IntStream.concat(
              IntStream.rangeClosed(0, 200),
              IntStream.of(2047, 2048, 2049, 4095, 4096, 4097, 8192, 10_000))
          .forEach(columns -> same(kernel, form, Trial.apart(form), 2, columns, 0));
      same(kernel, form, Trial.apart(form), 40, 3, 0.9);
    }
  }

  @Test
  void aSumThatOverflowsBetweenBlocksIsInfinite() {
    // 8 blocks of the largest numbers, which the special values hold.
    for (DType dtype : new DType[] {FLOAT32, FLOAT64}) {
      KernelForm form = NamedForms.rows(Reduction.SUM, dtype);
      same(form, Trial.apart(form), 3, 20_000, 0.0005);
    }
  }

  static Stream<Arguments> namedForms() {
    return Stream.of(
        Arguments.of("bias and relu", NamedForms.biasRelu(), Trial.apart(NamedForms.biasRelu())),
        Arguments.of(
            "gradient of tanh", NamedForms.tanhGradient(), Trial.apart(NamedForms.tanhGradient())),
        Arguments.of("Adam in place", NamedForms.adam(), NamedForms.adamPlaces()),
        Arguments.of(
            "softmax cross entropy",
            NamedForms.softmaxCrossEntropy(INT64),
            Trial.apart(NamedForms.softmaxCrossEntropy(INT64))),
        Arguments.of(
            "softmax cross entropy over the logits",
            NamedForms.softmaxCrossEntropy(INT32),
            new int[] {0, 1, 2, 3, 0}),
        Arguments.of("normalized rows", NamedForms.normalized(33), new int[] {0, 0}),
        Arguments.of("tanh", NamedForms.hyperbolic(1), new int[] {0, 1}));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("namedForms")
  void formsOfTrainingGiveTheBitsOfTheInterpreter(String name, KernelForm form, int[] places) {
    Kernel kernel = compiled(form);
    for (long columns : new long[] {0, 1, 3, 8, 10, 15, 16, 17, 31, 33, 64, 100, 256, 257, 5000}) {
      same(kernel, form, places, 3, columns, 0);
      same(kernel, form, places, 2, columns, 0.2);
    }
    same(kernel, form, places, 0, 20, 0);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("namedForms")
  void theBitsStayWhenTheJitTakesOver(String name, KernelForm form, int[] places) {
    Kernel kernel = compiled(form);
    try (Arena arena = Arena.ofConfined()) {
      for (long columns : new long[] {10, 75}) {
        Trial trial = new Trial(arena, form, 20, columns, places, 5, 0.05);
        byte[] expected = trial.interpreted();
        for (int i = 0; i < 8_000; i++) {
          if (i % 100 == 0) {
            trial.compare(expected, trial.run(kernel), name + ", call " + i);
          } else {
            trial.rerun(kernel);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {3, 10})
  void nothingIsAllocatedOnceTheJitHasIt(long columns) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    KernelForm form = NamedForms.softmaxCrossEntropy(INT64);
    Kernel kernel = compiled(form);
    try (Arena arena = Arena.ofConfined()) {
      Trial trial = new Trial(arena, form, 32, columns, Trial.apart(form), 1, 0);
      long allocated = Long.MAX_VALUE;
      long start = System.nanoTime();
      long generation = 1;
      while (allocated > 0 && System.nanoTime() - start < 240_000_000_000L) {
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 1_000; i++) {
          trial.rerun(kernel);
        }
        allocated = threads.getCurrentThreadAllocatedBytes() - before;
        if ((System.nanoTime() - start) / 60_000_000_000L >= generation) {
          // The JIT's first tier holds on to it, as the package page says.
          generation++;
          kernel = compiled(form);
        }
      }
      assertEquals(0, allocated);
    }
  }

  @Test
  void machinesWithoutMaskedAccessCopyTheRestOfARow() {
    VectorCompiler compiler = new VectorCompiler(new Machine(Machine.here().bytes(), false), 40);
    for (KernelForm form :
        new KernelForm[] {NamedForms.biasRelu(), NamedForms.softmaxCrossEntropy(INT64)}) {
      Kernel kernel = compiled(compiler, form);
      for (long columns = 1; columns < 40; columns++) {
        same(kernel, form, Trial.apart(form), 3, columns, 0);
      }
    }
  }

  @Test
  void longBodiesAreCutIntoStages() {
    KernelForm form = NamedForms.hyperbolic(60);
    Kernel kernel = compiled(form);
    // Only those values are left in scratch memory that are alive where there is least to leave.
    assertTrue(kernel.scratchBytes(1) < 100 * VectorKernel.region(Stages.TILE, Float.BYTES));
    for (long columns : new long[] {1, 16, 17, 1023, 1024, 1025, 3000}) {
      same(kernel, form, Trial.apart(form), 2, columns, 0);
    }
  }

  @Test
  void sinesOfFarNumbersAreThoseOfStrictMath() {
    KernelForm form = single(ScalarOp.FAR_SIN, FLOAT32, FLOAT32);
    same(form, Trial.apart(form), 5, 77, 0.9);
  }

  @Test
  void aFlagIsSetByAnyPointAndLeftAloneByNone() {
    BodyBuilder body = new BodyBuilder();
    int x = body.load(FLOAT32, 0);
    int bad = body.apply(ScalarOp.NOT, BOOL, body.apply(ScalarOp.EQUAL, BOOL, x, x));
    body.sink(new Sink.Flag(1, bad));
    KernelForm form = Trial.form(body.body(), FLOAT32, UNIT, INT32, SCALAR);
    for (long columns : new long[] {5, 16, 100, 300}) {
      same(form, Trial.apart(form), 2, columns, 0);
      same(form, Trial.apart(form), 2, columns, 0.5);
    }
  }

  @Test
  void settingsOfACallAreComputedByOrdinaryArithmetic() {
    BodyBuilder body = new BodyBuilder();
    int rate = body.load(FLOAT64, 1);
    int step = body.apply(ScalarOp.CAST, FLOAT64, body.load(INT64, 2));
    int power = body.apply(ScalarOp.POWER, FLOAT64, rate, step);
    int sigmoid = body.apply(ScalarOp.SIGMOID, FLOAT64, power);
    int factor = body.apply(ScalarOp.CAST, FLOAT32, body.apply(ScalarOp.ERF, FLOAT64, sigmoid));
    body.sink(
        new Sink.Store(3, body.apply(ScalarOp.MULTIPLY, FLOAT32, body.load(FLOAT32, 0), factor)));
    KernelForm form =
        Trial.form(body.body(), FLOAT32, UNIT, FLOAT64, SCALAR, INT64, SCALAR, FLOAT32, UNIT);
    same(form, Trial.apart(form), 3, 37, 0);
  }

  @Test
  void aValueAtEachPointDoesNotGoToOnePlace() {
    BodyBuilder body = new BodyBuilder();
    body.sink(new Sink.Store(1, body.load(FLOAT32, 0)));
    assertEquals(
        "Store[stream=1, value=0]: a value at each point goes to one place",
        reason(Trial.form(body.body(), FLOAT32, UNIT, FLOAT32, ROW)));
  }

  @Test
  void functionsOfFloat64AtEachPointAreLeftToAnotherTier() {
    BodyBuilder body = new BodyBuilder();
    body.sink(new Sink.Store(1, body.apply(ScalarOp.EXP, FLOAT64, body.load(FLOAT64, 0))));
    assertEquals(
        "line 1: EXP has no form over vectors",
        reason(Trial.form(body.body(), FLOAT64, UNIT, FLOAT64, UNIT)));
  }

  @Test
  void vectorsOfTwoLengthsAreLeftToAnotherTier() {
    BodyBuilder body = new BodyBuilder();
    body.sink(new Sink.Store(1, body.apply(ScalarOp.CAST, FLOAT64, body.load(FLOAT32, 0))));
    assertEquals(
        "entries of 8 bytes and smaller ones side by side",
        reason(Trial.form(body.body(), FLOAT32, UNIT, FLOAT64, UNIT)));
    assertEquals("none", reason(Trial.form(body.body(), FLOAT32, ROW, FLOAT64, UNIT)));
  }

  @Test
  void aFormWhoseTypesDoNotGoTogetherIsTheCallersMistake() {
    BodyBuilder body = new BodyBuilder();
    body.sink(new Sink.Store(1, body.load(FLOAT32, 0)));
    KernelForm form = Trial.form(body.body(), FLOAT32, UNIT, INT32, UNIT);
    String message =
        String.valueOf(
            assertThrows(IllegalArgumentException.class, () -> new VectorCompiler().compile(form))
                .getMessage());
    assertTrue(message.startsWith("no kernel form: Store[stream=1, value=0]"), message);
  }

  @Test
  void scratchMemoryIsForWhatLaterPassesRead() {
    assertEquals(VectorKernel.PADS, compiled(NamedForms.biasRelu()).scratchBytes(1000));
    // The exponentials, once; what is one subtraction from a load is computed again.
    long bytes = compiled(NamedForms.softmaxCrossEntropy(INT32)).scratchBytes(1000);
    assertEquals(VectorKernel.PADS + VectorKernel.region(1000, Float.BYTES), bytes);
  }
}

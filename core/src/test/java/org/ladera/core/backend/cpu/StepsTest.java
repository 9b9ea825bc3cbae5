package org.ladera.core.backend.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.primitives.ImmutableIntArray;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ladera.core.graph.HostOp;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.graph.Variable;
import org.ladera.core.memory.HostArray;
import org.ladera.core.program.ArgMax;
import org.ladera.core.program.BodyBuilder;
import org.ladera.core.program.Check;
import org.ladera.core.program.Gather;
import org.ladera.core.program.HostCall;
import org.ladera.core.program.ScalarOp;
import org.ladera.core.program.ScatterAdd;
import org.ladera.core.program.Sink;
import org.ladera.core.random.Philox;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The steps that are neither loops nor products. */
class StepsTest {
  private static final DType F32 = DType.FLOAT32;
  private static final DType I32 = DType.INT32;

  private static HostArray array(DType dtype, int[] sizes, double... values) {
    return HostArray.ofDoubles(dtype, Shape.of(sizes), values);
  }

  private static HostArray random(DType dtype, int bound, int... sizes) {
    HostArray array = HostArray.zeros(new TensorType(dtype, Shape.of(sizes)));
    Random random = new Random(5);
    for (long i = 0; i < array.size(); i++) {
      array.setDouble(i, dtype.isFloating() ? random.nextGaussian() : random.nextInt(bound));
    }
    return array;
  }

  @ParameterizedTest
  @CsvSource({"1,7,1,5", "3,7,4,5", "2,1000,64,3000", "1,5,0,3", "1,5,3,0", "40,10,1,10000"})
  void gather_copies_what_indices_name(int outer, int size, int inner, int count) {
    for (DType dtype : new DType[] {F32, DType.FLOAT64, DType.INT64}) {
      Programs programs = new Programs();
      int source = programs.input(dtype, outer, size, inner);
      int indices = programs.input(I32, count);
      int target = programs.output(dtype, outer, count, inner);
      programs.step(new Gather(Programs.header("g"), source, indices, target, outer, size, inner));
      HostArray x = random(dtype, 100, outer, size, inner);
      HostArray i = random(I32, size, count);
      HostArray y = programs.run(2, x, i).getFirst();
      for (int o = 0; o < outer; o++) {
        for (int c = 0; c < count; c++) {
          for (int j = 0; j < inner; j++) {
            assertEquals(
                x.getDouble(((long) o * size + i.getLong(c)) * inner + j),
                y.getDouble(((long) o * count + c) * inner + j));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 7, Long.MIN_VALUE, 1L << 32})
  void indices_out_of_range_name_the_first_of_them(long wrong) {
    HostArray x = random(F32, 0, 7, 2);
    HostArray i = HostArray.ofLongs(DType.INT64, Shape.of(4), 3, 6, wrong, wrong);
    Programs gathering = new Programs();
    int source = gathering.input(F32, 7, 2);
    int indices = gathering.input(DType.INT64, 4);
    int target = gathering.output(F32, 4, 2);
    gathering.step(new Gather(Programs.header("g"), source, indices, target, 1, 7, 2));
    assertEquals(
        "gather: index " + wrong + " at 2 is outside 0..6",
        assertThrows(IllegalArgumentException.class, () -> gathering.run(1, x, i)).getMessage());
    Programs scattering = new Programs();
    int updates = scattering.input(F32, 4, 2);
    indices = scattering.input(DType.INT64, 4);
    target = scattering.output(F32, 7, 2);
    scattering.step(new ScatterAdd(Programs.header("s"), updates, indices, target, 1, 7, 2));
    HostArray u = random(F32, 0, 4, 2);
    assertEquals(
        "scatterAdd: index " + wrong + " at 2 is outside 0..6",
        assertThrows(IllegalArgumentException.class, () -> scattering.run(1, u, i)).getMessage());
  }

  @ParameterizedTest
  @CsvSource({"1,7,1,5", "3,7,4,50", "2,1000,300,3000", "1,5,0,3", "1,5,3,0", "4,3,1,10000"})
  void scatter_adds_in_order_and_rounds_once(int outer, int size, int inner, int count) {
    for (DType dtype : new DType[] {F32, DType.FLOAT64, I32}) {
      Programs programs = new Programs();
      int updates = programs.input(dtype, outer, count, inner);
      int indices = programs.input(I32, count);
      int target = programs.output(dtype, outer, size, inner);
      programs.step(
          new ScatterAdd(Programs.header("s"), updates, indices, target, outer, size, inner));
      HostArray u = random(dtype, 100, outer, count, inner);
      HostArray i = random(I32, size, count);
      double[] sums = new double[outer * size * inner];
      for (int o = 0; o < outer; o++) {
        for (int c = 0; c < count; c++) {
          for (int j = 0; j < inner; j++) {
            sums[(int) (((long) o * size + i.getLong(c)) * inner + j)] +=
                u.getDouble(((long) o * count + c) * inner + j);
          }
        }
      }
      for (int threads = 1; threads <= 3; threads++) {
        HostArray y = programs.run(threads, u, i).getFirst();
        for (int at = 0; at < sums.length; at++) {
          assertEquals(dtype == F32 ? (float) sums[at] : sums[at], y.getDouble(at));
        }
      }
    }
  }

  @Test
  void arg_max_finds_the_first_nan_or_the_first_largest() {
    double nan = Double.NaN;
    HostArray x = array(F32, new int[] {2, 3, 2}, 1, -0.0, 3, 0.0, 3, -1, 1, nan, nan, 9, nan, nan);
    for (DType dtype : new DType[] {F32, DType.FLOAT64}) {
      Programs programs = new Programs();
      int source = programs.input(dtype, 2, 3, 2);
      int target = programs.output(I32, 2, 2);
      programs.step(new ArgMax(Programs.header("a"), source, target, 2, 3, 2));
      HostArray given = array(dtype, new int[] {2, 3, 2}, x.toDoubles());
      assertArrayEquals(new long[] {1, 0, 1, 0}, programs.run(1, given).getFirst().toLongs());
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = DType.class,
      names = {"FLOAT32", "FLOAT64", "INT32", "INT64"})
  void arg_max_of_long_rows_is_that_of_a_search(DType dtype) {
    HostArray x = random(dtype, 50, 30, 1000);
    Programs programs = new Programs();
    int source = programs.input(dtype, 30, 1000);
    int target = programs.output(I32, 30);
    programs.step(new ArgMax(Programs.header("a"), source, target, 30, 1000, 1));
    long[] found = programs.run(2, x).getFirst().toLongs();
    for (int row = 0; row < 30; row++) {
      int best = 0;
      for (int i = 0; i < 1000; i++) {
        best = x.getDouble(row * 1000L + i) > x.getDouble(row * 1000L + best) ? i : best;
      }
      assertEquals(best, found[row]);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 24, 31, 32, 53, 63})
  void random_draws_what_philox_defines(int bits) {
    Programs programs = new Programs();
    int counter = programs.input(DType.INT64);
    DType dtype = bits <= 31 ? I32 : DType.INT64;
    int target = programs.output(dtype, 10_001);
    programs.step(
        new org.ladera.core.program.Random(Programs.header("r"), 7, 99, bits, counter, target));
    HostArray given = HostArray.ofLongs(DType.INT64, Shape.scalar(), 12);
    for (int threads = 1; threads <= 2; threads++) {
      long[] drawn = programs.run(threads, given).getFirst().toLongs();
      for (int i = 0; i < drawn.length; i++) {
        assertEquals(Philox.bits(7, 99, 12, i, bits), drawn[i]);
      }
    }
  }

  /** Reverses a vector, or misbehaves. */
  private record Reversed(@Nullable INDArray instead) implements HostOp {
    @Override
    public TensorType type(List<Node> inputs) {
      return inputs.getFirst().type();
    }

    @Override
    public INDArray run(List<INDArray> inputs) {
      if (instead != null) {
        return instead;
      }
      HostArray x = HostArray.copyOf(inputs.getFirst());
      double[] values = x.toDoubles();
      double[] reversed =
          IntStream.range(0, values.length)
              .mapToDouble(i -> values[values.length - 1 - i])
              .toArray();
      return HostArray.ofDoubles(x.type().dtype(), x.type().shape(), reversed).toINDArray();
    }
  }

  private static Programs calling(Reversed op) {
    Programs programs = new Programs();
    int x = programs.input(F32, 3);
    int y = programs.output(F32, 3);
    Node input = Ops.input("x", new TensorType(F32, Shape.of(3)));
    int function = programs.call(Ops.host(op, input));
    return programs.step(new HostCall(Programs.header("h"), function, ImmutableIntArray.of(x), y));
  }

  @Test
  void host_calls_compute_what_java_does() {
    HostArray x = array(F32, new int[] {3}, 1, 2, 3);
    assertArrayEquals(
        new double[] {3, 2, 1}, calling(new Reversed(null)).run(1, x).getFirst().toDoubles());
  }

  @Test
  void host_calls_must_return_what_they_promised() {
    HostArray x = array(F32, new int[] {3}, 1, 2, 3);
    INDArray wrong = array(F32, new int[] {2}, 1, 2).toINDArray();
    @Nullable String message =
        assertThrows(IllegalArgumentException.class, () -> calling(new Reversed(wrong)).run(1, x))
            .getMessage();
    assertTrue(
        String.valueOf(message)
            .startsWith("reversed: run must return what type promised, f32[3], got f32[2]"),
        message);
  }

  private static Programs checking(Check.Kind kind, DType dtype, boolean flag) {
    Programs programs = new Programs();
    int x = programs.input(dtype, 5000);
    int complaint =
        programs.complaint((value, place) -> new IllegalStateException(value + " at " + place));
    int raised = -1;
    if (flag) {
      raised = programs.flag();
      BodyBuilder body = new BodyBuilder();
      int line = body.load(dtype, 0);
      int zero = body.apply(ScalarOp.SUBTRACT, dtype, line, line);
      int fine = body.apply(ScalarOp.EQUAL, DType.BOOL, zero, zero);
      body.sink(new Sink.Flag(1, body.apply(ScalarOp.NOT, DType.BOOL, fine)));
      programs.step(
          Programs.loop(
              new long[] {5000},
              1,
              0,
              List.of(Programs.stream(x, 0, 1), Programs.stream(raised, 0, 0)),
              body.body()));
    }
    return programs.step(new Check(Programs.header("c"), kind, x, raised, 10, complaint));
  }

  @ParameterizedTest
  @CsvSource({"FLOAT32,false", "FLOAT64,false", "FLOAT32,true", "FLOAT64,true"})
  void checks_complain_of_the_first_value_that_is_not_finite(DType dtype, boolean flag) {
    HostArray x = random(dtype, 0, 5000);
    checking(Check.Kind.FINITE, dtype, flag).run(1, x);
    x.setDouble(4321, Double.NEGATIVE_INFINITY);
    x.setDouble(4444, Double.NaN);
    Programs programs = checking(Check.Kind.FINITE, dtype, flag);
    try (CpuExecutable executable = programs.executable(2)) {
      for (int run = 0; run < 3; run++) {
        assertEquals(
            "-Infinity at 4321",
            assertThrows(IllegalStateException.class, () -> executable.run(List.of(x.toINDArray())))
                .getMessage());
        executable.run(List.of(random(dtype, 0, 5000).toINDArray()));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, 10, 1000})
  void checks_complain_of_the_first_value_out_of_range(double wrong) {
    HostArray x = random(I32, 10, 5000);
    checking(Check.Kind.IN_RANGE, I32, false).run(1, x);
    x.setDouble(77, wrong);
    Programs programs = checking(Check.Kind.IN_RANGE, I32, false);
    assertEquals(
        wrong + " at 77",
        assertThrows(IllegalStateException.class, () -> programs.run(1, x)).getMessage());
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 100_000})
  void commits_take_effect_together(int size) {
    Variable a = Variable.of("a", random(F32, 0, size));
    Variable b = Variable.of("b", random(I32, 9, size));
    Variable c = Variable.of("c", HostArray.zeros(a.type()));
    double[] before = a.memory().toDoubles();
    Variable d = Variable.of("d", HostArray.ofDoubles(F32, a.shape(), new double[size]));
    Programs programs = new Programs();
    int first = programs.state(a);
    int second = programs.state(c);
    int third = programs.state(d);
    programs.state(b);
    int counted = programs.arena(F32, size);
    BodyBuilder body = new BodyBuilder();
    body.sink(
        new Sink.Store(1, body.apply(ScalarOp.ADD, F32, body.load(F32, 0), body.constant(1f))));
    programs.step(
        Programs.loop(
            new long[] {size},
            1,
            0,
            List.of(Programs.stream(first, 0, 1), Programs.stream(counted, 0, 1)),
            body.body()));
    programs.commit(first, second).commit(second, first).commit(third, counted);
    try (CpuExecutable executable = programs.executable(2)) {
      executable.run(List.of());
      assertArrayEquals(new double[size], a.memory().toDoubles());
      assertArrayEquals(before, c.memory().toDoubles());
      assertEquals((float) before[1] + 1f, d.memory().getDouble(1));
      executable.run(List.of());
      assertArrayEquals(before, a.memory().toDoubles());
      assertEquals(1, d.memory().getDouble(1));
    }
  }
}

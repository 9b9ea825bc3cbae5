package org.ladera.core.backend.cpu.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ladera.core.program.kernel.Movement.ROW;
import static org.ladera.core.program.kernel.Movement.STRIDED;
import static org.ladera.core.program.kernel.Movement.UNIT;
import static org.ladera.core.type.DType.BOOL;
import static org.ladera.core.type.DType.FLOAT32;
import static org.ladera.core.type.DType.FLOAT64;
import static org.ladera.core.type.DType.INT32;
import static org.ladera.core.type.DType.INT64;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.ladera.core.program.BodyBuilder;
import org.ladera.core.program.Reduction;
import org.ladera.core.program.ScalarOp;
import org.ladera.core.program.Sink;
import org.ladera.core.program.kernel.Kernel;
import org.ladera.core.program.kernel.KernelForm;
import org.ladera.core.program.kernel.KernelForm.Lane;
import org.ladera.core.program.kernel.Movement;
import org.ladera.core.type.DType;

/** Streams that move by any distance from column to column. */
class TilingTest {
  private static final long[][] SHAPES = {
    {0, 5}, {5, 0}, {1, 1}, {2, 3}, {3, 130}, {16, 16}, {17, 33}, {64, 128}, {40, 200}, {64, 1}
  };

  /** With more rows than totals have. */
  private static final long[][] TALL = {{65, 129}, {200, 20}, {130, 300}};

  private static Kernel compiled(KernelForm form) {
    return switch (new VectorCompiler().compile(form)) {
      case Compilation.Compiled(var kernel) -> kernel;
      case Compilation.Declined(String reason) -> throw new AssertionError(reason);
    };
  }

  private static void compare(KernelForm form, int[] places, long[][] shapes) {
    compare(compiled(form), form, places, shapes);
  }

  private static void compare(Kernel kernel, KernelForm form, int[] places, long[][] shapes) {
    for (Trial.Spacing spacing : Trial.Spacing.values()) {
      for (long[] shape : shapes) {
        for (double odd : new double[] {0, 0.4}) {
          try (Arena arena = Arena.ofConfined()) {
            Trial trial = new Trial(arena, form, shape[0], shape[1], places, 7, odd, spacing);
            trial.compare(trial.interpreted(), trial.run(kernel), "tiled, " + spacing);
          }
        }
      }
    }
  }

  @Test
  void copiesBetweenAnyMovementsGiveTheBitsOfTheInterpreter() {
    Movement[] movements = {UNIT, STRIDED};
    for (DType dtype : new DType[] {FLOAT32, FLOAT64, INT32, INT64, BOOL}) {
      for (Movement from : movements) {
        for (Movement to : movements) {
          BodyBuilder body = new BodyBuilder();
          // Bools are loaded beside entries of 4 bytes only.
          body.sink(new Sink.Store(2, body.load(dtype, 1)));
          body.sink(new Sink.Store(3, body.load(FLOAT32, 0)));
          KernelForm form =
              dtype.size() == Long.BYTES
                  ? copy(dtype, from, to)
                  : Trial.form(
                      body.body(), FLOAT32, UNIT, dtype, from, dtype, to, FLOAT32, STRIDED);
          compare(form, Trial.apart(form), SHAPES);
          compare(form, Trial.apart(form), TALL);
        }
      }
    }
  }

  private static KernelForm copy(DType dtype, Movement from, Movement to) {
    BodyBuilder body = new BodyBuilder();
    body.sink(new Sink.Store(1, body.load(dtype, 0)));
    return Trial.form(body.body(), dtype, from, dtype, to);
  }

  @Test
  void anUpdateInPlaceOfATransposedArrayDoes() {
    BodyBuilder body = new BodyBuilder();
    int x = body.load(FLOAT32, 0);
    int y = body.load(FLOAT32, 1);
    body.sink(new Sink.Store(2, NamedForms.add(body, x, y)));
    body.sink(new Sink.Store(3, NamedForms.subtract(body, x, y)));
    KernelForm form =
        Trial.form(body.body(), FLOAT32, STRIDED, FLOAT32, UNIT, FLOAT32, STRIDED, FLOAT32, UNIT);
    compare(form, new int[] {0, 1, 0, 1}, SHAPES);
    compare(form, new int[] {0, 1, 0, 1}, TALL);
  }

  @Test
  void reductionsOfTransposedRowsDo() {
    for (DType dtype : new DType[] {FLOAT32, FLOAT64, INT32, INT64}) {
      for (Reduction kind : Reduction.values()) {
        BodyBuilder body = new BodyBuilder();
        int x = body.load(dtype, 0);
        int reduced = body.reduce(kind, x);
        body.sink(new Sink.Store(1, reduced));
        body.sink(new Sink.Store(2, body.apply(ScalarOp.SUBTRACT, dtype, x, reduced)));
        KernelForm form = Trial.form(body.body(), dtype, STRIDED, dtype, ROW, dtype, STRIDED);
        Kernel kernel = compiled(form);
        compare(kernel, form, Trial.apart(form), SHAPES);
        compare(kernel, form, Trial.apart(form), TALL);
        compare(kernel, form, Trial.apart(form), new long[][] {{17, 5_000}});
      }
    }
  }

  @Test
  void totalsOfTransposedArraysDo() {
    BodyBuilder body = new BodyBuilder();
    int x = body.load(FLOAT32, 0);
    body.sink(new Sink.Total(1, Reduction.SUM, x));
    body.sink(new Sink.Store(2, body.apply(ScalarOp.NEGATE, FLOAT32, x)));
    KernelForm form = Trial.form(body.body(), FLOAT32, STRIDED, FLOAT32, UNIT, FLOAT32, UNIT);
    compare(form, Trial.apart(form), SHAPES);
  }

  @Test
  void drawnFormsDo() {
    SplittableRandom random = new SplittableRandom(1);
    int tiled = 0;
    for (long seed = 0; seed < 80; seed++) {
      KernelForm form = withStrides(Bodies.draw(seed), random);
      if (TiledKernel.isFor(form)
          && new VectorCompiler().compile(form) instanceof Compilation.Compiled(var kernel)) {
        tiled++;
        compare(kernel, form, Trial.apart(form), SHAPES);
      }
    }
    assertTrue(tiled > 20, () -> "too few");
  }

  /** Some streams move by any distance, unless they are of totals. */
  private static KernelForm withStrides(KernelForm form, SplittableRandom random) {
    return new KernelForm(
        java.util.stream.IntStream.range(0, form.streams().size())
            .mapToObj(
                stream -> {
                  Lane lane = form.streams().get(stream);
                  boolean total =
                      form.body().sinks().stream()
                          .anyMatch(s -> s instanceof Sink.Total && s.stream() == stream);
                  return lane.movement() == UNIT && !total && random.nextBoolean()
                      ? new Lane(lane.dtype(), STRIDED)
                      : lane;
                })
            .toList(),
        form.body());
  }

  @Test
  void scratchMemoryIsThatOfATile() {
    Kernel kernel = compiled(copy(FLOAT32, STRIDED, UNIT));
    assertEquals(kernel.scratchBytes(1_000), kernel.scratchBytes(1_000_000));
    assertTrue(kernel.scratchBytes(1_000) < 64 * 1024);
  }

  @Test
  void totalsBesideReductionsOfTransposedRowsDo() {
    BodyBuilder body = new BodyBuilder();
    int x = body.load(FLOAT32, 0);
    int largest = body.reduce(Reduction.MAX, x);
    body.sink(new Sink.Total(1, Reduction.SUM, body.apply(ScalarOp.SUBTRACT, FLOAT32, x, largest)));
    body.sink(new Sink.Store(2, largest));
    KernelForm form = Trial.form(body.body(), FLOAT32, STRIDED, FLOAT32, UNIT, FLOAT32, ROW);
    compare(form, Trial.apart(form), SHAPES);
    compare(form, Trial.apart(form), new long[][] {{20, 2048}, {20, 2049}});
    Kernel kernel = compiled(form);
    assertTrue(kernel.scratchBytes(1_000_000) < 64L * 1_000_000 * Float.BYTES, "no tile of it all");
  }

  @Test
  void linesInStepsArePackedWithoutReadingFurther() {
    for (int size : new int[] {4, 8}) {
      for (int step : new int[] {-1, 2}) {
        assertTrue(Stepping.isFor(step, size));
        for (int count = 1; count < 70; count++) {
          pack(size, step, count);
        }
      }
    }
    assertFalse(Stepping.isFor(2, 1));
    assertFalse(Stepping.isFor(3, 4));
    assertFalse(Stepping.isFor(-2, 4));
  }

  private static void pack(int size, int step, int count) {
    try (Arena arena = Arena.ofConfined()) {
      int entries = (count - 1) * Math.abs(step) + 1;
      MemorySegment from = arena.allocate((long) entries * size, 64);
      MemorySegment to = arena.allocate((count + 1L) * size, 64);
      for (long i = 0; i < from.byteSize(); i++) {
        from.set(Everything.BYTE, i, (byte) (i * 7 + i / 256));
      }
      long first = step < 0 ? (entries - 1L) * size : 0;
      int done = Stepping.copy(from.address() + first, step, to.address(), count, size);
      int lanes = Species.INT.length() * Integer.BYTES / size;
      assertTrue(done <= count && count - done <= lanes, "all but the rest");
      assertTrue(step < 0 || done < count, "nothing lies behind the last entry");
      for (int i = 0; i < done; i++) {
        for (int b = 0; b < size; b++) {
          assertEquals(
              from.get(Everything.BYTE, first + (long) i * step * size + b),
              to.get(Everything.BYTE, (long) i * size + b));
        }
      }
      for (long i = (long) done * size; i < to.byteSize(); i++) {
        assertEquals(0, to.get(Everything.BYTE, i));
      }
    }
  }

  @Test
  void squaresOfEveryPlaceAreTransposed() {
    try (Arena arena = Arena.ofConfined()) {
      for (int size : new int[] {1, 4, 8}) {
        for (int lines : new int[] {1, 5, 16, 33}) {
          for (int entries : new int[] {1, 7, 16, 48, 50}) {
            transpose(arena, size, lines, entries);
          }
        }
      }
    }
  }

  private static void transpose(Arena arena, int size, int lines, int entries) {
    MemorySegment from = arena.allocate((long) lines * (entries + 1) * size, 64);
    MemorySegment to = arena.allocate((long) entries * (lines + 2) * size, 64);
    MemorySegment scratch = arena.allocate(Transposition.BYTES, 64);
    for (int line = 0; line < lines; line++) {
      for (int entry = 0; entry < entries; entry++) {
        from.set(
            Everything.BYTE,
            ((long) line * (entries + 1) + entry) * size,
            (byte) (line * 31 + entry));
      }
    }
    Transposition.copy(
        from.address(),
        (entries + 1L) * size,
        to.address(),
        (lines + 2L) * size,
        lines,
        entries,
        size,
        scratch.address());
    for (int line = 0; line < lines; line++) {
      for (int entry = 0; entry < entries; entry++) {
        assertEquals(
            (byte) (line * 31 + entry),
            to.get(Everything.BYTE, ((long) entry * (lines + 2) + line) * size));
      }
    }
    for (int entry = 0; entry < entries; entry++) {
      assertEquals(0, to.get(Everything.BYTE, ((long) entry * (lines + 2) + lines) * size));
    }
  }
}

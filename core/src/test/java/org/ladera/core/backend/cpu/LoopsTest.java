package org.ladera.core.backend.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ladera.core.graph.Variable;
import org.ladera.core.memory.HostArray;
import org.ladera.core.program.BodyBuilder;
import org.ladera.core.program.Buffer;
import org.ladera.core.program.Loop;
import org.ladera.core.program.Reduction;
import org.ladera.core.program.ScalarOp;
import org.ladera.core.program.Sink;
import org.ladera.core.program.Storage;
import org.ladera.core.program.Stream;
import org.ladera.core.program.Value;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;

/** Loops of any extents and strides give the bits that their meaning point by point gives. */
class LoopsTest {
  private static final int[] EXTENTS = {0, 1, 1, 2, 3, 5, 7, 16, 33, 64, 65, 130, 200};

  /** A loop over buffers whose sizes are known. */
  private record Case(Programs programs, Loop loop, Map<Integer, float[]> memory) {
    float[] entries(Buffer buffer) {
      return Objects.requireNonNull(memory.get(buffer.id()));
    }
  }

  /** Draws loops. */
  private static final class Draw {
    private final Random random;
    private final Programs programs = new Programs();
    private final Map<Integer, float[]> memory = new HashMap<>();
    private final List<Stream> streams = new ArrayList<>();
    private final BodyBuilder body = new BodyBuilder();
    private long[] extents = {};
    private int rowAxes;
    private int totalAxes;

    Draw(long seed) {
      this.random = new Random(seed);
    }

    Case draw() {
      int rank = random.nextInt(5);
      boolean totals = rank > 1 && random.nextInt(3) == 0;
      boolean reduces = rank > 0 && random.nextBoolean();
      rowAxes = rank == 0 ? 0 : 1 + random.nextInt(Math.max(1, rank - (totals ? 1 : 0)));
      totalAxes = totals ? 1 + random.nextInt(rank - rowAxes) : 0;
      extents = new long[rank];
      do {
        for (int i = 0; i < rank; i++) {
          extents[i] = EXTENTS[random.nextInt(EXTENTS.length)];
        }
      } while (Arrays.stream(extents).reduce(1, (a, b) -> a * b) > 40_000);
      List<Integer> lines = new ArrayList<>();
      for (int i = 0; i < 1 + random.nextInt(3); i++) {
        lines.add(body.load(DType.FLOAT32, input()));
      }
      lines.add(body.constant(random.nextFloat()));
      int count = 1 + random.nextInt(6);
      for (int i = 0; i < count; i++) {
        int a = lines.get(random.nextInt(lines.size()));
        int b = lines.get(random.nextInt(lines.size()));
        if (reduces && random.nextInt(3) == 0) {
          lines.add(body.reduce(kind(), a));
        } else {
          ScalarOp op =
              List.of(ScalarOp.ADD, ScalarOp.MULTIPLY, ScalarOp.SUBTRACT, ScalarOp.MAXIMUM)
                  .get(random.nextInt(4));
          lines.add(body.apply(op, DType.FLOAT32, a, b));
        }
      }
      body.sink(new Sink.Store(output(0, rank), lines.getLast()));
      if (totals) {
        for (int i = 0; i < 1 + random.nextInt(2); i++) {
          int value = lines.get(random.nextInt(lines.size()));
          int rowFrom = rank - rowAxes;
          boolean single = varies(value) ? false : random.nextBoolean();
          body.sink(
              new Sink.Total(
                  single ? total(rowFrom, rank) : total(rowFrom, rowFrom), kind(), value));
        }
      }
      Loop loop = Programs.loop(extents, rowAxes, totalAxes, streams, body.body());
      programs.step(loop);
      return new Case(programs, loop, memory);
    }

    private Reduction kind() {
      return List.of(Reduction.SUM, Reduction.MAX, Reduction.MIN).get(random.nextInt(3));
    }

    private boolean varies(int line) {
      return switch (body.body().values().get(line)) {
        case Value.Const _, Value.Reduce _ -> false;
        case Value.Load load -> {
          boolean moves = false;
          for (int axis = extents.length - rowAxes; axis < extents.length; axis++) {
            moves |= streams.get(load.stream()).strides().get(axis) != 0;
          }
          yield moves;
        }
        case Value.Apply apply -> apply.arguments().stream().anyMatch(this::varies);
      };
    }

    private int input() {
      return add(true, axis -> random.nextInt(4) == 0);
    }

    private int output(int from, int to) {
      return add(false, axis -> axis < from || axis >= to);
    }

    /** A target that does not move along totals, nor along axes that are left out. */
    private int total(int from, int to) {
      int summed = extents.length - rowAxes - totalAxes;
      return add(
          false,
          axis ->
              (axis >= summed && axis < extents.length - rowAxes) || (axis >= from && axis < to));
    }

    /** A stream over a buffer of its own, its axes in any order, some of them flipped. */
    private int add(boolean input, IntPredicate still) {
      List<Integer> order = new ArrayList<>();
      for (int axis = 0; axis < extents.length; axis++) {
        order.add(axis);
      }
      if (random.nextInt(3) == 0) {
        Collections.shuffle(order, random);
      }
      long[] strides = new long[extents.length];
      long stride = random.nextInt(5) == 0 ? 2 : 1;
      long offset = random.nextInt(3);
      for (int axis : order.reversed()) {
        if (!still.test(axis)) {
          strides[axis] = stride;
          stride *= Math.max(1, extents[axis]);
          if (random.nextInt(6) == 0 && extents[axis] > 0) {
            offset += strides[axis] * (extents[axis] - 1);
            strides[axis] = -strides[axis];
          }
        }
      }
      int size = (int) (3 + stride + (stride == 1 ? 1 : 0));
      float[] values = new float[size];
      for (int i = 0; i < size; i++) {
        values[i] = input ? (random.nextFloat() - 0.5f) * 4 : 0;
      }
      int buffer =
          input
              ? programs.input(DType.FLOAT32, size)
              : programs.state(Variable.of("v", array(values)));
      memory.put(buffer, values);
      streams.add(Programs.stream(buffer, offset, strides));
      return streams.size() - 1;
    }
  }

  private static HostArray array(float[] values) {
    HostArray array = HostArray.zeros(new TensorType(DType.FLOAT32, Shape.of(values.length)));
    for (int i = 0; i < values.length; i++) {
      array.setDouble(i, values[i]);
    }
    return array;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
  void mean_point_by_point_what_they_say(int tens) {
    for (int seed = 60 * tens; seed < 60 * (tens + 1); seed++) {
      Case drawn = new Draw(seed).draw();
      List<HostArray> inputs = new ArrayList<>();
      drawn.programs.plan().program().buffers().stream()
          .filter(buffer -> buffer.storage() instanceof Storage.Input)
          .forEach(buffer -> inputs.add(array(drawn.entries(buffer))));
      NaiveLoops.run(drawn.loop, drawn.memory);
      drawn.programs.run(1 + 2 * (seed % 2), inputs.toArray(HostArray[]::new));
      for (Buffer buffer : drawn.programs.plan().program().buffers()) {
        if (buffer.storage() instanceof Storage.State state) {
          float[] actual = new float[(int) buffer.shape().size()];
          HostArray memory = drawn.programs.plan().states().get(state.slot()).memory();
          for (int i = 0; i < actual.length; i++) {
            actual[i] = (float) memory.getDouble(i);
          }
          assertArrayEquals(
              NaiveLoops.bits(drawn.entries(buffer)),
              NaiveLoops.bits(actual),
              "seed " + seed + ", buffer " + buffer.id() + " of " + drawn.loop);
        }
      }
    }
  }

  @Test
  void without_axes_are_evaluated_once() {
    Programs programs = new Programs();
    int x = programs.input(DType.FLOAT32);
    int y = programs.output(DType.FLOAT32);
    BodyBuilder body = new BodyBuilder();
    int line = body.load(DType.FLOAT32, 0);
    body.sink(new Sink.Store(1, body.apply(ScalarOp.ADD, DType.FLOAT32, line, line)));
    programs.step(
        Programs.loop(
            new long[0], 0, 0, List.of(Programs.stream(x, 0), Programs.stream(y, 0)), body.body()));
    HostArray result =
        programs.run(1, HostArray.ofDoubles(DType.FLOAT32, Shape.scalar(), 3)).getFirst();
    assertArrayEquals(new double[] {6}, result.toDoubles());
  }
}

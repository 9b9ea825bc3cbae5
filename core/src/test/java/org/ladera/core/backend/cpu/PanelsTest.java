package org.ladera.core.backend.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ladera.core.memory.HostArray;
import org.ladera.core.program.BodyBuilder;
import org.ladera.core.program.Buffer;
import org.ladera.core.program.Loop;
import org.ladera.core.program.Reduction;
import org.ladera.core.program.ScalarOp;
import org.ladera.core.program.Sink;
import org.ladera.core.program.Storage;
import org.ladera.core.program.Stream;
import org.ladera.core.type.DType;
import org.ladera.core.type.TensorType;

/** Loops that run panel by panel give the bits that they give one after the other. */
class PanelsTest {
  private static final DType F32 = DType.FLOAT32;

  /** The distances of each column from its sum, twice, with the sums of what is left. */
  private static final class Centered {
    private final Programs programs = new Programs();
    private final Map<Integer, float[]> memory = new HashMap<>();
    private final int rows;
    private final int columns;
    private final int batch;

    Centered(int batch, int rows, int columns) {
      this.batch = batch;
      this.rows = rows;
      this.columns = columns;
    }

    private int known(int buffer) {
      int size = (int) programs.plan().program().buffer(buffer).shape().size();
      memory.put(buffer, new float[size]);
      return buffer;
    }

    private Stream all(int buffer) {
      return Programs.stream(buffer, 0, (long) rows * columns, columns, 1);
    }

    private Stream each(int buffer) {
      return Programs.stream(buffer, 0, columns, 0, 1);
    }

    private Loop sum(int source, int sums, Loop... finish) {
      BodyBuilder body = new BodyBuilder();
      body.sink(new Sink.Total(1, Reduction.SUM, body.load(F32, 0)));
      return Programs.loop(
          new long[] {batch, rows, columns},
          1,
          1,
          List.of(all(source), each(sums)),
          body.body(),
          finish);
    }

    private Loop scaled(int sums, int means) {
      BodyBuilder body = new BodyBuilder();
      int line = body.apply(ScalarOp.MULTIPLY, F32, body.load(F32, 0), body.constant(1f / rows));
      body.sink(new Sink.Store(1, line));
      long[] extents = {batch, columns};
      return Programs.loop(
          extents,
          1,
          0,
          List.of(Programs.stream(sums, 0, columns, 1), Programs.stream(means, 0, columns, 1)),
          body.body());
    }

    /** source minus the means, and the largest of that in each column. */
    private Loop minus(int source, int means, int target, int largest) {
      BodyBuilder body = new BodyBuilder();
      int line = body.apply(ScalarOp.SUBTRACT, F32, body.load(F32, 0), body.load(F32, 1));
      body.sink(new Sink.Store(2, line));
      body.sink(new Sink.Total(3, Reduction.MAX, line));
      return Programs.loop(
          new long[] {batch, rows, columns},
          1,
          1,
          List.of(all(source), each(means), all(target), each(largest)),
          body.body());
    }

    private Loop product(int source, int largest, int target) {
      BodyBuilder body = new BodyBuilder();
      int line = body.apply(ScalarOp.MULTIPLY, F32, body.load(F32, 0), body.load(F32, 1));
      body.sink(new Sink.Store(2, line));
      return Programs.loop(
          new long[] {batch, rows, columns},
          1,
          0,
          List.of(all(source), each(largest), all(target)),
          body.body());
    }

    /** Builds the program as one step, and says what its memory holds before and after. */
    Map<Integer, float[]> build(long seed) {
      int x = known(programs.input(F32, batch, rows, columns));
      int sums = known(programs.arena(F32, batch, columns));
      int means = known(programs.arena(F32, batch, columns));
      int centered = known(programs.output(F32, batch, rows, columns));
      int largest = known(programs.output(F32, batch, columns));
      int products = known(programs.output(F32, batch, rows, columns));
      Random random = new Random(seed);
      float[] values = Objects.requireNonNull(memory.get(x));
      for (int i = 0; i < values.length; i++) {
        values[i] = 4 * random.nextFloat() - 2;
      }
      Loop loop =
          sum(
              x,
              sums,
              scaled(sums, means),
              minus(x, means, centered, largest),
              product(centered, largest, products));
      programs.step(loop);
      NaiveLoops.run(loop, memory);
      return memory;
    }

    HostArray input() {
      HostArray array =
          HostArray.zeros(new TensorType(F32, programs.plan().program().buffer(0).shape()));
      float[] values = Objects.requireNonNull(memory.get(0));
      for (int i = 0; i < values.length; i++) {
        array.setDouble(i, values[i]);
      }
      return array;
    }

    List<Buffer> outputs() {
      return programs.plan().program().buffers().stream()
          .filter(buffer -> buffer.storage() instanceof Storage.Output)
          .toList();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 3, 11",
    "1, 64, 16",
    "1, 130, 7",
    "1, 65, 40",
    "2, 70, 33",
    "3, 5, 64",
    "1, 1, 9",
    "2, 1, 1",
  })
  void have_the_bits_of_their_meaning(int batch, int rows, int columns) {
    for (int threads : new int[] {1, 3}) {
      Centered centered = new Centered(batch, rows, columns);
      Map<Integer, float[]> expected = centered.build(31L * rows + columns);
      List<HostArray> results = centered.programs.run(threads, centered.input());
      List<Buffer> outputs = centered.outputs();
      for (int i = 0; i < outputs.size(); i++) {
        float[] actual = new float[(int) results.get(i).size()];
        for (int k = 0; k < actual.length; k++) {
          actual[k] = (float) results.get(i).getDouble(k);
        }
        assertArrayEquals(
            NaiveLoops.bits(Objects.requireNonNull(expected.get(outputs.get(i).id()))),
            NaiveLoops.bits(actual),
            threads + " threads, output " + i);
      }
    }
  }

  private static List<String> panels(Centered centered, int threads) {
    List<String> lines = new ArrayList<>();
    try (CpuExecutable executable = centered.programs.executable(threads)) {
      executable.explain().lines().filter(line -> line.contains("panels")).forEach(lines::add);
    }
    return lines;
  }

  @Test
  void are_cut_where_threads_share_them() {
    Centered centered = new Centered(1, 70, 40);
    centered.build(1);
    assertEquals(4, panels(centered, 3).size());
    assertEquals(List.of(), panels(centered, 1));
  }
}

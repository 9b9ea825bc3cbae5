package org.ladera.core.backend.cpu;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ladera.core.memory.HostArray;
import org.ladera.core.program.BodyBuilder;
import org.ladera.core.program.Reduction;
import org.ladera.core.program.Sink;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The system has the memory of a program back when it is closed, whatever the collector does. */
class ReturnedMemoryTest {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final int ENTRIES = 16 << 20;
  private static final long BYTES = 4L * ENTRIES;

  /** The sum of a large vector that is stored before. */
  private static Programs program() {
    Programs programs = new Programs();
    int x = programs.input(DType.FLOAT32);
    int total = programs.output(DType.FLOAT32);
    int large = programs.arena(DType.FLOAT32, ENTRIES);
    BodyBuilder store = new BodyBuilder();
    store.sink(new Sink.Store(1, store.load(DType.FLOAT32, 0)));
    programs.step(
        Programs.loop(
            new long[] {ENTRIES},
            1,
            0,
            List.of(Programs.stream(x, 0, 0), Programs.stream(large, 0, 1)),
            store.body()));
    BodyBuilder sum = new BodyBuilder();
    sum.sink(new Sink.Store(1, sum.reduce(Reduction.SUM, sum.load(DType.FLOAT32, 0))));
    return programs.step(
        Programs.loop(
            new long[] {ENTRIES},
            1,
            0,
            List.of(Programs.stream(large, 0, 1), Programs.stream(total, 0, 0)),
            sum.body()));
  }

  private static long resident() throws IOException {
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith("RssAnon:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .sum();
  }

  @Test
  void closingGivesItBackAtOnce() throws IOException {
    assumeTrue(Files.exists(STATUS), "this system does not say how much memory a process has");
    INDArray one = HostArray.ofDoubles(DType.FLOAT32, Shape.scalar(), 1).toINDArray();
    long before = resident();
    CpuExecutable executable = program().executable(1);
    assertTrue(executable.runForNumber(one) == ENTRIES);
    long running = resident();
    executable.close();
    long after = resident();

    assertTrue(running - before > BYTES / 2, () -> "used " + (running - before));
    assertTrue(running - after > BYTES * 3 / 4, () -> "given back " + (running - after));
  }
}

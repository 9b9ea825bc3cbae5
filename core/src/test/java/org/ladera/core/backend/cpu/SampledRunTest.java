package org.ladera.core.backend.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ladera.core.backend.Computation;
import org.ladera.core.backend.Executable;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Java Flight Recorder sends signals to threads that it samples, oneDNN dies of them. */
class SampledRunTest {
  private static final int SECONDS = 4;

  /** Multiplies for some seconds, then ends as if nothing had happened. */
  static final class Multiplying {
    private Multiplying() {}

    public static void main(String[] arguments) {
      Node a = Ops.input("a", new TensorType(DType.FLOAT32, Shape.of(784, 128)));
      Node b = Ops.input("b", new TensorType(DType.FLOAT32, Shape.of(128, 256)));
      Computation computation =
          new Computation(
              "product", List.of(a, b), List.of(Ops.matmul(a, b)), List.of(), List.of());
      INDArray x = Nd4j.ones(DataType.FLOAT, 784, 128);
      INDArray y = Nd4j.ones(DataType.FLOAT, 128, 256);
      INDArray[] product = {Nd4j.create(DataType.FLOAT, 784, 256)};
      long end = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();
      try (Executable executable = new CpuBackend().compile(computation)) {
        while (System.nanoTime() < end) {
          executable.runInto(product, x, y);
        }
      }
      System.out.println(product[0].getFloat(783, 255));
    }
  }

  @Test
  void aProfilerThatSendsSignalsHarmsNoRun(@TempDir Path directory)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--add-modules=jdk.incubator.vector");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.add(
        "-XX:StartFlightRecording:jdk.ExecutionSample#period=1ms,filename="
            + directory.resolve("run.jfr"));
    command.add("-XX:ErrorFile=" + directory.resolve("error.log"));
    command.add("-Dladera.threads=2");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Multiplying.class.getName());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    assertEquals(List.of("128.0"), said.lines().filter("128.0"::equals).toList(), said);
  }
}

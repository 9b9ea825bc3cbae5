package org.ladera.core.backend.cpu.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ObstacleTest {
  /** Prints the obstacle, and what becomes of a compiler. */
  static final class Probe {
    private Probe() {}

    public static void main(String[] arguments) {
      System.out.println(VectorCompiler.obstacle().orElse("none"));
      try {
        new VectorCompiler();
      } catch (IllegalStateException refused) {
        System.out.println(refused.getMessage());
      }
    }
  }

  @Test
  void thereIsNoneHere() {
    assertEquals(Optional.empty(), VectorCompiler.obstacle());
  }

  @Test
  void withoutTheModuleNothingFailsToLoadAndTheReasonIsSaid()
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Probe.class.getName())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    String obstacle =
        "the module of the Vector API is not there; start Java with"
            + " --add-modules=jdk.incubator.vector";
    assertEquals(obstacle + "\n" + obstacle + "\n", said.replace(System.lineSeparator(), "\n"));
  }
}

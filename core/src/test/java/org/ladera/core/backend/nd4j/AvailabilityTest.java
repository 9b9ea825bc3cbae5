package org.ladera.core.backend.nd4j;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a user reads where ND4J cannot run, each in a process of its own with a lesser class path.
 */
class AvailabilityTest {
  /** Prints what stands in the way. */
  static final class Ask {
    private Ask() {}

    public static void main(String[] arguments) {
      System.out.print(new Nd4jBackend().obstacle().orElse("none"));
    }
  }

  @Test
  void nothingStandsInTheWayHere() throws Exception {
    assertEquals("none", ask(jar -> true));
  }

  @Test
  void saysThatNoNativeBackendIsOnTheClassPath() throws Exception {
    assertEquals(
        "ND4J has no native backend on the class path; add org.nd4j:nd4j-native with the natives of"
            + " this platform",
        ask(jar -> !jar.startsWith("nd4j-native")));
  }

  @Test
  void saysWhichNativeLibraryDidNotLoad() throws Exception {
    String answer = ask(jar -> !(jar.startsWith("nd4j-native") && jar.contains("x86_64")));
    assertEquals("ND4J's natives did not load: ", answer.substring(0, 29), answer);
    assertEquals(1, answer.lines().count(), answer);
  }

  /** A class path like that of ND4J's CUDA natives, as far as one looks before loading them. */
  @Test
  void saysThatTheCudaBackendFoundNoDriver(@TempDir Path folder) throws Exception {
    Path backend = folder.resolve("org/nd4j/linalg/jcublas/JCublasBackend.class");
    Files.createDirectories(backend.getParent());
    Files.createFile(backend);
    String answer = ask(jar -> !jar.startsWith("nd4j-native"), folder);
    assumeFalse(answer.startsWith("ND4J's natives did not load"), "there is a driver here");
    assertEquals("ND4J's CUDA backend found no NVIDIA driver (libcuda.so.1)", answer);
  }

  private static String ask(Predicate<String> keeps, Path... others)
      throws IOException, InterruptedException {
    String path =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> keeps.test(Path.of(entry).getFileName().toString()))
            .collect(Collectors.joining(File.pathSeparator));
    for (Path other : others) {
      path += File.pathSeparator + other;
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.addAll(List.of("-cp", path, Ask.class.getName()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor(1, TimeUnit.MINUTES);
    return output;
  }
}

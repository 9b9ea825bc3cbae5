package org.ladera.examples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class QuickstartTest {
  private static final Path ROOT = org.ladera.build.SourceTree.root();

  @Test
  void itRunsAndSaysHowGoodItIs() {
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      new Quickstart().main();
    } finally {
      System.setOut(before);
    }
    String out = bytes.toString(StandardCharsets.UTF_8);
    assertTrue(out.matches("(?s)loss 0\\.\\d+, accuracy 9\\d\\.\\d % \\(30 examples\\).*"), out);
  }

  @Test
  void theReadmePrintsItAsItIs() throws IOException {
    String source =
        Files.readString(
            ROOT.resolve("examples/src/main/java/org/ladera/examples/Quickstart.java"));
    String program = source.substring(source.indexOf("class Quickstart")).strip();
    String readme = Files.readString(ROOT.resolve("README.md"));
    assertTrue(readme.contains(program), "README.md does not hold Quickstart.java as it is");
  }
}

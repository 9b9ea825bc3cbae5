package org.ladera.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two runs of one program, in two processes, give the same weights to the bit. */
class SameBitsTest {
  private static final String HASH = "SHA-256 of all weights: ";

  @TempDir Path folder;

  @Test
  void ofANetwork() throws Exception {
    List<String> first = hash("digits", "--epochs 2 --quiet");
    assertEquals(first, hash("digits", "--epochs 2 --quiet"));
    assertNotEquals(first, hash("digits", "--epochs 2 --quiet --seed 43"));
  }

  @Test
  void ofEveryVariantOfTheLecture() throws Exception {
    String args = "--updates 20 --quiet --plot " + folder.resolve("plot.png");
    assertEquals(hash("optimizers", args), hash("optimizers", args));
  }

  private static List<String> hash(String... args) throws Exception {
    Run run = Run.inProcess(args);
    assertEquals(0, run.code(), run.out());
    List<String> lines = run.lines(HASH);
    assertEquals(1, lines.size(), run.out());
    return lines;
  }
}

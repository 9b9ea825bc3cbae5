package org.ladera.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
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

  /**
   * Without oneDNN and OpenBLAS products are computed in Java, whose vector code computes what the
   * scalar code does; and so do loops, interpreted or not.
   */
  @Test
  void withoutLibrariesWithTheVectorApiAndWithoutIt() throws Exception {
    String ours = "-Dladera.blas=java";
    List<String> scalar = hash(List.of(ours), "digits", "--epochs 1 --quiet");
    List<String> vectors = List.of(ours, "--add-modules=jdk.incubator.vector");
    assertEquals(scalar, hash(vectors, "digits", "--epochs 1 --quiet"));
    List<String> only = new ArrayList<>(vectors);
    only.add("-Dladera.tier=vector");
    assertEquals(scalar, hash(only, "digits", "--epochs 1 --quiet"));
  }

  private static List<String> hash(String... args) throws Exception {
    return hash(List.of(), args);
  }

  private static List<String> hash(List<String> flags, String... args) throws Exception {
    // Whoever asks for no library shall not miss the one that nobody else needs either.
    boolean needsLibraries = flags.isEmpty();
    String path =
        Arrays.stream(Run.classPath().split(File.pathSeparator))
            .filter(
                entry ->
                    needsLibraries || !Path.of(entry).getFileName().toString().startsWith("dnnl"))
            .collect(Collectors.joining(File.pathSeparator));
    Run run = Run.inProcess(flags, path, args);
    assertEquals(0, run.code(), run.out());
    List<String> lines = run.lines(HASH);
    assertEquals(1, lines.size(), run.out());
    return lines;
  }
}

package org.ladera.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ladera.optim.data.DataDirectory;

class ExamplesTest {
  @TempDir Path folder;

  private static double heldOutAccuracy(Run run) {
    assertEquals(0, run.code(), run.err());
    Matcher matcher = Pattern.compile("held.out.*accuracy ([0-9.]+) %").matcher(run.out());
    assertTrue(matcher.find(), run.out());
    return Double.parseDouble(matcher.group(1));
  }

  private static void assertIsDrawn(Path picture) throws IOException {
    BufferedImage image = ImageIO.read(picture.toFile());
    long colors =
        java.util.stream.IntStream.range(0, image.getWidth() * image.getHeight())
            .map(i -> image.getRGB(i % image.getWidth(), i / image.getWidth()))
            .distinct()
            .count();
    assertTrue(colors > 10, "colors " + colors);
  }

  @Test
  void irisIsLearned() throws IOException {
    Path plot = folder.resolve("iris.png");
    assertTrue(heldOutAccuracy(Run.of("iris", "--quiet --plot " + plot)) >= 90);
    assertIsDrawn(plot);
  }

  @Test
  void digitsAreLearned() {
    assertTrue(heldOutAccuracy(Run.of("digits", "--quiet --epochs 5 --optimizer nesterov")) >= 93);
  }

  @Test
  void logisticRegressionSeparatesBreastCancer() {
    assertTrue(heldOutAccuracy(Run.of("logistic-regression", "")) >= 95);
  }

  @Test
  void linearRegressionReachesTheClosedForm() {
    Run run = Run.of("linear-regression", "");
    assertEquals(0, run.code(), run.err());
    Matcher off =
        Pattern.compile("largest difference of a weight: ([-+.e0-9]+)").matcher(run.out());
    assertTrue(off.find(), run.out());
    assertTrue(Double.parseDouble(off.group(1)) < 1e-3, run.out());
  }

  @Test
  void theMainJobPrintsATableAndDrawsAPicture() throws IOException {
    Path plot = folder.resolve("optimizers.png");
    Run run = Run.of("optimizers", "--updates 10 --quiet --plot " + plot);
    assertEquals(0, run.code(), run.err());
    for (LectureVariant variant : LectureVariant.values()) {
      assertEquals(
          2,
          run.out().lines().filter(line -> line.contains(" " + variant.title() + " ")).count(),
          run.out());
    }
    assertTrue(run.out().contains(plot.toString()), run.out());
    assertIsDrawn(plot);
  }

  @Test
  void mnistSaysWhatIsMissing() throws IOException {
    String before = System.getProperty("ladera.data", "");
    System.setProperty("ladera.data", Files.createDirectory(folder.resolve("none")).toString());
    try {
      Run run = Run.of("mnist", "--quiet");
      assertEquals(1, run.code());
      assertTrue(run.err().startsWith("mnist: MNIST: train-images-idx3-ubyte(.gz)"), run.err());
    } finally {
      System.setProperty("ladera.data", before);
    }
  }

  @Test
  @Tag("slow")
  void mnistIsLearnedToMoreThanNinetySevenAndAHalf() {
    assumeTrue(
        DataDirectory.find("mnist", "train-images-idx3-ubyte").isPresent(), "MNIST is not here");
    assertTrue(heldOutAccuracy(Run.of("mnist", "--quiet")) >= 97.5);
  }
}

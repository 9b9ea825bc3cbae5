package org.ladera.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinePictureTest {
  @TempDir private Path folder;

  /** As after the first size of many. */
  @Test
  void aLineOfOnePointIsDrawn() throws IOException {
    LinePicture picture = new LinePicture("How a step grows", "layers", "microseconds");
    picture.add("first step", List.of(10.0), List.of(5000.0));
    picture.add("step", List.of(10.0), List.of(50.0));
    Path file = folder.resolve("growth.png");

    picture.save(file);

    assertEquals(960, ImageIO.read(file.toFile()).getWidth());
  }

  @Test
  void withoutLinesThereIsNoPicture() {
    Path file = folder.resolve("empty.png");
    new LinePicture("How a step grows", "layers", "microseconds").save(file);

    assertFalse(Files.exists(file));
  }
}

package org.ladera.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BarPictureTest {
  @TempDir private Path folder;

  private static List<Entry> entries(int works) {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < works; i++) {
      entries.add(new Entry("ops", "op " + i, "ladera", 1, 10 + i, 9, 3, "1.0"));
      entries.add(new Entry("ops", "op " + i, "libtorch", 1, 12 + i, 9, 3, "2.0"));
    }
    return entries;
  }

  private BufferedImage saved(int works) throws IOException {
    Path file = folder.resolve("deep").resolve(works + ".png");
    new BarPicture("Ops", entries(works)).save(file);
    return ImageIO.read(file.toFile());
  }

  @Test
  void manyWorksStandInRowsBelowEachOther() throws IOException {
    assertEquals(5 * saved(1).getHeight(), saved(57).getHeight());
    assertEquals(saved(13).getWidth(), saved(57).getWidth());
  }

  @Test
  void rowsHaveAboutAsManyWorks() {
    assertEquals(
        List.of(List.of("a", "b"), List.of("c", "d", "e")),
        BarPicture.rows(List.of("a", "b", "c", "d", "e"), 4));
  }

  @Test
  void withoutNumbersThereIsNoPicture() {
    Path file = folder.resolve("empty.png");
    new BarPicture("Ops", List.of()).save(file);

    assertFalse(Files.exists(file));
  }
}

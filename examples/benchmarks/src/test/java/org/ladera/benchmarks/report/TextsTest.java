package org.ladera.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextsTest {
  @TempDir private Path folder;

  @Test
  void aFileTakesThePlaceOfTheFormerOne() throws IOException {
    Path file = folder.resolve("deep").resolve("ops.md");
    Texts.write(file, "first, and longer");
    Texts.write(file, "second");

    assertEquals("second", Files.readString(file));
    try (Stream<Path> all = Files.list(folder.resolve("deep"))) {
      assertEquals(List.of(file), all.toList());
    }
  }

  @Test
  void longTimesAreToldInMinutes() {
    assertEquals("89 s", Texts.duration(89));
    assertEquals("2 minutes", Texts.duration(90));
  }
}

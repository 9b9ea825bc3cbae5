package org.ladera.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EntryTest {
  @TempDir private Path folder;

  @Test
  void entriesAreAListWithTheNamesThatReadersKnow() throws IOException {
    Path file = folder.resolve("new").resolve("steps.json");

    Entry.write(
        List.of(new Entry("steps", "4-3, batch 2", "ladera", 2, 3.5, 3.25, 5, "1.0 cpu")), file);

    assertEquals(
        """
        [
          {
            "benchmark": "steps",
            "work": "4-3, batch 2",
            "engine": "ladera",
            "threads": 2,
            "median_us": 3.5,
            "min_us": 3.25,
            "rounds": 5,
            "version": "1.0 cpu"
          }
        ]
        """,
        Files.readString(file));
  }

  @Test
  void aTableHasAHeadARuleAndRows() {
    assertEquals(
        "| a | b |\n|---|---|\n| 1 | 2 |\n",
        Texts.table(List.of("a", "b"), List.of(List.of("1", "2"))));
  }
}

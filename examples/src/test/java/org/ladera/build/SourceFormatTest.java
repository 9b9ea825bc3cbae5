package org.ladera.build;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every source is in google-java-format; {@code -Dformat=true} rewrites those that are not. */
class SourceFormatTest {
  private final Formatter formatter = new Formatter();

  @Test
  void everySourceIsFormatted() throws IOException, FormatterException {
    List<Path> wrong = new ArrayList<>();
    for (Path file : SourceTree.allSources()) {
      String text = Files.readString(file);
      String formatted = formatted(text);
      if (formatted.equals(text)) {
        continue;
      }
      if (Boolean.getBoolean("format")) {
        Files.writeString(file, formatted);
      } else {
        wrong.add(SourceTree.root().relativize(file));
      }
    }
    assertTrue(
        wrong.isEmpty(),
        () -> "not in google-java-format: " + wrong + "; mvn -q test -Dformat=true rewrites them");
  }

  @Test
  void aMissingSpaceAndAnUnusedImportAreSeen() throws FormatterException {
    String text = "import java.util.List;\n\nclass A {\n  int a=1;\n}\n";

    assertTrue(formatted(text).equals("class A {\n  int a = 1;\n}\n"), formatted(text));
  }

  private String formatted(String text) throws FormatterException {
    String ordered = ImportOrderer.reorderImports(text, JavaFormatterOptions.Style.GOOGLE);
    return formatter.formatSource(RemoveUnusedImports.removeUnusedImports(ordered));
  }
}

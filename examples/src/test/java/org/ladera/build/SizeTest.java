package org.ladera.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A file fits in a reader's head, and so does what a type offers. */
class SizeTest {
  private static final int LINES = 500;
  private static final int PUBLIC_METHODS = 30;

  /** The vocabulary: long lists of small things, by nature. */
  private static final Set<String> VOCABULARY =
      Set.of("org.ladera.core.graph.Node", "org.ladera.core.graph.Ops");

  @Test
  void noFileIsLongerThan500Lines() throws IOException {
    List<Path> sources = SourceTree.allSources();
    List<String> tooLong =
        sources.stream()
            .filter(file -> !isVocabulary(file))
            .filter(file -> lines(file) > LINES)
            .map(file -> SourceTree.root().relativize(file) + ": " + lines(file))
            .toList();

    assertTrue(sources.size() > 400, () -> "only " + sources.size() + " sources were found");
    assertEquals(List.of(), tooLong);
  }

  @Test
  void noTypeHasMoreThan30PublicMethods() {
    List<String> tooWide =
        LaderaClasses.all().stream()
            .filter(type -> !VOCABULARY.contains(type.getName()))
            .filter(type -> publicMethods(type) > PUBLIC_METHODS)
            .map(type -> type.getName() + ": " + publicMethods(type))
            .toList();

    assertEquals(List.of(), tooWide);
  }

  private static boolean isVocabulary(Path file) {
    return VOCABULARY.stream().anyMatch(type -> file.endsWith(type.replace('.', '/') + ".java"));
  }

  private static long publicMethods(JavaClass type) {
    return type.getMethods().stream()
        .map(method -> method.getModifiers())
        .filter(modifiers -> modifiers.contains(JavaModifier.PUBLIC))
        .filter(modifiers -> !modifiers.contains(JavaModifier.SYNTHETIC))
        .count();
  }

  private static long lines(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

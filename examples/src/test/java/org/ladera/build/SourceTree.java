package org.ladera.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where the sources of all modules are. */
public final class SourceTree {
  static final List<String> LIBRARIES = List.of("core", "autograd", "optim");

  private static final List<String> MODULES =
      List.of("core", "autograd", "optim", "examples", "examples/benchmarks");

  private SourceTree() {}

  /** The repository's root: Maven starts tests in a module's folder, an editor perhaps above it. */
  public static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!MODULES.stream().map(folder::resolve).allMatch(Files::isDirectory)) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException(
            "no folder with the modules " + MODULES + " above " + Path.of("").toAbsolutePath());
      }
    }
    return folder;
  }

  static List<Path> allSources() throws IOException {
    return javaFiles(MODULES, "src");
  }

  static List<Path> librarySources() throws IOException {
    return javaFiles(LIBRARIES, "src/main");
  }

  private static List<Path> javaFiles(List<String> modules, String folder) throws IOException {
    List<Path> starts =
        modules.stream().map(module -> root().resolve(module).resolve(folder)).toList();
    Stream<Path> found = Stream.empty();
    for (Path start : starts) {
      if (Files.isDirectory(start)) {
        try (Stream<Path> files = Files.walk(start)) {
          found =
              Stream.concat(
                  found, files.filter(file -> file.toString().endsWith(".java")).toList().stream());
        }
      }
    }
    return found.sorted().toList();
  }
}

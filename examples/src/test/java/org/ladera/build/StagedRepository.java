package org.ladera.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A local Maven repository in which this build is installed, and all else is that of the real one:
 * folders are links into it, except for {@code org/ladera}. So nothing of this build reaches the
 * real one, and nothing is downloaded or copied twice.
 */
record StagedRepository(Path folder, String version) implements AutoCloseable {
  static StagedRepository over(Path real, Path folder, String version) throws IOException {
    linkChildren(real, folder, "org");
    linkChildren(real.resolve("org"), folder.resolve("org"), "ladera");
    return new StagedRepository(folder, version);
  }

  /** Installs a module, or the parent where {@code jar} is not there. */
  void install(String artifact, Path pom, Path jar) throws IOException {
    Path target =
        Files.createDirectories(folder.resolve("org/ladera").resolve(artifact).resolve(version));
    String name = artifact + "-" + version;
    Files.copy(pom, target.resolve(name + ".pom"));
    if (Files.exists(jar)) {
      Files.copy(jar, target.resolve(name + ".jar"));
    }
  }

  /** Removes the links, so that nobody who clears the folder comes near the real repository. */
  @Override
  public void close() throws IOException {
    for (Path linked : List.of(folder.resolve("org"), folder)) {
      for (Path link : folders(linked)) {
        if (Files.isSymbolicLink(link)) {
          Files.delete(link);
        }
      }
    }
  }

  private static void linkChildren(Path from, Path to, String except) throws IOException {
    Files.createDirectories(to);
    for (Path child : folders(from)) {
      if (!child.getFileName().toString().equals(except)) {
        Files.createSymbolicLink(to.resolve(child.getFileName()), child);
      }
    }
  }

  private static List<Path> folders(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.filter(Files::isDirectory).toList();
    }
  }
}

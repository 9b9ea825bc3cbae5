package org.ladera.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A project of somebody else, far from this folder, builds on the artifacts of this build. */
class ConsumerIT {
  private final Path realRepository = Path.of(System.getProperty("consumer.repository"));
  private final String version = System.getProperty("consumer.version");

  @TempDir Path folder;

  @Test
  void aProjectWithOneDependencyBuildsAndTrains() throws IOException, InterruptedException {
    Path project = copy(SourceTree.root().resolve("examples/src/it/consumer"));
    Path output = folder.resolve("output");

    int exit;
    try (StagedRepository repository =
        StagedRepository.over(realRepository, folder.resolve("repository"), version)) {
      installAll(repository);
      exit =
          new ProcessBuilder(maven(repository))
              .directory(project.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start()
              .waitFor();
    }

    String printed = Files.readString(output);
    assertEquals(0, exit, printed);
    assertTrue(printed.matches("(?s).*consumer: loss 0\\.\\d+, accuracy \\d.*"), printed);
  }

  private static void installAll(StagedRepository repository) throws IOException {
    repository.install("ladera-parent", SourceTree.root().resolve("pom.xml"), Path.of("none"));
    for (String module : SourceTree.LIBRARIES) {
      Path home = SourceTree.root().resolve(module);
      String artifact = "ladera-" + module;
      Path jar = home.resolve("target").resolve(artifact + "-" + repository.version() + ".jar");
      repository.install(artifact, home.resolve("pom.xml"), jar);
    }
  }

  private static List<String> maven(StagedRepository repository) {
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    Path bin = Path.of(System.getProperty("consumer.maven"), "bin");
    List<String> command = new ArrayList<>();
    command.add(bin.resolve(windows ? "mvn.cmd" : "mvn").toString());
    command.addAll(List.of("-B", "-q", "-ntp"));
    if (System.getProperty("consumer.offline").equals("is true")) {
      command.add("-o");
    }
    Path settings = Path.of(System.getProperty("consumer.settings").substring("is ".length()));
    if (Files.exists(settings)) {
      command.addAll(List.of("-s", settings.toString()));
    }
    command.add("-Dmaven.repo.local=" + repository.folder());
    command.add("-Dladera.version=" + repository.version());
    command.addAll(List.of("compile", "exec:exec"));
    return command;
  }

  private Path copy(Path from) throws IOException {
    Path to = folder.resolve("consumer");
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
    return to;
  }
}

package org.ladera.optim.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
  private static final Path HOME = Path.of("/home/ada");

  @Test
  void theCacheIsWhereEachSystemKeepsIt() {
    assertEquals(Path.of("/home/ada/.cache/ladera"), DataDirectory.cache("Linux", HOME, Map.of()));
    assertEquals(
        Path.of("/var/cache/ada/ladera"),
        DataDirectory.cache("Linux", HOME, Map.of("XDG_CACHE_HOME", "/var/cache/ada")));
    assertEquals(
        Path.of("/home/ada/.cache/ladera"),
        DataDirectory.cache("Linux", HOME, Map.of("XDG_CACHE_HOME", "")));
    assertEquals(
        Path.of("/home/ada/Library/Caches/ladera"),
        DataDirectory.cache("Mac OS X", HOME, Map.of("XDG_CACHE_HOME", "/elsewhere")));
    assertEquals(
        Path.of("/local/ladera"),
        DataDirectory.cache("Windows 11", HOME, Map.of("LOCALAPPDATA", "/local")));
    assertEquals(
        HOME.resolve("AppData/Local/ladera"), DataDirectory.cache("Windows 11", HOME, Map.of()));
  }

  @Test
  void filesAreFoundInTheSubfolderFirstPackedOrNot(@TempDir Path folder) throws IOException {
    assertEquals(Optional.empty(), DataDirectory.find(folder, "set", "file"));
    Path direct = Files.createFile(folder.resolve("file.gz"));
    assertEquals(Optional.of(direct), DataDirectory.find(folder, "set", "file"));
    Files.createDirectory(folder.resolve("set"));
    Path packed = Files.createFile(folder.resolve("set/file.gz"));
    assertEquals(Optional.of(packed), DataDirectory.find(folder, "set", "file"));
    Path plain = Files.createFile(folder.resolve("set/file"));
    assertEquals(Optional.of(plain), DataDirectory.find(folder, "set", "file"));
  }
}

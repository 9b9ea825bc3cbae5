package org.ladera.optim.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where data lies that is too large, or not free enough, to come with Ladera: the folder of {@code
 * -Dladera.data=DIR}, else the user's cache folder for Ladera ({@code $XDG_CACHE_HOME/ladera} or
 * {@code ~/.cache/ladera}; {@code ~/Library/Caches/ladera} on macOS, {@code %LOCALAPPDATA%\ladera}
 * on Windows). Ladera reads there and never downloads.
 */
public final class DataDirectory {
  private static final String PROPERTY = "ladera.data";

  private DataDirectory() {}

  /** {@return the folder, whether or not it exists} */
  public static Path path() {
    String chosen = System.getProperty(PROPERTY, "");
    return chosen.isBlank()
        ? cache(
            System.getProperty("os.name", ""),
            Path.of(System.getProperty("user.home", "")),
            System.getenv())
        : Path.of(chosen);
  }

  /**
   * {@return a file of the folder, packed by gzip or not}
   *
   * @param set the subfolder to look in first, such as {@code mnist}; the folder itself comes next
   * @param name the name of the file without {@code .gz}
   */
  public static Optional<Path> find(String set, String name) {
    return find(path(), set, name);
  }

  static Optional<Path> find(Path directory, String set, String name) {
    return List.of(directory.resolve(set), directory).stream()
        .flatMap(folder -> List.of(folder.resolve(name), folder.resolve(name + ".gz")).stream())
        .filter(Files::isRegularFile)
        .findFirst();
  }

  static Path cache(String system, Path home, Map<String, String> environment) {
    String name = system.toLowerCase(Locale.ROOT);
    if (name.startsWith("mac")) {
      return home.resolve("Library").resolve("Caches").resolve("ladera");
    }
    boolean windows = name.startsWith("windows");
    String base = environment.getOrDefault(windows ? "LOCALAPPDATA" : "XDG_CACHE_HOME", "");
    Path usual = windows ? home.resolve("AppData").resolve("Local") : home.resolve(".cache");
    return (base.isBlank() ? usual : Path.of(base)).resolve("ladera");
  }
}

package org.ladera.benchmarks.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/** Writes files that are whole at any time, so that an end in between leaves the former one. */
final class WholeFile {
  private WholeFile() {}

  /**
   * Writes a file, in a folder that is made if need be.
   *
   * @param file the file; what is no regular file, such as a device, is written as it is
   * @param content what it will hold
   */
  static void write(Path file, byte[] content) {
    Path target = file.toAbsolutePath();
    try {
      @Nullable Path folder = target.getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      if (Files.exists(target) && !Files.isRegularFile(target)) {
        Files.write(target, content);
      } else {
        Path beside = target.resolveSibling(target.getFileName() + ".part");
        Files.write(beside, content);
        Files.move(beside, target, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

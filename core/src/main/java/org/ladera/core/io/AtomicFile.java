package org.ladera.core.io;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes a file so that, whatever happens meanwhile, its name leads to all of the old content or
 * all of the new: a temporary file beside it, forced to the disk, takes its place.
 */
final class AtomicFile {
  private AtomicFile() {}

  /** What goes into the file. */
  @FunctionalInterface
  interface Content {
    void writeTo(FileChannel channel) throws IOException;
  }

  static void write(Path file, Content content) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || Files.isDirectory(file)) {
      throw new IllegalArgumentException(file + ": is a folder; name a file in it");
    }
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          file + ": there is no folder " + folder + "; create it first");
    }
    try {
      replace(file, folder, content);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": could not be written: " + e, e);
    }
  }

  private static void replace(Path file, Path folder, Content content) throws IOException {
    Path temporary =
        folder.resolve(
            "."
                + file.getFileName()
                + "."
                + ProcessHandle.current().pid()
                + "-"
                + System.nanoTime()
                + ".tmp");
    try {
      try (FileChannel channel = FileChannel.open(temporary, WRITE, CREATE_NEW)) {
        content.writeTo(channel);
        channel.force(true);
      }
      Files.move(temporary, file, ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
    force(folder);
  }

  private static void force(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Some systems (Windows) do not open folders. The new name may then be lost with the power,
      // but not the content.
      return;
    }
  }
}

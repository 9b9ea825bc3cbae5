package org.ladera.optim.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Opens files, packed by gzip or not; the content decides, not the name. */
final class DataFiles {
  private static final int BUFFER = 1 << 16;

  private DataFiles() {}

  /** The content of a file, unpacked. */
  static InputStream open(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          name(file)
              + ": there is no such file in "
              + file.toAbsolutePath().normalize().getParent());
    }
    return unpacked(Files.newInputStream(file));
  }

  /** The content of a stream, unpacked. */
  static InputStream unpacked(InputStream in) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(in, BUFFER);
    buffered.mark(2);
    boolean packed = buffered.read() == 0x1f && buffered.read() == 0x8b;
    buffered.reset();
    return packed ? new GZIPInputStream(buffered, BUFFER) : buffered;
  }

  /** What to throw when reading failed: a file cut off or damaged is no trouble of the machine. */
  static RuntimeException failure(String name, IOException cause) {
    if (cause instanceof EOFException || cause instanceof ZipException) {
      String detail = cause.getMessage() == null ? "" : " (" + cause.getMessage() + ")";
      return new IllegalArgumentException(
          name + ": the file is truncated or damaged, get it again" + detail, cause);
    }
    return new UncheckedIOException(name + ": cannot be read: " + cause.getMessage(), cause);
  }

  /** The name by which errors call a file. */
  static String name(Path file) {
    Path last = file.getFileName();
    return last == null ? file.toString() : last.toString();
  }
}

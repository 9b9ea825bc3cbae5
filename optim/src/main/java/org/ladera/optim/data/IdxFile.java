package org.ladera.optim.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * The content of an IDX file: two zero bytes, the type of the entries, the number of axes, the size
 * of each axis as a 32-bit integer, then the entries in row-major order, all big-endian (LeCun,
 * Cortes, Burges: the MNIST database, section on the file format).
 */
final class IdxFile {
  private static final int MAGIC = 4;
  // What a Java array may hold on every JVM.
  private static final int LARGEST = Integer.MAX_VALUE - 16;

  private final Path file;
  private final Entry entry;
  private final int[] shape;
  private final byte[] content;

  private IdxFile(Path file, Entry entry, int[] shape, byte[] content) {
    this.file = file;
    this.entry = entry;
    this.shape = shape;
    this.content = content;
  }

  /** The types of entries. */
  enum Entry {
    UBYTE(0x08, 1),
    BYTE(0x09, 1),
    SHORT(0x0b, 2),
    INT(0x0c, 4),
    FLOAT(0x0d, 4),
    DOUBLE(0x0e, 8);

    private final int code;
    private final int bytes;

    Entry(int code, int bytes) {
      this.code = code;
      this.bytes = bytes;
    }

    static @Nullable Entry of(int code) {
      return Arrays.stream(values()).filter(entry -> entry.code == code).findFirst().orElse(null);
    }
  }

  /** Reads a file, packed or not, and checks that it is whole. */
  static IdxFile read(Path file) {
    try (InputStream in = DataFiles.open(file)) {
      return read(file, in);
    } catch (IOException e) {
      throw DataFiles.failure(DataFiles.name(file), e);
    }
  }

  private static IdxFile read(Path file, InputStream in) throws IOException {
    byte[] content = new byte[MAGIC];
    int found = fill(in, content, 0);
    if (found == MAGIC && (content[0] != 0 || content[1] != 0 || Entry.of(content[2]) == null)) {
      throw new IllegalArgumentException(
          DataFiles.name(file)
              + ": not an IDX file: it must begin with 00 00, a type (08, 09, 0b..0e) and the"
              + " number of axes, got "
              + HexFormat.ofDelimiter(" ").formatHex(content));
    }
    check(file, "its first 4 bytes", MAGIC, found);
    Entry entry = Entry.of(content[2]);
    int axes = content[3] & 0xff;
    int header = MAGIC + 4 * axes;
    content = Arrays.copyOf(content, header);
    check(file, "a header of " + axes + " axes", header, fill(in, content, MAGIC));
    int[] shape = new int[axes];
    ByteBuffer.wrap(content, MAGIC, header - MAGIC).asIntBuffer().get(shape);
    if (entry == null) {
      throw new IllegalStateException("the type was checked");
    }
    return entries(file, in, entry, shape, content);
  }

  private static IdxFile entries(Path file, InputStream in, Entry entry, int[] shape, byte[] header)
      throws IOException {
    String type = entry.name().toLowerCase(Locale.ROOT) + Arrays.toString(shape);
    long expected = entry.bytes;
    for (int size : shape) {
      // The limit keeps the product of the next size from overflowing.
      expected = size < 0 || expected > LARGEST ? Long.MAX_VALUE : expected * size;
    }
    if (expected > LARGEST - header.length) {
      throw new IllegalArgumentException(
          DataFiles.name(file) + ": " + type + " is too large to be read; is the file damaged?");
    }
    int whole = header.length + (int) expected;
    // The header may lie, so the memory grows with what is found.
    byte[] content = header;
    int found = header.length;
    while (found < whole && found == content.length) {
      content = Arrays.copyOf(content, (int) Math.min(whole, Math.max(1 << 20, 2L * found)));
      found = fill(in, content, found);
    }
    long rest = found < whole ? 0 : remaining(in);
    check(file, type, whole, found + rest);
    return new IdxFile(file, entry, shape, content);
  }

  /** Fills an array from a position on; returns the position where the stream ended. */
  private static int fill(InputStream in, byte[] content, int from) throws IOException {
    int position = from;
    try {
      while (position < content.length) {
        int count = in.read(content, position, content.length - position);
        if (count < 0) {
          return position;
        }
        position += count;
      }
    } catch (EOFException | ZipException e) {
      // A packed file that was cut off or damaged ends here; the caller compares the sizes.
      return position;
    }
    return position;
  }

  private static long remaining(InputStream in) throws IOException {
    return in.transferTo(OutputStream.nullOutputStream());
  }

  private static void check(Path file, String what, long expected, long found) {
    if (found != expected) {
      throw new IllegalArgumentException(
          DataFiles.name(file)
              + ": "
              + expected
              + " bytes are expected for "
              + what
              + ", found "
              + found
              + "; the file is "
              + (found < expected ? "truncated" : "damaged")
              + ", get it again");
    }
  }

  Path file() {
    return file;
  }

  Entry entry() {
    return entry;
  }

  int[] shape() {
    return shape.clone();
  }

  /** The entries, big-endian. */
  ByteBuffer entries() {
    int header = MAGIC + 4 * shape.length;
    return ByteBuffer.wrap(content, header, content.length - header).slice().asReadOnlyBuffer();
  }

  /** The SHA-256 of the unpacked content in hexadecimal digits. */
  String sha256() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

package org.ladera.core.io;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** Safetensors files written byte by byte, right or wrong. */
final class RawSafetensors {
  private RawSafetensors() {}

  /** Writes a file of a header with its true length, and data. */
  static Path write(Path file, String header, int... data) throws IOException {
    byte[] encoded = header.getBytes(UTF_8);
    return write(file, encoded.length, encoded, data);
  }

  /** Writes a file of a header with a length that may be wrong, and data. */
  static Path write(Path file, long length, byte[] header, int... data) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + header.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(length).put(header).put(bytes(data));
    return Files.write(file, bytes.array());
  }

  /** Joins lists of unsigned bytes. */
  static byte[] bytes(int[]... parts) {
    int length = 0;
    for (int[] part : parts) {
      length += part.length;
    }
    byte[] bytes = new byte[length];
    int at = 0;
    for (int[] part : parts) {
      for (int value : part) {
        bytes[at++] = (byte) value;
      }
    }
    return bytes;
  }
}

package org.ladera.core.io;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.ladera.core.io.SafetensorsHeader.damaged;

import com.google.common.collect.ImmutableMap;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.ladera.core.io.SafetensorsHeader.Entry;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.TensorType;

/**
 * Named tensors and notes on them, as a file in the safetensors format (Hugging Face,
 * https://huggingface.co/docs/safetensors): eight bytes of header length, lowest first, a JSON
 * header, and the values in row-major order.
 *
 * @param tensors the values by name; those of a file come in the order of their data. The arrays
 *     are not copied
 * @param metadata notes by name
 */
public record Safetensors(Map<String, HostArray> tensors, Map<String, String> metadata) {
  private static final int LENGTH_BYTES = 8;
  private static final long CHUNK = 1L << 24;

  /**
   * Checks the names and fixes their order.
   *
   * @throws IllegalArgumentException if a tensor is called {@code __metadata__}, which the format
   *     reserves
   */
  public Safetensors {
    tensors = ImmutableMap.copyOf(tensors);
    metadata = ImmutableMap.copyOf(metadata);
    if (tensors.containsKey(SafetensorsHeader.METADATA)) {
      throw new IllegalArgumentException(
          "Safetensors: no tensor may be called \"" + SafetensorsHeader.METADATA + "\"");
    }
  }

  /**
   * Writes a file, or replaces it. The same content gives the same bytes: tensors go by falling
   * alignment of type (i64, f64, f32, i32, bool) and then by name, notes by name, and the header is
   * padded with spaces to a multiple of 8, as the format's reference implementation does. At every
   * moment the file holds all of the old content or all of the new.
   *
   * @param file the file, in a folder that exists
   * @throws IllegalArgumentException if the folder does not exist, the file is a folder, or a name
   *     is not valid Unicode
   * @throws UncheckedIOException if the system cannot write it
   */
  public void write(Path file) {
    SafetensorsHeader header = SafetensorsHeader.layOut(tensors, metadata);
    byte[] encoded = header.encode(file);
    if (encoded.length > SafetensorsHeader.LONGEST) {
      throw new IllegalArgumentException(
          file
              + ": a header has at most "
              + SafetensorsHeader.LONGEST
              + " bytes, got "
              + encoded.length
              + "; write fewer or shorter notes");
    }
    ByteBuffer start =
        ByteBuffer.allocate(LENGTH_BYTES + encoded.length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(encoded.length)
            .put(encoded)
            .flip();
    AtomicFile.write(
        file,
        channel -> {
          writeFully(channel, start);
          for (Entry entry : header.entries()) {
            write(channel, array(entry.name()).memory());
          }
        });
  }

  private HostArray array(String name) {
    HostArray array = tensors.get(name);
    if (array == null) {
      throw new IllegalStateException("the header names a tensor that is not there: " + name);
    }
    return array;
  }

  private static void write(FileChannel channel, MemorySegment memory) throws IOException {
    for (long at = 0; at < memory.byteSize(); at += CHUNK) {
      long count = Math.min(CHUNK, memory.byteSize() - at);
      writeFully(channel, memory.asSlice(at, count).asByteBuffer());
    }
  }

  private static void writeFully(FileChannel channel, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  /**
   * Reads a file, after checking that its header and its data fit each other to the last byte.
   * Entries of types that we do not have are widened: F16 and BF16 to float32; I8, U8, I16 and U16
   * to int32; U32 to int64.
   *
   * @param file the file
   * @return its tensors, in the order of their data, and notes
   * @throws IllegalArgumentException if there is no such file, it is damaged, or it holds entries
   *     of another type; the message names the file, the tensor and the numbers that do not fit
   * @throws UncheckedIOException if the system cannot read it
   */
  public static Safetensors read(Path file) {
    if (Files.isDirectory(file)) {
      throw damaged(file, "is a folder, not a safetensors file");
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return read(file, channel);
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException(file + ": there is no such file", e);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": could not be read: " + e, e);
    }
  }

  private static Safetensors read(Path file, FileChannel channel) throws IOException {
    long length = channel.size();
    if (length < LENGTH_BYTES) {
      throw damaged(
          file, "a safetensors file has at least " + LENGTH_BYTES + " bytes, got " + length);
    }
    ByteBuffer start = ByteBuffer.allocate(LENGTH_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    readFully(channel, start, 0);
    long headerLength = start.flip().getLong();
    if (headerLength < 0 || headerLength > SafetensorsHeader.LONGEST) {
      throw damaged(
          file,
          "the header is said to have "
              + Long.toUnsignedString(headerLength)
              + " bytes, more than the "
              + SafetensorsHeader.LONGEST
              + " that the format allows; this is not a safetensors file");
    }
    long dataLength = length - LENGTH_BYTES - headerLength;
    if (dataLength < 0) {
      throw damaged(
          file,
          "truncated: the header is said to have "
              + headerLength
              + " bytes, but only "
              + (length - LENGTH_BYTES)
              + " follow");
    }
    ByteBuffer encoded = ByteBuffer.allocate((int) headerLength);
    readFully(channel, encoded, LENGTH_BYTES);
    SafetensorsHeader header = HeaderParser.parse(file, decode(file, encoded.flip()), dataLength);
    ImmutableMap.Builder<String, HostArray> tensors = ImmutableMap.builder();
    for (Entry entry : header.entries()) {
      tensors.put(
          entry.name(), load(file, channel, entry, LENGTH_BYTES + headerLength + entry.begin()));
    }
    return new Safetensors(tensors.buildOrThrow(), header.metadata());
  }

  private static String decode(Path file, ByteBuffer encoded) {
    try {
      return UTF_8.newDecoder().decode(encoded).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(
          file + ": the header is not valid UTF-8; this is not a safetensors file", e);
    }
  }

  private static HostArray load(Path file, FileChannel channel, Entry entry, long position)
      throws IOException {
    HostArray array = HostArray.zeros(new TensorType(entry.type().dtype(), entry.shape()));
    if (entry.type().isDirect()) {
      read(channel, array.memory(), position);
      checkBooleans(file, entry, array);
      return array;
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment stored = arena.allocate(entry.end() - entry.begin());
      read(channel, stored, position);
      entry.type().widen(stored, array);
    }
    return array;
  }

  private static void checkBooleans(Path file, Entry entry, HostArray array) {
    if (array.type().dtype() != DType.BOOL) {
      return;
    }
    for (long i = 0; i < array.size(); i++) {
      int stored = Byte.toUnsignedInt(array.memory().get(JAVA_BYTE, i));
      if (stored > 1) {
        throw damaged(
            file, entry.name(), "a bool is stored as 0 or 1, got " + stored + " at entry " + i);
      }
    }
  }

  private static void read(FileChannel channel, MemorySegment memory, long position)
      throws IOException {
    for (long at = 0; at < memory.byteSize(); at += CHUNK) {
      long count = Math.min(CHUNK, memory.byteSize() - at);
      readFully(channel, memory.asSlice(at, count).asByteBuffer(), position + at);
    }
  }

  private static void readFully(FileChannel channel, ByteBuffer buffer, long position)
      throws IOException {
    long at = position;
    while (buffer.hasRemaining()) {
      int count = channel.read(buffer, at);
      if (count < 0) {
        throw new EOFException("the file became shorter while it was read");
      }
      at += count;
    }
  }
}

package org.ladera.core.io;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.Shape;

/**
 * What a safetensors file says of its data.
 *
 * @param entries the tensors in the order of their data, without gap or overlap
 * @param metadata the user's notes
 */
record SafetensorsHeader(ImmutableList<Entry> entries, ImmutableMap<String, String> metadata) {
  /** The name under which a header keeps the user's notes. */
  static final String METADATA = "__metadata__";

  /** The longest header that the format allows, in bytes. */
  static final long LONGEST = 100_000_000;

  private static final int ALIGNMENT = 8;

  /** One tensor: {@code begin} and {@code end} count bytes from the first after the header. */
  record Entry(String name, StoredType type, Shape shape, long begin, long end) {}

  /** A header for tensors laid out by falling alignment of type, then by name. */
  static SafetensorsHeader layOut(Map<String, HostArray> tensors, Map<String, String> metadata) {
    List<Map.Entry<String, HostArray>> ordered = new ArrayList<>(tensors.entrySet());
    ordered.sort(
        Comparator.comparing((Map.Entry<String, HostArray> tensor) -> typeOf(tensor.getValue()))
            .reversed()
            .thenComparing(Map.Entry::getKey));
    ImmutableList.Builder<Entry> entries = ImmutableList.builder();
    long begin = 0;
    for (Map.Entry<String, HostArray> tensor : ordered) {
      HostArray array = tensor.getValue();
      long end = begin + array.memory().byteSize();
      entries.add(new Entry(tensor.getKey(), typeOf(array), array.type().shape(), begin, end));
      begin = end;
    }
    return new SafetensorsHeader(entries.build(), ImmutableMap.copyOf(metadata));
  }

  private static StoredType typeOf(HostArray array) {
    return StoredType.of(array.type().dtype());
  }

  /** Puts the entries of a file in order and checks that they cover its data exactly. */
  static SafetensorsHeader check(
      Path file, List<Entry> entries, ImmutableMap<String, String> metadata, long dataLength) {
    List<Entry> ordered = new ArrayList<>(entries);
    ordered.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
    String before = "";
    long covered = 0;
    for (Entry entry : ordered) {
      checkNext(file, entry, before, covered);
      covered = entry.end();
      if (covered > dataLength) {
        throw damaged(
            file,
            entry.name(),
            "truncated: it ends at byte "
                + covered
                + " of the data, but the file holds only "
                + dataLength);
      }
      before = entry.name();
    }
    if (covered < dataLength) {
      throw damaged(
          file,
          "the tensors end at byte "
              + covered
              + " of the data, but the file holds "
              + dataLength
              + "; the rest belongs to no tensor");
    }
    return new SafetensorsHeader(ImmutableList.copyOf(ordered), metadata);
  }

  private static void checkNext(Path file, Entry entry, String before, long covered) {
    if (entry.begin() == covered) {
      return;
    }
    String where = "it begins at byte " + entry.begin() + " of the data, ";
    String rule;
    if (before.isEmpty() && covered == 0) {
      rule = "but the first tensor must begin at 0";
    } else if (entry.begin() < covered) {
      rule = "inside tensor \"" + before + "\", which ends at " + covered;
    } else {
      rule =
          "but tensor \""
              + before
              + "\" ends at "
              + covered
              + "; the "
              + (entry.begin() - covered)
              + " bytes between belong to no tensor";
    }
    throw damaged(file, entry.name(), where + rule);
  }

  /** The header as JSON in UTF-8, ended with spaces so that the data begins at a multiple of 8. */
  byte[] encode(Path file) {
    StringWriter text = new StringWriter();
    try (JsonWriter json = new JsonWriter(text)) {
      json.setStrictness(Strictness.STRICT);
      json.beginObject();
      if (!metadata.isEmpty()) {
        json.name(METADATA).beginObject();
        for (Map.Entry<String, String> note : ImmutableSortedMap.copyOf(metadata).entrySet()) {
          json.name(note.getKey()).value(note.getValue());
        }
        json.endObject();
      }
      for (Entry entry : entries) {
        write(json, entry);
      }
      json.endObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a string cannot fail to be written", e);
    }
    return padded(file, text.toString());
  }

  private static byte[] padded(Path file, String text) {
    try {
      ByteBuffer encoded = UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      int length = encoded.remaining();
      byte[] bytes = new byte[Math.ceilDiv(length, ALIGNMENT) * ALIGNMENT];
      Arrays.fill(bytes, length, bytes.length, (byte) ' ');
      encoded.get(bytes, 0, length);
      return bytes;
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(
          file + ": a name or note is not valid Unicode (half of a surrogate pair)", e);
    }
  }

  private static void write(JsonWriter json, Entry entry) throws IOException {
    json.name(entry.name()).beginObject();
    json.name("dtype").value(entry.type().name());
    json.name("shape").beginArray();
    for (int size : entry.shape().toArray()) {
      json.value(size);
    }
    json.endArray();
    json.name("data_offsets").beginArray().value(entry.begin()).value(entry.end()).endArray();
    json.endObject();
  }

  static IllegalArgumentException damaged(Path file, String what) {
    return new IllegalArgumentException(file + ": " + what);
  }

  static IllegalArgumentException damaged(Path file, String tensor, String what) {
    return new IllegalArgumentException(file + ": tensor \"" + tensor + "\": " + what);
  }
}

package org.ladera.core.io;

import static org.ladera.core.io.SafetensorsHeader.damaged;

import com.google.common.collect.ImmutableMap;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ladera.core.io.SafetensorsHeader.Entry;
import org.ladera.core.type.Shape;

/** Reads the JSON header of a safetensors file, believing nothing. */
final class HeaderParser {
  private static final Pattern WHOLE_NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");

  private final Path file;
  private final JsonReader json;
  private final List<Entry> entries = new ArrayList<>();
  private final Map<String, String> metadata = new LinkedHashMap<>();

  private HeaderParser(Path file, String text) {
    this.file = file;
    this.json = new JsonReader(new StringReader(text));
    json.setStrictness(Strictness.STRICT);
  }

  /**
   * Parses and checks a header.
   *
   * @param file where it is from, for errors
   * @param text the header
   * @param dataLength how many bytes follow the header
   */
  static SafetensorsHeader parse(Path file, String text, long dataLength) {
    if (!text.startsWith("{")) {
      throw damaged(file, "the header does not begin with \"{\"; this is not a safetensors file");
    }
    HeaderParser parser = new HeaderParser(file, text);
    try {
      parser.parse();
    } catch (IOException e) {
      throw new IllegalArgumentException(
          file + ": the header is not valid JSON (at " + parser.json.getPath() + ")", e);
    }
    return SafetensorsHeader.check(
        file, parser.entries, ImmutableMap.copyOf(parser.metadata), dataLength);
  }

  private void parse() throws IOException {
    Set<String> names = new HashSet<>();
    json.beginObject();
    while (json.hasNext()) {
      String name = json.nextName();
      if (!names.add(name)) {
        throw damaged(file, "the header names \"" + name + "\" twice");
      }
      if (name.equals(SafetensorsHeader.METADATA)) {
        parseMetadata();
      } else {
        parseTensor(name);
      }
    }
    json.endObject();
    if (json.peek() != JsonToken.END_DOCUMENT) {
      throw new IllegalStateException("a strict reader allows nothing after the header");
    }
  }

  private void parseMetadata() throws IOException {
    if (json.peek() != JsonToken.BEGIN_OBJECT) {
      throw damaged(file, SafetensorsHeader.METADATA + " must be an object, got " + kind());
    }
    json.beginObject();
    while (json.hasNext()) {
      String key = json.nextName();
      if (json.peek() != JsonToken.STRING) {
        throw damaged(
            file, SafetensorsHeader.METADATA + ": \"" + key + "\" must be a string, got " + kind());
      }
      if (metadata.put(key, json.nextString()) != null) {
        throw damaged(file, SafetensorsHeader.METADATA + " names \"" + key + "\" twice");
      }
    }
    json.endObject();
  }

  private void parseTensor(String name) throws IOException {
    if (json.peek() != JsonToken.BEGIN_OBJECT) {
      throw damaged(file, name, "its description must be an object, got " + kind());
    }
    StoredType type = null;
    long[] sizes = null;
    long[] offsets = null;
    Set<String> fields = new HashSet<>();
    json.beginObject();
    while (json.hasNext()) {
      String field = json.nextName();
      if (!fields.add(field)) {
        throw damaged(file, name, "its description names \"" + field + "\" twice");
      }
      switch (field) {
        case "dtype" -> type = parseType(name);
        case "shape" -> sizes = parseNumbers(name, field);
        case "data_offsets" -> offsets = parseNumbers(name, field);
        default -> json.skipValue();
      }
    }
    json.endObject();
    entries.add(
        entry(
            name,
            given(name, "dtype", type),
            given(name, "shape", sizes),
            given(name, "data_offsets", offsets)));
  }

  private <T> T given(String name, String field, @Nullable T value) {
    if (value == null) {
      throw damaged(file, name, "the header gives no \"" + field + "\"");
    }
    return value;
  }

  private StoredType parseType(String name) throws IOException {
    String given = json.peek() == JsonToken.STRING ? json.nextString() : kind();
    for (StoredType type : StoredType.values()) {
      if (type.name().equals(given)) {
        return type;
      }
    }
    throw damaged(
        file,
        name,
        "dtype must be one of "
            + Arrays.toString(StoredType.values())
            + ", got "
            + given
            + "; convert it before saving");
  }

  private long[] parseNumbers(String name, String field) throws IOException {
    if (json.peek() != JsonToken.BEGIN_ARRAY) {
      throw damaged(file, name, field + " must be a list of whole numbers, got " + kind());
    }
    List<Long> numbers = new ArrayList<>();
    json.beginArray();
    while (json.hasNext()) {
      String number = json.peek() == JsonToken.NUMBER ? json.nextString() : kind();
      if (!WHOLE_NUMBER.matcher(number).matches()) {
        throw damaged(
            file, name, field + " must hold whole numbers from 0 to 10^18, got " + number);
      }
      numbers.add(Long.valueOf(number));
    }
    json.endArray();
    return numbers.stream().mapToLong(Long::longValue).toArray();
  }

  private Entry entry(String name, StoredType type, long[] sizes, long[] offsets) {
    if (offsets.length != 2 || offsets[0] > offsets[1]) {
      throw damaged(
          file,
          name,
          "data_offsets must be [begin, end] with begin <= end, got " + Arrays.toString(offsets));
    }
    long bytes = type.size();
    try {
      for (long size : sizes) {
        bytes = Math.multiplyExact(bytes, Math.toIntExact(size));
      }
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          damaged(file, name, type + Arrays.toString(sizes) + " is too large").getMessage(), e);
    }
    if (bytes != offsets[1] - offsets[0]) {
      throw damaged(
          file,
          name,
          type
              + Arrays.toString(sizes)
              + " takes "
              + bytes
              + " bytes, but data_offsets "
              + Arrays.toString(offsets)
              + " span "
              + (offsets[1] - offsets[0]));
    }
    Shape shape = Shape.of(Arrays.stream(sizes).mapToInt(Math::toIntExact).toArray());
    return new Entry(name, type, shape, offsets[0], offsets[1]);
  }

  private String kind() throws IOException {
    return switch (json.peek()) {
      case BEGIN_ARRAY -> "a list";
      case BEGIN_OBJECT -> "an object";
      case STRING -> "a string";
      case NUMBER -> "a number";
      case BOOLEAN -> "true or false";
      case NULL -> "null";
      case END_ARRAY, END_OBJECT, NAME, END_DOCUMENT ->
          throw new IllegalStateException("a value was expected, got " + json.peek());
    };
  }
}

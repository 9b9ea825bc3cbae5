package org.ladera.optim.rule;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;

/** Reads the files of published numbers; each states its source and protocol. */
final class Goldens {
  private Goldens() {}

  static JsonObject read(String file) {
    try (InputStream in =
        Objects.requireNonNull(Goldens.class.getResourceAsStream("/goldens/" + file), file)) {
      return JsonParser.parseReader(new InputStreamReader(in, StandardCharsets.UTF_8))
          .getAsJsonObject();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The numbers of a row, a scalar being a row of one. */
  static double[] numbers(JsonElement element) {
    return element.isJsonArray()
        ? element.getAsJsonArray().asList().stream().mapToDouble(JsonElement::getAsDouble).toArray()
        : new double[] {element.getAsDouble()};
  }

  /** Rows by the number that is their key. */
  static NavigableMap<Integer, double[]> rows(JsonObject object) {
    NavigableMap<Integer, double[]> rows = new TreeMap<>();
    for (Map.Entry<String, JsonElement> entry : object.entrySet()) {
      rows.put(Integer.parseInt(entry.getKey()), numbers(entry.getValue()));
    }
    return rows;
  }

  static double number(JsonObject settings, String name, double otherwise) {
    return settings.has(name) ? settings.get(name).getAsDouble() : otherwise;
  }

  static boolean flag(JsonObject settings, String name) {
    return settings.has(name) && settings.get(name).getAsBoolean();
  }
}

package org.ladera.core.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;

class SafetensorsTest {
  @TempDir Path folder;

  @Test
  void everyTypeAndShapeComesBackBitForBit() {
    Map<String, HostArray> tensors = new LinkedHashMap<>();
    for (DType dtype : DType.values()) {
      for (Shape shape : List.of(Shape.scalar(), Shape.of(2, 3), Shape.of(0, 3), Shape.of(7))) {
        HostArray array = HostArray.zeros(new TensorType(dtype, shape));
        for (int i = 0; i < array.size(); i++) {
          array.setDouble(i, 1.1 * i - 3);
        }
        tensors.put(dtype.label() + shape, array);
      }
    }
    tensors.put(
        "extremes",
        HostArray.ofDoubles(
            DType.FLOAT32, Shape.of(4), Double.NaN, -0.0, Float.MIN_VALUE, 1.0 / 0.0));
    Map<String, String> notes = Map.of("step", "12", "\"quoted\" \u00e9\n", "\ud83d\ude80\u2028");
    Path file = folder.resolve("all.safetensors");
    new Safetensors(tensors, notes).write(file);

    Safetensors read = Safetensors.read(file);
    assertEquals(tensors.keySet(), read.tensors().keySet());
    assertEquals(notes, read.metadata());
    tensors.forEach(
        (name, array) -> {
          HostArray again = array(read, name);
          assertEquals(array.type(), again.type(), name);
          assertEquals(-1, array.memory().mismatch(again.memory()), name);
        });
  }

  // The byte arrays of test_serialization, test_serialization_forced_alignement and test_empty in
  // safetensors/src/tensor.rs of the format's reference implementation.
  @Test
  void filesAreThoseOfTheReferenceImplementation() throws IOException {
    int[] sixFloats = {
      0, 0, 0, 0, 0, 0, 128, 63, 0, 0, 0, 64, 0, 0, 64, 64, 0, 0, 128, 64, 0, 0, 160, 64
    };
    assertFile(
        ImmutableMap.of("attn.0", counted(1, 2, 3)),
        Map.of(),
        new int[] {
          64, 0, 0, 0, 0, 0, 0, 0, 123, 34, 97, 116, 116, 110, 46, 48, 34, 58, 123, 34, 100, 116,
          121, 112, 101, 34, 58, 34, 70, 51, 50, 34, 44, 34, 115, 104, 97, 112, 101, 34, 58, 91, 49,
          44, 50, 44, 51, 93, 44, 34, 100, 97, 116, 97, 95, 111, 102, 102, 115, 101, 116, 115, 34,
          58, 91, 48, 44, 50, 52, 93, 125, 125
        },
        sixFloats);
    assertFile(
        ImmutableMap.of("attn0", counted(1, 1, 2, 3)),
        Map.of(),
        new int[] {
          72, 0, 0, 0, 0, 0, 0, 0, 123, 34, 97, 116, 116, 110, 48, 34, 58, 123, 34, 100, 116, 121,
          112, 101, 34, 58, 34, 70, 51, 50, 34, 44, 34, 115, 104, 97, 112, 101, 34, 58, 91, 49, 44,
          49, 44, 50, 44, 51, 93, 44, 34, 100, 97, 116, 97, 95, 111, 102, 102, 115, 101, 116, 115,
          34, 58, 91, 48, 44, 50, 52, 93, 125, 125, 32, 32, 32, 32, 32, 32, 32
        },
        sixFloats);
    assertFile(
        ImmutableMap.of(),
        Map.of(),
        new int[] {8, 0, 0, 0, 0, 0, 0, 0, 123, 125, 32, 32, 32, 32, 32, 32},
        new int[0]);
    assertFile(
        ImmutableMap.of(),
        Map.of("framework", "pt"),
        new int[] {
          40, 0, 0, 0, 0, 0, 0, 0, 123, 34, 95, 95, 109, 101, 116, 97, 100, 97, 116, 97, 95, 95, 34,
          58, 123, 34, 102, 114, 97, 109, 101, 119, 111, 114, 107, 34, 58, 34, 112, 116, 34, 125,
          125, 32, 32, 32, 32, 32
        },
        new int[0]);
  }

  private void assertFile(
      Map<String, HostArray> tensors, Map<String, String> metadata, int[] header, int[] data)
      throws IOException {
    byte[] expected = RawSafetensors.bytes(header, data);
    Path file = folder.resolve("reference.safetensors");
    new Safetensors(tensors, metadata).write(file);
    assertArrayEquals(expected, Files.readAllBytes(file));
    Safetensors read = Safetensors.read(file);
    assertEquals(metadata, read.metadata());
    tensors.forEach(
        (name, array) -> assertArrayEquals(array.toDoubles(), array(read, name).toDoubles()));
  }

  @Test
  void theBytesDependOnTheContentAlone() throws IOException {
    Map<String, HostArray> forward = new LinkedHashMap<>();
    forward.put("b", counted(2));
    forward.put("a", counted(3));
    forward.put("wide", HostArray.ofDoubles(DType.FLOAT64, Shape.of(1), 1));
    forward.put("mask", HostArray.ofLongs(DType.BOOL, Shape.of(3), 1, 0, 1));
    Map<String, HostArray> backward = new LinkedHashMap<>();
    forward.entrySet().stream()
        .sorted(Map.Entry.<String, HostArray>comparingByKey().reversed())
        .forEach(entry -> backward.put(entry.getKey(), entry.getValue()));
    Map<String, String> notes = new HashMap<>(Map.of("z", "1", "y", "2", "x", "3"));
    Path one = folder.resolve("one");
    Path two = folder.resolve("two");
    new Safetensors(forward, notes).write(one);
    new Safetensors(backward, new LinkedHashMap<>(notes)).write(two);
    assertArrayEquals(Files.readAllBytes(one), Files.readAllBytes(two));
    assertEquals(
        List.of("wide", "a", "b", "mask"), List.copyOf(Safetensors.read(one).tensors().keySet()));
  }

  @Test
  void dataBeginsAligned() throws IOException {
    for (String name : List.of("a", "ab", "abc", "abcd", "abcde", "\u00e9")) {
      Path file = folder.resolve("aligned");
      new Safetensors(Map.of(name, counted(1)), Map.of()).write(file);
      assertEquals(0, (Files.size(file) - 4) % 8);
      assertEquals(0, array(Safetensors.read(file), name).getDouble(0));
    }
  }

  @Test
  void typesThatWeDoNotHaveAreWidened() throws IOException {
    assertWidened("U8", DType.INT32, new int[] {0, 127, 128, 255}, 0, 127, 128, 255);
    assertWidened("I8", DType.INT32, new int[] {0, 127, 128, 255}, 0, 127, -128, -1);
    assertWidened("I16", DType.INT32, new int[] {1, 0, 0, 128, 255, 255}, 1, -32768, -1);
    assertWidened("U16", DType.INT32, new int[] {1, 0, 0, 128, 255, 255}, 1, 32768, 65535);
    assertWidened("U32", DType.INT64, new int[] {1, 0, 0, 0, 255, 255, 255, 255}, 1, 4294967295L);
    // IEEE 754 binary16: 1, -2, the largest number 65504, the smallest 2^-24, infinity.
    assertWidened(
        "F16",
        DType.FLOAT32,
        new int[] {0x00, 0x3c, 0x00, 0xc0, 0xff, 0x7b, 0x01, 0x00, 0x00, 0x7c},
        1,
        -2,
        65504,
        0x1p-24,
        Double.POSITIVE_INFINITY);
    // The upper halves of the binary32 numbers 1, -2, 3.140625.
    assertWidened(
        "BF16", DType.FLOAT32, new int[] {0x80, 0x3f, 0x00, 0xc0, 0x49, 0x40}, 1, -2, 3.140625);
  }

  private void assertWidened(String stored, DType dtype, int[] data, double... expected)
      throws IOException {
    String header =
        String.format(
            "{\"w\":{\"dtype\":\"%s\",\"shape\":[%d],\"data_offsets\":[0,%d]}}",
            stored, expected.length, data.length);
    Path file = RawSafetensors.write(folder.resolve(stored), header, data);
    HostArray read = array(Safetensors.read(file), "w");
    assertEquals(new TensorType(dtype, Shape.of(expected.length)), read.type());
    assertArrayEquals(expected, read.toDoubles());
  }

  @Test
  void whatTheReferenceImplementationAllowsIsRead() throws IOException {
    // Data in any order of names, white space, notes last, fields that are not known yet.
    String header =
        "{ \"b\": {\"shape\":[], \"data_offsets\":[1,5], \"dtype\":\"I32\", \"later\":[{}]},"
            + "\"none\":{\"dtype\":\"F64\",\"shape\":[2,0],\"data_offsets\":[1,1]},"
            + "\"a\":{\"dtype\":\"BOOL\",\"shape\":[1],\"data_offsets\":[0,1]},"
            + "\"__metadata__\":{\"foo\":\"bar\"}}\r \t\n";
    Path file = RawSafetensors.write(folder.resolve("free"), header, new int[] {1, 9, 0, 0, 0});
    Safetensors read = Safetensors.read(file);
    assertEquals(List.of("a", "none", "b"), List.copyOf(read.tensors().keySet()));
    assertEquals(Map.of("foo", "bar"), read.metadata());
    assertEquals(9, array(read, "b").getLong(0));
    assertEquals(Shape.of(2, 0), array(read, "none").type().shape());
  }

  @Test
  void aFileIsReplacedWholeAndNothingIsLeftBeside() throws IOException {
    Path file = folder.resolve("weights");
    new Safetensors(Map.of("a", counted(1000)), Map.of()).write(file);
    new Safetensors(Map.of("b", counted(2)), Map.of()).write(file);
    assertEquals(Map.of("b", 2L), sizes(Safetensors.read(file)));
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(file), left.toList());
    }
  }

  @Test
  void aFailedWriteLeavesTheOldFile() throws IOException {
    Path file = folder.resolve("weights");
    new Safetensors(Map.of("a", counted(3)), Map.of()).write(file);
    byte[] before = Files.readAllBytes(file);
    IOException full = new IOException("No space left on device");
    Exception error =
        assertThrows(
            UncheckedIOException.class,
            () ->
                AtomicFile.write(
                    file,
                    channel -> {
                      channel.write(ByteBuffer.allocate(10));
                      throw full;
                    }));
    assertEquals(
        file + ": could not be written: java.io.IOException: No space left on device",
        error.getMessage());
    assertArrayEquals(before, Files.readAllBytes(file));
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(file), left.toList());
    }
  }

  @Test
  void laterChangesOfTheMapsDoNotShow() {
    Map<String, HostArray> tensors = new HashMap<>(Map.of("a", counted(1)));
    Safetensors content = new Safetensors(tensors, Map.of());
    tensors.clear();
    assertTrue(content.tensors().containsKey("a"));
    assertThrows(UnsupportedOperationException.class, () -> content.tensors().clear());
  }

  // The bytes go in pieces of 16 MiB.
  @Test
  void manyBytesKeepTheirOrder() {
    HostArray array = HostArray.zeros(new TensorType(DType.INT32, Shape.of(4300, 1001)));
    for (int i = 0; i < array.size(); i++) {
      array.setLong(i, i * 2_654_435_761L);
    }
    Path file = folder.resolve("large");
    new Safetensors(Map.of("a", array), Map.of()).write(file);
    assertEquals(-1, array.memory().mismatch(array(Safetensors.read(file), "a").memory()));
  }

  @Test
  void namesAreUtf8() throws IOException {
    Path file = folder.resolve("names");
    new Safetensors(Map.of("gewicht.\u00e4", counted(1)), Map.of()).write(file);
    assertTrue(Files.readString(file, UTF_8).contains("\"gewicht.\u00e4\""));
  }

  private static Map<String, Long> sizes(Safetensors content) {
    Map<String, Long> sizes = new HashMap<>();
    content.tensors().forEach((name, array) -> sizes.put(name, array.size()));
    return sizes;
  }

  private static HostArray array(Safetensors content, String name) {
    HostArray array = content.tensors().get(name);
    if (array == null) {
      throw new AssertionError("no tensor " + name + " in " + content.tensors().keySet());
    }
    return array;
  }

  private static HostArray counted(int... sizes) {
    HostArray array = HostArray.zeros(new TensorType(DType.FLOAT32, Shape.of(sizes)));
    for (int i = 0; i < array.size(); i++) {
      array.setLong(i, i);
    }
    return array;
  }
}

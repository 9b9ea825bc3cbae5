package org.ladera.core.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;

/**
 * What a file that is not right is answered with: one error each, with file, tensor and numbers.
 */
class SafetensorsDamageTest {
  private static final String A = "\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}";

  @TempDir Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void setUp() {
    file = folder.resolve("model.safetensors");
  }

  @Test
  void aMissingFile() {
    assertError("there is no such file");
    file = folder;
    assertError("is a folder, not a safetensors file");
  }

  @Test
  void aRealFileCutAnywhereIsAnError() throws IOException {
    byte[] whole = realFile();
    int headerLength = whole[0];
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      if (length < 8) {
        assertError("a safetensors file has at least 8 bytes, got " + length);
      } else if (length < 8 + headerLength) {
        assertError(
            "truncated: the header is said to have "
                + headerLength
                + " bytes, but only "
                + (length - 8)
                + " follow");
      } else {
        int data = length - 8 - headerLength;
        String tensor = data < 16 ? "b" : "a";
        int end = data < 16 ? 16 : 24;
        assertError(
            String.format(
                "tensor \"%s\": truncated: it ends at byte %d of the data, but the file holds only"
                    + " %d",
                tensor, end, data));
      }
    }
    Files.write(file, Arrays.copyOf(whole, whole.length + 3));
    assertError(
        "the tensors end at byte 24 of the data, but the file holds 27; the rest belongs to no"
            + " tensor");
  }

  @Test
  void aRealFileWithAnyByteOfItsHeaderChangedIsReadOrIsAnErrorThatNamesIt() throws IOException {
    byte[] whole = realFile();
    for (int at = 0; at < 8 + whole[0]; at++) {
      for (int change : new int[] {1, 2, 16, 128}) {
        byte[] damaged = whole.clone();
        damaged[at] ^= (byte) change;
        Files.write(file, damaged);
        try {
          Safetensors.read(file);
        } catch (IllegalArgumentException e) {
          assertTrue(String.valueOf(e.getMessage()).startsWith(file + ": "), e.getMessage());
        }
      }
    }
  }

  @Test
  void aHeaderLengthThatCannotBe() throws IOException {
    RawSafetensors.write(file, 100_000_001L, "{}".getBytes(UTF_8));
    assertError(
        "the header is said to have 100000001 bytes, more than the 100000000 that the format"
            + " allows; this is not a safetensors file");
    RawSafetensors.write(file, -1, "{}".getBytes(UTF_8));
    assertError(
        "the header is said to have 18446744073709551615 bytes, more than the 100000000 that the"
            + " format allows; this is not a safetensors file");
    RawSafetensors.write(file, 60, "{}".getBytes(UTF_8));
    assertError("truncated: the header is said to have 60 bytes, but only 2 follow");
  }

  @Test
  void aHeaderThatIsNoText() throws IOException {
    RawSafetensors.write(file, 2, new byte[] {'{', (byte) 0xff});
    assertError("the header is not valid UTF-8; this is not a safetensors file");
    RawSafetensors.write(file, " {}");
    assertError("the header does not begin with \"{\"; this is not a safetensors file");
    RawSafetensors.write(file, "");
    assertError("the header does not begin with \"{\"; this is not a safetensors file");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{                                                         | $.",
        "{} x                                                      | $",
        "{}{}                                                      | $",
        "{\"a\":{\"dtype\":\"F32\",}}                              | $.a.dtype",
        "{'a':{}}                                                  | $.",
        "{\"a\":{\"dtype\":F32}}                                   | $.a.dtype",
        "{\"a\":{\"shape\":[01]}}                                  | $.a.shape[0]",
        "{\"a\":{\"shape\":[NaN]}}                                 | $.a.shape[0]",
        "{\"a\":{\"shape\":[1;2]}}                                 | $.a.shape[0]",
        "{\"a\":{\"x\":tru}}                                       | $.a.x",
      })
  void aHeaderThatIsNoJson(String header, String place) throws IOException {
    RawSafetensors.write(file, header);
    assertError("the header is not valid JSON (at " + place + ")");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"__metadata__\":[]}            | __metadata__ must be an object, got a list",
        "{\"__metadata__\":{\"epoch\":3}} | __metadata__: \"epoch\" must be a string, got a number",
        "{\"__metadata__\":{\"e\":null}}  | __metadata__: \"e\" must be a string, got null",
        "{\"__metadata__\":{\"e\":\"\",\"e\":\"\"}} | __metadata__ names \"e\" twice",
        "{\"__metadata__\":{},\"__metadata__\":{}}  | the header names \"__metadata__\" twice",
      })
  void notesThatAreNoStrings(String header, String error) throws IOException {
    RawSafetensors.write(file, header);
    assertError(error);
  }

  @Test
  void aNameThatIsGivenTwice() throws IOException {
    RawSafetensors.write(file, "{" + A + "," + A + "}", new int[8]);
    assertError("the header names \"a\" twice");
    RawSafetensors.write(file, "{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F32\"}}");
    assertError("tensor \"a\": its description names \"dtype\" twice");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "5                                        | its description must be an object, got a"
            + " number",
        "{\"shape\":[],\"data_offsets\":[0,4]}    | the header gives no \"dtype\"",
        "{\"dtype\":\"F32\",\"data_offsets\":[0,4]} | the header gives no \"shape\"",
        "{\"dtype\":\"F32\",\"shape\":[]}         | the header gives no \"data_offsets\"",
        "{\"dtype\":\"F8_E4M3\"} | dtype must be one of [BOOL, U8, I8, I16, U16, F16, BF16, I32,"
            + " U32, F32, F64, I64], got F8_E4M3; convert it before saving",
        "{\"dtype\":4} | dtype must be one of [BOOL, U8, I8, I16, U16, F16, BF16, I32, U32, F32,"
            + " F64, I64], got a number; convert it before saving",
        "{\"shape\":\"2\"}    | shape must be a list of whole numbers, got a string",
        "{\"shape\":[2,-1]}   | shape must hold whole numbers from 0 to 10^18, got -1",
        "{\"shape\":[2.0]}    | shape must hold whole numbers from 0 to 10^18, got 2.0",
        "{\"shape\":[1e3]}    | shape must hold whole numbers from 0 to 10^18, got 1e3",
        "{\"shape\":[\"2\"]}  | shape must hold whole numbers from 0 to 10^18, got a string",
        "{\"shape\":[18446744073709551614]} | shape must hold whole numbers from 0 to 10^18, got"
            + " 18446744073709551614",
        "{\"dtype\":\"I32\",\"shape\":[2,2147483648],\"data_offsets\":[0,4]} | I32[2, 2147483648]"
            + " is too large",
        "{\"dtype\":\"I64\",\"shape\":[2000000000,2000000000],\"data_offsets\":[0,4]} |"
            + " I64[2000000000, 2000000000] is too large",
        "{\"dtype\":\"I32\",\"shape\":[2],\"data_offsets\":[0]} | data_offsets must be [begin, end]"
            + " with begin <= end, got [0]",
        "{\"dtype\":\"I32\",\"shape\":[2],\"data_offsets\":[8,0]} | data_offsets must be [begin,"
            + " end] with begin <= end, got [8, 0]",
        "{\"dtype\":\"F32\",\"shape\":[2,3],\"data_offsets\":[0,20]} | F32[2, 3] takes 24 bytes,"
            + " but data_offsets [0, 20] span 20",
        "{\"dtype\":\"F64\",\"shape\":[],\"data_offsets\":[0,0]} | F64[] takes 8 bytes, but"
            + " data_offsets [0, 0] span 0",
        "{\"dtype\":\"F64\",\"shape\":[],\"data_offsets\":[4,12]} | it begins at byte 4 of the"
            + " data, but the first tensor must begin at 0",
      })
  void aDescriptionThatCannotBe(String description, String error) throws IOException {
    RawSafetensors.write(file, "{\"a\":" + description + "}", new int[12]);
    assertError("tensor \"a\": " + error);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[0,8]  | it begins at byte 0 of the data, inside tensor \"a\", which ends at 8",
        "[6,14] | it begins at byte 6 of the data, inside tensor \"a\", which ends at 8",
        "[11,19] | it begins at byte 11 of the data, but tensor \"a\" ends at 8; the 3 bytes"
            + " between belong to no tensor",
      })
  void dataThatOverlapsOrIsNobodys(String offsets, String error) throws IOException {
    String b = "\"b\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":" + offsets + "}";
    RawSafetensors.write(file, "{" + A + "," + b + "}", new int[19]);
    assertError("tensor \"b\": " + error);
  }

  @Test
  void dataWithoutATensor() throws IOException {
    RawSafetensors.write(file, "{}", 1, 2);
    assertError(
        "the tensors end at byte 0 of the data, but the file holds 2; the rest belongs to no"
            + " tensor");
  }

  @Test
  void aBoolThatIsNeitherTrueNorFalse() throws IOException {
    RawSafetensors.write(
        file, "{\"m\":{\"dtype\":\"BOOL\",\"shape\":[3],\"data_offsets\":[0,3]}}", 0, 1, 255);
    assertError("tensor \"m\": a bool is stored as 0 or 1, got 255 at entry 2");
  }

  @Test
  void mistakesWhenWriting() {
    HostArray array = HostArray.ofDoubles(DType.FLOAT32, Shape.scalar(), 1);
    assertEquals(
        "Safetensors: no tensor may be called \"__metadata__\"",
        assertThrows(
                IllegalArgumentException.class,
                () -> new Safetensors(Map.of("__metadata__", array), Map.of()))
            .getMessage());
    Safetensors content = new Safetensors(Map.of("a", array), Map.of());
    assertWriteError(content, folder, "is a folder; name a file in it");
    assertWriteError(
        content,
        folder.resolve("missing/model"),
        "there is no folder " + folder.resolve("missing") + "; create it first");
    assertWriteError(
        new Safetensors(Map.of("\ud83d", array), Map.of()),
        file,
        "a name or note is not valid Unicode (half of a surrogate pair)");
  }

  private static void assertWriteError(Safetensors content, Path target, String expected) {
    assertEquals(
        target + ": " + expected,
        assertThrows(IllegalArgumentException.class, () -> content.write(target)).getMessage());
  }

  /** Two tensors, 24 bytes of data: "b" f64[2] first, for its alignment, then "a" f32[2]. */
  private byte[] realFile() throws IOException {
    HostArray a = HostArray.ofDoubles(DType.FLOAT32, Shape.of(2), 1, 2);
    HostArray b = HostArray.ofDoubles(DType.FLOAT64, Shape.of(2), 3, 4);
    Path whole = folder.resolve("whole");
    new Safetensors(Map.of("a", a, "b", b), Map.of()).write(whole);
    return Files.readAllBytes(whole);
  }

  private void assertError(String expected) {
    assertEquals(
        file + ": " + expected,
        assertThrows(IllegalArgumentException.class, () -> Safetensors.read(file)).getMessage());
  }
}

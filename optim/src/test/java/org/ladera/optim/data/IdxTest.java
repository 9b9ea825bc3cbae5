package org.ladera.optim.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ladera.optim.data.DatasetTest.refused;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class IdxTest {
  private static final String BYTES_2_BY_3 = "00000802 00000002 00000003 0001 7f80 feff";

  @TempDir Path folder;

  /** Written by hand after the description of the format on the page of the MNIST database. */
  @Test
  void everyTypeOfEntryIsRead() throws IOException {
    INDArray bytes = Idx.read(file("a", BYTES_2_BY_3));
    assertEquals(DataType.INT32, bytes.dataType());
    assertEquals(Nd4j.createFromArray(new int[][] {{0, 1, 127}, {128, 254, 255}}), bytes);
    assertEquals(
        Nd4j.createFromArray(-128, -1, 127), Idx.read(file("a", "00000901 00000003 80ff7f")));
    assertEquals(
        Nd4j.createFromArray(-32768, 258), Idx.read(file("a", "00000b01 00000002 8000 0102")));
    assertEquals(
        Nd4j.createFromArray(Integer.MIN_VALUE, 16909060),
        Idx.read(file("a", "00000c01 00000002 80000000 01020304")));
    assertEquals(
        Nd4j.createFromArray(1f, -2.5f),
        Idx.read(file("a", "00000d01 00000002 3f800000 c0200000")));
    assertEquals(
        Nd4j.createFromArray(1.0, -2.5),
        Idx.read(file("a", "00000e01 00000002 3ff0000000000000 c004000000000000")));
  }

  @Test
  void packedFilesAreRead() throws IOException {
    Path packed = folder.resolve("a.gz");
    Files.write(packed, pack(HexFormat.of().parseHex(BYTES_2_BY_3.replace(" ", ""))));
    assertEquals(Idx.read(file("a", BYTES_2_BY_3)), Idx.read(packed));
  }

  @Test
  void emptyAxesAreRead() throws IOException {
    assertArrayEquals(new long[] {0, 3}, Idx.read(file("a", "00000802 00000000 00000003")).shape());
  }

  @Test
  void truncatedFilesAreNamedWithBothSizes() throws IOException {
    Path entries = file("images", "00000802 00000002 00000003 0001");
    refused(
        "images: 18 bytes are expected for ubyte[2, 3], found 14; the file is truncated, get it"
            + " again",
        () -> Idx.read(entries));
    Path header = file("images", "00000802 000000");
    refused(
        "images: 12 bytes are expected for a header of 2 axes, found 7; the file is truncated, get"
            + " it again",
        () -> Idx.read(header));
    Path start = file("images", "00");
    refused(
        "images: 4 bytes are expected for its first 4 bytes, found 1; the file is truncated, get it"
            + " again",
        () -> Idx.read(start));
    Path large = file("images", "00000803 0000ea60 0000001c 0000001c 00");
    refused(
        "images: 47040016 bytes are expected for ubyte[60000, 28, 28], found 17; the file is"
            + " truncated, get it again",
        () -> Idx.read(large));
  }

  @Test
  void truncatedPackedFilesAreNamedWithBothSizes() throws IOException {
    byte[] content = new byte[16 + 100 * 28 * 28];
    new Random(1).nextBytes(content);
    System.arraycopy(
        HexFormat.of().parseHex("00000803000000640000001c0000001c"), 0, content, 0, 16);
    byte[] packed = pack(content);
    Path cut = folder.resolve("cut.gz");
    Files.write(cut, Arrays.copyOf(packed, packed.length / 2));
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> Idx.read(cut));
    String message = String.valueOf(error.getMessage());
    assertTrue(
        message.matches(
            "cut.gz: 78416 bytes are expected for ubyte\\[100, 28, 28], found 3\\d{4}; the file"
                + " is truncated, get it again"),
        message);
    packed[packed.length - 6] ^= 1;
    Path wrong = folder.resolve("wrong.gz");
    Files.write(wrong, packed);
    refused(
        "wrong.gz: the file is truncated or damaged, get it again (Corrupt GZIP trailer)",
        () -> Idx.read(wrong));
    Path header = folder.resolve("header.gz");
    Files.write(header, Arrays.copyOf(packed, 5));
    refused("header.gz: the file is truncated or damaged, get it again", () -> Idx.read(header));
  }

  @Test
  void filesThatAreTooLongOrOfAnotherKindAreRefused() throws IOException {
    Path longer = file("labels", "00000801 00000002 000102");
    refused(
        "labels: 10 bytes are expected for ubyte[2], found 11; the file is damaged, get it again",
        () -> Idx.read(longer));
    Path other = file("labels", "25504446 2d312e37");
    refused(
        "labels: not an IDX file: it must begin with 00 00, a type (08, 09, 0b..0e) and the number"
            + " of axes, got 25 50 44 46",
        () -> Idx.read(other));
    Path huge = file("labels", "00000802 7fffffff 7fffffff");
    refused(
        "labels: ubyte[2147483647, 2147483647] is too large to be read; is the file damaged?",
        () -> Idx.read(huge));
    Path negative = file("labels", "00000801 ffffffff");
    refused(
        "labels: ubyte[-1] is too large to be read; is the file damaged?",
        () -> Idx.read(negative));
    refused(
        "none: there is no such file in " + folder.toAbsolutePath(),
        () -> Idx.read(folder.resolve("none")));
  }

  private Path file(String name, String hexadecimal) throws IOException {
    return Files.write(folder.resolve(name), HexFormat.of().parseHex(hexadecimal.replace(" ", "")));
  }

  static byte[] pack(byte[] content) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(content);
    }
    return packed.toByteArray();
  }
}

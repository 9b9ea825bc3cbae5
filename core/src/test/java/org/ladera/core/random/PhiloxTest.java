package org.ladera.core.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Splitter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhiloxTest {
  private static final long SEED = 42;
  private static final long STREAM = 0x0123_4567_89ab_cdefL;

  // The rows "philox4x32 10" of tests/kat_vectors in Random123 1.14.0 (D. E. Shaw Research).
  @ParameterizedTest
  @CsvSource({
    "00000000 00000000 00000000 00000000, 00000000 00000000,"
        + " 6627e8d5 e169c58d bc57ac4c 9b00dbd8",
    "ffffffff ffffffff ffffffff ffffffff, ffffffff ffffffff,"
        + " 408f276d 41c83b0e a20bc7c6 6d5451fd",
    "243f6a88 85a308d3 13198a2e 03707344, a4093822 299f31d0,"
        + " d16cfe09 94fdcceb 5001e420 24126ea1",
  })
  void blockGivesThePublishedAnswers(String counter, String key, String expected) {
    int[] c = words(counter);
    int[] k = words(key);
    assertArrayEquals(words(expected), Philox.block(c[0], c[1], c[2], c[3], k[0], k[1]));
  }

  @Test
  void valuesOfUpTo32BitsTakeTheUpperBitsOfOneWordEach() {
    long key = Philox.key(SEED, STREAM);
    long counter = 0x1_0000_0007L;
    for (int index = 0; index < 11; index++) {
      int[] block = Philox.block(index / 4, 0, 7, 1, (int) key, (int) (key >>> 32));
      int word = block[index % 4];
      assertEquals(Integer.toUnsignedLong(word), Philox.bits(SEED, STREAM, counter, index, 32));
      assertEquals(word >>> 8, Philox.bits(SEED, STREAM, counter, index, 24));
      assertEquals(word >>> 31, Philox.bits(SEED, STREAM, counter, index, 1));
    }
  }

  @Test
  void widerValuesTakeTheUpperBitsOfTwoWords() {
    long key = Philox.key(SEED, STREAM);
    for (int index = 0; index < 7; index++) {
      int[] block = Philox.block(index / 2, 0, 3, 0, (int) key, (int) (key >>> 32));
      int first = 2 * (index % 2);
      long wide = (long) block[first + 1] << 32 | Integer.toUnsignedLong(block[first]);
      assertEquals(wide >>> 11, Philox.bits(SEED, STREAM, 3, index, 53));
      assertEquals(wide >>> 1, Philox.bits(SEED, STREAM, 3, index, 63));
      assertEquals(wide >>> 31, Philox.bits(SEED, STREAM, 3, index, 33));
    }
  }

  @Test
  void theBlockIndexUsesBothOfItsCounterWords() {
    long key = Philox.key(SEED, STREAM);
    long index = (5L << 34) + 4 * 9 + 2;
    int[] block = Philox.block(9, 5, 0, 0, (int) key, (int) (key >>> 32));
    assertEquals(Integer.toUnsignedLong(block[2]), Philox.bits(SEED, STREAM, 0, index, 32));
  }

  // The first number of SplitMix64 from seed 1234567, as Rosetta Code prints it ("Pseudo-random
  // numbers/Splitmix64").
  @Test
  void theKeyMixesTheSeedBySplitMix64AndAddsTheStreamByXor() {
    assertEquals(6457827717110365317L, Philox.key(1234567, 0));
    assertEquals(6457827717110365317L ^ STREAM, Philox.key(1234567, STREAM));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 24, 31})
  void fillOfIntsGivesTheValuesOneByOne(int bits) {
    int[] filled = new int[23];
    Philox.fill(SEED, STREAM, 5, 6, bits, filled, 2, 20, new int[4]);
    for (int i = 0; i < 20; i++) {
      assertEquals(Philox.bits(SEED, STREAM, 5, 6 + i, bits), filled[2 + i]);
    }
    assertEquals(0, filled[1] | filled[22]);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 24, 32, 33, 53, 63})
  void fillOfLongsGivesTheValuesOneByOne(int bits) {
    long[] filled = new long[23];
    Philox.fill(SEED, STREAM, 5, 7, bits, filled, 2, 20, new int[4]);
    for (int i = 0; i < 20; i++) {
      assertEquals(Philox.bits(SEED, STREAM, 5, 7 + i, bits), filled[2 + i]);
      assertTrue(filled[2 + i] >= 0 && filled[2 + i] >>> bits == 0);
    }
    assertEquals(0, filled[1] | filled[22]);
  }

  @Test
  void uniformsAreTheBitsScaledBelowOne() {
    for (int i = 0; i < 1000; i++) {
      double wide = Philox.uniform(SEED, STREAM, 1, i);
      float narrow = Philox.uniformFloat(SEED, STREAM, 1, i);
      assertEquals(Philox.bits(SEED, STREAM, 1, i, 53), (long) (wide * 0x1p53));
      assertEquals(Philox.bits(SEED, STREAM, 1, i, 24), (long) (narrow * 0x1p24f));
      assertTrue(wide >= 0 && wide < 1 && narrow >= 0 && narrow < 1);
    }
  }

  // 256 cells, 2^16 draws, 255 degrees of freedom: chi-squared exceeds 347.7 with probability 1e-4.
  @Test
  void valuesFillEqualCellsEvenly() {
    int[] cells = new int[256];
    for (int i = 0; i < 1 << 16; i++) {
      cells[(int) Philox.bits(SEED, STREAM, 0, i, 8)]++;
    }
    double chiSquared = 0;
    for (int cell : cells) {
      chiSquared += (cell - 256.0) * (cell - 256.0) / 256.0;
    }
    assertTrue(chiSquared < 347.7 && chiSquared > 177.3, "chi-squared " + chiSquared);
  }

  @Test
  void seedStreamCounterAndIndexAllChangeTheValue() {
    Set<Long> values = new HashSet<>();
    for (int i = 0; i < 64; i++) {
      long one = 1L << i;
      values.add(Philox.bits(SEED ^ one, STREAM, 0, 0, 63));
      values.add(Philox.bits(SEED, STREAM ^ one, 0, 0, 63));
      values.add(Philox.bits(SEED, STREAM, one, 0, 63));
      values.add(i == 63 ? -1L : Philox.bits(SEED, STREAM, 0, one, 63));
    }
    values.add(Philox.bits(SEED, STREAM, 0, 0, 63));
    assertEquals(4 * 64 + 1, values.size());
  }

  @Test
  void aStreamIsTheFirstEightBytesOfSha256() throws Exception {
    ByteBuffer text = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    text.put("encoder.0/\u00e9".getBytes(StandardCharsets.UTF_8)).put((byte) 0).putInt(258).flip();
    byte[] named = new byte[text.remaining()];
    text.get(named);
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(named);
    assertEquals(
        ByteBuffer.wrap(digest).order(ByteOrder.LITTLE_ENDIAN).getLong(),
        Philox.streamOf("encoder.0/\u00e9", 258));
    assertNotEquals(Philox.streamOf("a", 0), Philox.streamOf("a", 1));
    assertNotEquals(Philox.streamOf("a", 0), Philox.streamOf("b", 0));
  }

  @Test
  void mistakesAreNamed() {
    assertMessage("Philox: a value has 1 to 63 bits, got 64", 0, 64);
    assertMessage("Philox: a value has 1 to 63 bits, got 0", 0, 0);
    assertMessage("Philox: values are counted from 0, got -1", -1, 24);
    assertEquals(
        "Philox: a value has 1 to 31 bits, got 32",
        assertThrows(
                IllegalArgumentException.class,
                () -> Philox.fill(SEED, STREAM, 0, 0, 32, new int[4], 0, 4, new int[4]))
            .getMessage());
    assertThrows(
        IndexOutOfBoundsException.class,
        () -> Philox.fill(SEED, STREAM, 0, 0, 24, new long[4], 1, 4, new int[4]));
    assertEquals(
        "Philox.streamOf: draws are counted from 0, got -3 at \"dropout\"",
        assertThrows(IllegalArgumentException.class, () -> Philox.streamOf("dropout", -3))
            .getMessage());
  }

  private static void assertMessage(String expected, long index, int bits) {
    assertEquals(
        expected,
        assertThrows(
                IllegalArgumentException.class, () -> Philox.bits(SEED, STREAM, 0, index, bits))
            .getMessage());
  }

  private static int[] words(String hexadecimal) {
    return Splitter.on(' ')
        .splitToStream(hexadecimal)
        .mapToInt(word -> Integer.parseUnsignedInt(word, 16))
        .toArray();
  }
}

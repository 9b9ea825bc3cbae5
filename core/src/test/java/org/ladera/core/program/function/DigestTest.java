package org.ladera.core.program.function;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.PrimitiveIterator;
import java.util.stream.LongStream;
import java.util.zip.CRC32C;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bits of the float32 functions. Whoever changes them must run the slow tests again. */
class DigestTest {
  private static final int PARTS = 64;
  private static final int NAN = 0x7fc00000;

  /** One in 16 of all numbers; of those that sine and cosine leave to StrictMath, one in 1,024. */
  @ParameterizedTest
  @CsvSource({
    "EXP, 2106fbc8",
    "EXPM1, e0af5d80",
    "LOG, 5c669c65",
    "LOG1P, 1e32e986",
    "TANH, 8e7c8871",
    "SIGMOID, 557b2b90",
    "ERF, 03023bb4",
    "SIN, b8317605",
    "COS, fa717d63"
  })
  void givesTheBitsThatWereMeasured(Subject subject, String digest) {
    int[] parts =
        LongStream.range(0, PARTS)
            .parallel()
            .mapToObj(part -> digest(subject, part))
            .mapToInt(Integer::intValue)
            .toArray();
    assertEquals(digest, HexFormat.of().toHexDigits(checksum(parts)));
  }

  private static int digest(Subject subject, long part) {
    int[] bits = new int[Numbers.TILE];
    int[] results = new int[Numbers.TILE];
    int[] sums = new int[Numbers.TILE];
    long tiles = Numbers.SIXTEENTH / PARTS;
    try (Evaluation evaluation = new Evaluation(subject, Numbers.TILE)) {
      PrimitiveIterator.OfLong tile =
          Numbers.worthwhile(subject, part * tiles, (part + 1) * tiles, 16).iterator();
      while (tile.hasNext()) {
        Numbers.fillSixteenth(tile.nextLong(), bits);
        evaluation.of(bits, results);
        add(results, sums);
      }
    }
    return checksum(sums);
  }

  /** Multiplies by an odd number, so that no change of one result goes unseen. All NaNs are one. */
  private static void add(int[] results, int[] sums) {
    for (int i = 0; i < results.length; i++) {
      int result = (results[i] & 0x7fffffff) > 0x7f800000 ? NAN : results[i];
      sums[i] = sums[i] * 0x01000193 + result;
    }
  }

  private static int checksum(int[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length);
    bytes.asIntBuffer().put(values);
    CRC32C checksum = new CRC32C();
    checksum.update(bytes);
    return (int) checksum.getValue();
  }
}

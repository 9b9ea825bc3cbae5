package org.ladera.core.random;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;
import java.util.Objects;

/**
 * The counter-based generator Philox 4x32-10 (Salmon, Moraes, Dror, Shaw: Parallel Random Numbers:
 * As Easy as 1, 2, 3, SC 2011, doi:10.1145/2063384.2063405), and the way this project counts with
 * it.
 *
 * <p>A draw is named by a <em>seed</em>, a <em>stream</em> (which draw of the program it is, see
 * {@link #streamOf}) and a <em>counter</em> (how many runs came before). Its value number {@code
 * i}, with {@code n} bits:
 *
 * <pre>
 * key     = mix(seed) xor stream             64 bits, low word first
 * b, w    = i / 4, i mod 4      if n &lt;= 32   block of four words, one word a value
 *           i / 2, 2 (i mod 2)  otherwise    two words a value
 * words   = philox(counter words: b low, b high, counter low, counter high; key)
 * value   = the upper n bits of words[w]                      if n &lt;= 32
 *           the upper n bits of words[w + 1] 2^32 + words[w]  otherwise
 * </pre>
 *
 * <p>{@code mix} is the bijective finalizer of SplitMix64 (Steele, Lea, Flood: Fast Splittable
 * Pseudorandom Number Generators, OOPSLA 2014, doi:10.1145/2660193.2660195, variant 13) applied to
 * {@code seed + 0x9e3779b97f4a7c15}. So two seeds never share a key on one stream, nor two streams
 * under one seed; distinct pairs collide with probability 2^-64. All functions are pure.
 */
public final class Philox {
  private static final int ROUNDS = 10;
  private static final long MULTIPLIER_0 = 0xD2511F53L;
  private static final long MULTIPLIER_1 = 0xCD9E8D57L;
  private static final int WEYL_0 = 0x9E3779B9;
  private static final int WEYL_1 = 0xBB67AE85;
  private static final long LOW_WORD = 0xFFFF_FFFFL;

  private Philox() {}

  /**
   * {@return the four words of one block, as the paper and Random123 define them}
   *
   * @param counter0 counter word 0, the lowest
   * @param counter1 counter word 1
   * @param counter2 counter word 2
   * @param counter3 counter word 3
   * @param key0 key word 0, the lower
   * @param key1 key word 1
   */
  public static int[] block(
      int counter0, int counter1, int counter2, int counter3, int key0, int key1) {
    int[] words = {counter0, counter1, counter2, counter3};
    encrypt(words, key0, key1);
    return words;
  }

  private static void encrypt(int[] words, int key0, int key1) {
    int word0 = words[0];
    int word1 = words[1];
    int word2 = words[2];
    int word3 = words[3];
    int round0 = key0;
    int round1 = key1;
    for (int round = 0; round < ROUNDS; round++) {
      long product0 = MULTIPLIER_0 * (word0 & LOW_WORD);
      long product1 = MULTIPLIER_1 * (word2 & LOW_WORD);
      word0 = (int) (product1 >>> 32) ^ word1 ^ round0;
      word1 = (int) product1;
      word2 = (int) (product0 >>> 32) ^ word3 ^ round1;
      word3 = (int) product0;
      round0 += WEYL_0;
      round1 += WEYL_1;
    }
    words[0] = word0;
    words[1] = word1;
    words[2] = word2;
    words[3] = word3;
  }

  /**
   * {@return the stream of a draw: the first eight bytes, lowest first, of the SHA-256 of the path
   * in UTF-8, a zero byte, and the ordinal as four bytes, lowest first}
   *
   * @param path the place of the draw, such as {@code "encoder.0.dropout"}
   * @param ordinal which draw of that place, from 0
   * @throws IllegalArgumentException if the ordinal is negative
   */
  public static long streamOf(String path, int ordinal) {
    if (ordinal < 0) {
      throw new IllegalArgumentException(
          "Philox.streamOf: draws are counted from 0, got " + ordinal + " at \"" + path + "\"");
    }
    return Hashing.sha256()
        .newHasher()
        .putString(path, UTF_8)
        .putByte((byte) 0)
        .putInt(ordinal)
        .hash()
        .asLong();
  }

  /**
   * {@return the key of a draw: word 0 is its low half, word 1 its high half}
   *
   * @param seed the user's seed
   * @param stream which draw, see {@link #streamOf}
   */
  public static long key(long seed, long stream) {
    long z = seed + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return (z ^ (z >>> 31)) ^ stream;
  }

  /**
   * {@return one value of a draw, at least 0 and below 2^bits}
   *
   * @param seed the user's seed
   * @param stream which draw, see {@link #streamOf}
   * @param counter how many runs came before
   * @param index which value of the draw, from 0
   * @param bits how many bits, 1 to 63
   * @throws IllegalArgumentException if the number of bits or the index is out of range
   */
  public static long bits(long seed, long stream, long counter, long index, int bits) {
    checkDraw(index, bits, 63);
    long key = key(seed, stream);
    int[] words = new int[4];
    int each = bits <= 32 ? 1 : 2;
    int perBlock = 4 / each;
    fillBlock(words, index / perBlock, counter, key);
    return value(words, (int) (index % perBlock) * each, bits);
  }

  /**
   * Fills a piece of an array with consecutive values of a draw, each as by {@link #bits}.
   *
   * @param seed the user's seed
   * @param stream which draw
   * @param counter how many runs came before
   * @param index which value of the draw comes first
   * @param bits how many bits, 1 to 63
   * @param into the array
   * @param offset where in the array the first value goes
   * @param length how many values
   * @param words room for four words, so that a draw allocates nothing
   * @throws IllegalArgumentException if the number of bits or the index is out of range
   * @throws IndexOutOfBoundsException if the piece does not lie in the array, or there is no room
   */
  public static void fill(
      long seed,
      long stream,
      long counter,
      long index,
      int bits,
      long[] into,
      int offset,
      int length,
      int[] words) {
    checkDraw(index, bits, 63);
    Objects.checkFromIndexSize(offset, length, into.length);
    Objects.checkFromIndexSize(0, 4, words.length);
    long key = key(seed, stream);
    int each = bits <= 32 ? 1 : 2;
    int perBlock = 4 / each;
    for (int i = 0; i < length; i++) {
      int within = (int) ((index + i) % perBlock);
      if (i == 0 || within == 0) {
        fillBlock(words, (index + i) / perBlock, counter, key);
      }
      into[offset + i] = value(words, within * each, bits);
    }
  }

  /**
   * Fills a piece of an array with consecutive values of a draw, each as by {@link #bits}.
   *
   * @param seed the user's seed
   * @param stream which draw
   * @param counter how many runs came before
   * @param index which value of the draw comes first
   * @param bits how many bits, 1 to 31
   * @param into the array
   * @param offset where in the array the first value goes
   * @param length how many values
   * @param words room for four words, so that a draw allocates nothing
   * @throws IllegalArgumentException if the number of bits or the index is out of range
   * @throws IndexOutOfBoundsException if the piece does not lie in the array, or there is no room
   */
  public static void fill(
      long seed,
      long stream,
      long counter,
      long index,
      int bits,
      int[] into,
      int offset,
      int length,
      int[] words) {
    checkDraw(index, bits, 31);
    Objects.checkFromIndexSize(offset, length, into.length);
    Objects.checkFromIndexSize(0, 4, words.length);
    long key = key(seed, stream);
    for (int i = 0; i < length; i++) {
      int within = (int) ((index + i) & 3);
      if (i == 0 || within == 0) {
        fillBlock(words, (index + i) >>> 2, counter, key);
      }
      into[offset + i] = words[within] >>> (32 - bits);
    }
  }

  /**
   * {@return one value of a draw, uniform over the multiples of 2^-53 in [0, 1)}
   *
   * @param seed the user's seed
   * @param stream which draw
   * @param counter how many runs came before
   * @param index which value of the draw, from 0
   */
  public static double uniform(long seed, long stream, long counter, long index) {
    return bits(seed, stream, counter, index, 53) * 0x1p-53;
  }

  /**
   * {@return one value of a draw, uniform over the multiples of 2^-24 in [0, 1)}
   *
   * @param seed the user's seed
   * @param stream which draw
   * @param counter how many runs came before
   * @param index which value of the draw, from 0
   */
  public static float uniformFloat(long seed, long stream, long counter, long index) {
    return bits(seed, stream, counter, index, 24) * 0x1p-24f;
  }

  private static void fillBlock(int[] words, long block, long counter, long key) {
    words[0] = (int) block;
    words[1] = (int) (block >>> 32);
    words[2] = (int) counter;
    words[3] = (int) (counter >>> 32);
    encrypt(words, (int) key, (int) (key >>> 32));
  }

  private static long value(int[] words, int first, int bits) {
    if (bits <= 32) {
      return (words[first] & LOW_WORD) >>> (32 - bits);
    }
    return ((long) words[first + 1] << 32 | (words[first] & LOW_WORD)) >>> (64 - bits);
  }

  private static void checkDraw(long index, int bits, int most) {
    if (bits < 1 || bits > most) {
      throw new IllegalArgumentException("Philox: a value has 1 to " + most + " bits, got " + bits);
    }
    if (index < 0) {
      throw new IllegalArgumentException("Philox: values are counted from 0, got " + index);
    }
  }
}

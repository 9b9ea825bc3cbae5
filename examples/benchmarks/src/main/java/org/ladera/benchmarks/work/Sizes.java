package org.ladera.benchmarks.work;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/** Numbers of entries, as a command line has them. */
public final class Sizes {
  private Sizes() {}

  /**
   * {@return the sizes of some words}
   *
   * @param option which option has them
   * @param words such as {@code 1000} or {@code 1e3}
   * @throws IllegalArgumentException if one is no whole number from 1 to 2^31 - 1
   */
  public static List<Integer> parse(String option, List<String> words) {
    return words.stream().map(word -> parse(option, word)).toList();
  }

  private static int parse(String option, String word) {
    try {
      int size = new BigDecimal(word.strip()).intValueExact();
      if (size > 0) {
        return size;
      }
    } catch (NumberFormatException | ArithmeticException e) {
      // Said below.
    }
    throw new IllegalArgumentException(
        option + ": whole numbers such as 1000 or 1e3 are needed, got \"" + word + '"');
  }

  /** {@return a size as readers like it, such as 10,000} */
  public static String text(int size) {
    return String.format(Locale.ROOT, "%,d", size);
  }
}

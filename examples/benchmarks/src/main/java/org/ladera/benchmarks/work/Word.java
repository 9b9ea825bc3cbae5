package org.ladera.benchmarks.work;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A constant that a command line chooses by one of several names. */
public interface Word {
  /** {@return the names, the first of which is printed} */
  List<String> names();

  /** {@return the name that is printed} */
  default String word() {
    return names().getFirst();
  }

  /**
   * {@return the constant of a name, in small or capital letters, with hyphens or underscores}
   *
   * @param <E> the constants
   * @param type the constants
   * @param text a name
   * @throws IllegalArgumentException if there is none of that name
   */
  static <E extends Enum<E> & Word> E parse(Class<E> type, String text) {
    String wanted = text.toLowerCase(Locale.ROOT).replace('_', '-');
    return Arrays.stream(type.getEnumConstants())
        .filter(each -> each.names().contains(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no " + description(type) + " \"" + text + "\"; known: " + all(type)));
  }

  private static String description(Class<?> type) {
    return type.getSimpleName().replace("Kind", "").toLowerCase(Locale.ROOT);
  }

  private static <E extends Enum<E> & Word> String all(Class<E> type) {
    return Arrays.stream(type.getEnumConstants()).map(Word::word).collect(Collectors.joining(", "));
  }
}

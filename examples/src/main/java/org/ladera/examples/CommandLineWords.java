package org.ladera.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits one string of options into words, as a shell does with quotes. */
final class CommandLineWords {
  private static final Pattern PIECE =
      Pattern.compile("\"([^\"]*)\"|'([^']*)'|([^\\s\"']+)|(\\s+)");

  private CommandLineWords() {}

  static List<String> split(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean inWord = false;
    int end = 0;
    Matcher matcher = PIECE.matcher(line);
    while (matcher.lookingAt()) {
      end = matcher.end();
      if (matcher.group(4) != null) {
        if (inWord) {
          words.add(word.toString());
        }
        word.setLength(0);
        inWord = false;
      } else {
        inWord = true;
        for (int group = 1; group <= 3; group++) {
          word.append(matcher.group(group) == null ? "" : matcher.group(group));
        }
      }
      matcher.region(end, line.length());
    }
    if (end < line.length()) {
      throw new IllegalArgumentException("a quote is not closed in the options: " + line);
    }
    if (inWord) {
      words.add(word.toString());
    }
    return words;
  }
}

package org.ladera.core.plan.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Steps that go round and round, as those of many layers alike do: of their text only the first
 * round and the last are kept. Two steps are alike if their texts are but for the numbers of steps
 * and the numbers in names.
 */
public final class Rounds {
  /** How many rounds are written out. */
  private static final int FEW = 16;

  /** How many steps a round may have. */
  private static final int STEPS = 16;

  private static final Pattern NUMBERS = Pattern.compile("(?<=[A-Za-z_])\\.\\d+|#\\d+");

  private final List<String> texts;
  private final int[] kinds;

  private Rounds(List<String> texts) {
    this.texts = texts;
    this.kinds = new int[texts.size()];
    Map<String, Integer> known = new HashMap<>();
    for (int i = 0; i < kinds.length; i++) {
      String alike = NUMBERS.matcher(texts.get(i)).replaceAll("#");
      kinds[i] = known.computeIfAbsent(alike, _ -> known.size());
    }
  }

  /**
   * {@return texts of steps, with a line in the place of rounds that are left out}
   *
   * @param steps the text of each step, in order
   */
  public static List<String> shortened(List<String> steps) {
    return new Rounds(steps).shortened();
  }

  private List<String> shortened() {
    List<String> all = new ArrayList<>();
    int next = 0;
    while (next < kinds.length) {
      int length = 1;
      while (length <= STEPS && count(next, length) <= FEW) {
        length++;
      }
      if (length > STEPS) {
        all.add(texts.get(next));
        next++;
        continue;
      }
      int left = count(next, length) - 2;
      all.addAll(texts.subList(next, next + length));
      int first = next + length;
      next = first + left * length;
      all.add(
          "#%d to #%d  %d times the same as %s, with other numbers\n"
              .formatted(first, next - 1, left, place(first - length, length)));
      all.addAll(texts.subList(next, next + length));
      next += length;
    }
    return all;
  }

  private static String place(int first, int length) {
    return length == 1 ? "#" + first : "#" + first + " to #" + (first + length - 1);
  }

  /** How many rounds of a length follow each other. */
  private int count(int from, int length) {
    int end = from + length;
    while (end < kinds.length && kinds[end] == kinds[end - length]) {
      end++;
    }
    return (end - from) / length;
  }
}

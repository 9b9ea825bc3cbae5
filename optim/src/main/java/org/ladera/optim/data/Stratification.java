package org.ladera.optim.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToLongFunction;

/**
 * Divides shuffled examples in two parts so that each class has its share of both. The places that
 * rounding leaves over go to the largest remainders (Hamilton's method), among equals to the class
 * that the shuffle brings first, so that no class is favored by its number.
 */
final class Stratification {
  private Stratification() {}

  /**
   * The rows of the first part, then those of the second, each in the given order.
   *
   * @param order the examples, shuffled
   * @param classOf the class of an example
   * @param first the size of the first part, less than all
   */
  static int[] divide(int[] order, IntToLongFunction classOf, int first) {
    Map<Long, Integer> places = places(order, classOf, first);
    int[] divided = new int[order.length];
    int inFirst = 0;
    int inSecond = first;
    for (int row : order) {
      long label = classOf.applyAsLong(row);
      int left = places.getOrDefault(label, 0);
      if (left > 0) {
        places.put(label, left - 1);
        divided[inFirst++] = row;
      } else {
        divided[inSecond++] = row;
      }
    }
    return divided;
  }

  private static Map<Long, Integer> places(int[] order, IntToLongFunction classOf, int first) {
    Map<Long, Integer> counts = new LinkedHashMap<>();
    for (int row : order) {
      counts.merge(classOf.applyAsLong(row), 1, Integer::sum);
    }
    List<Share> shares = new ArrayList<>();
    Map<Long, Integer> places = new LinkedHashMap<>();
    int left = first;
    for (Map.Entry<Long, Integer> entry : counts.entrySet()) {
      long product = (long) first * entry.getValue();
      int whole = (int) (product / order.length);
      places.put(entry.getKey(), whole);
      shares.add(new Share(entry.getKey(), product % order.length));
      left -= whole;
    }
    shares.sort(Comparator.comparingLong(Share::remainder).reversed());
    for (Share share : shares.subList(0, left)) {
      places.merge(share.label(), 1, Integer::sum);
    }
    return places;
  }

  private record Share(long label, long remainder) {}
}

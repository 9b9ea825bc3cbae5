package org.ladera.optim.data;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.Shape;

/** What arrays must obey before they become a data set. Rows and columns count from 0. */
final class Checks {
  private Checks() {}

  /** The number of examples, the same in every array and not zero. */
  static int examples(Map<String, HostArray> arrays) {
    if (arrays.isEmpty()) {
      throw new IllegalArgumentException("Dataset: at least one array is needed, got none");
    }
    Iterator<Map.Entry<String, HostArray>> entries = arrays.entrySet().iterator();
    Map.Entry<String, HostArray> first = entries.next();
    int examples = rows(first);
    while (entries.hasNext()) {
      Map.Entry<String, HostArray> other = entries.next();
      if (rows(other) != examples) {
        throw new IllegalArgumentException(
            "Dataset: every array must have the same number of examples, got "
                + text(first)
                + " and "
                + text(other));
      }
    }
    if (examples == 0) {
      throw new IllegalArgumentException(
          "Dataset: at least one example is needed, got " + text(first));
    }
    return examples;
  }

  private static int rows(Map.Entry<String, HostArray> entry) {
    Shape shape = entry.getValue().type().shape();
    if (shape.isScalar()) {
      throw new IllegalArgumentException(
          "Dataset: the first axis of an array counts the examples, got " + text(entry));
    }
    return shape.get(0);
  }

  private static String text(Map.Entry<String, HostArray> entry) {
    return "\"" + entry.getKey() + "\" " + entry.getValue().type();
  }

  /** Refuses NaN and infinities. */
  static void finite(String operation, String name, HostArray array, List<String> columns) {
    long index = array.firstNonFinite();
    if (index >= 0) {
      throw new IllegalArgumentException(
          operation
              + ": \""
              + name
              + "\" has "
              + array.getDouble(index)
              + " at "
              + place(index, array.type().shape(), columns)
              + "; mend or leave out that row");
    }
  }

  private static String place(long index, Shape shape, List<String> columns) {
    long width = shape.size() / shape.get(0);
    String row = "row " + index / width;
    if (shape.rank() == 1) {
      return row;
    }
    long column = index % width;
    if (shape.rank() == 2) {
      String name = columns.isEmpty() ? "" : " (\"" + columns.get((int) column) + "\")";
      return row + ", column " + column + name;
    }
    return row + ", entry " + column + " of it";
  }

  /** The labels as one integer for each example. */
  static void labels(HostArray labels, int classes, String explanation) {
    Shape shape = labels.type().shape();
    if (!labels.type().dtype().isInteger() || shape.size() != shape.get(0)) {
      throw new IllegalArgumentException(
          "Dataset: classes need integer labels [examples], got " + labels.type());
    }
    for (long example = 0; example < labels.size(); example++) {
      long label = labels.getLong(example);
      if (label < 0 || label >= classes) {
        throw new IllegalArgumentException(
            "Dataset: label "
                + label
                + " at example "
                + example
                + " is outside 0.."
                + (classes - 1)
                + explanation);
      }
    }
  }

  static String quoted(Collection<String> names) {
    return names.stream().map(name -> "\"" + name + "\"").collect(Collectors.joining(", "));
  }
}

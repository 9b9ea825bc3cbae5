package org.ladera.autograd.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ladera.core.graph.Parameter;
import org.ladera.core.graph.Variable;

/** The table that a model prints of itself. */
final class Summary {
  private static final String ROOT = "(root)";

  private final Map<String, Variable> variables;
  private final Map<String, ModelMemory.Part> parts;

  private Summary(ModelMemory memory) {
    this.variables = memory.variables();
    this.parts = memory.parts();
  }

  static String of(ModelMemory memory) {
    return new Summary(memory).text();
  }

  private String text() {
    List<String[]> rows = new ArrayList<>();
    rows.add(new String[] {"path", "layer", "output", "parameters"});
    parts.forEach(
        (path, part) -> {
          if (!path.isEmpty() || !hasParts(path)) {
            rows.add(
                new String[] {
                  path.isEmpty() ? ROOT : path,
                  described(path, part.part()),
                  part.output(),
                  number(size(path, true))
                });
          }
        });
    rows.add(new String[] {"total", "", "", number(size("", true))});
    long untrained = size("", false);
    if (untrained > 0) {
      rows.add(new String[] {"untrained", "", "", number(untrained)});
    }
    return table(rows);
  }

  private boolean hasParts(String path) {
    return parts.keySet().stream().anyMatch(inner -> isWithin(inner, path));
  }

  private static boolean isWithin(String inner, String outer) {
    return outer.isEmpty() ? !inner.isEmpty() : inner.startsWith(outer + ".");
  }

  /** What has rows of its own parts needs no more than its kind. */
  private String described(String path, Object part) {
    Object plain = part instanceof Named named ? named.layer() : part;
    if (plain instanceof Model) {
      return plain + ", a model of its own, not trained here";
    }
    String kind = plain instanceof Layer layer ? layer.kind() : plain.getClass().getSimpleName();
    String text = plain.toString();
    // Where an object prints its identity, as a lambda does, the text says nothing to a reader.
    boolean tells = text.indexOf('@') < 0;
    if (!tells || hasParts(path)) {
      return kind;
    }
    return text.endsWith("[]") ? kind : text;
  }

  private long size(String path, boolean areTrained) {
    return variables.values().stream()
        .filter(variable -> variable instanceof Parameter == areTrained)
        .filter(variable -> isWithin(variable.name(), path))
        .filter(variable -> !variable.name().equals(StoredArrays.COUNTER))
        .mapToLong(variable -> variable.shape().size())
        .sum();
  }

  private static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  private static String table(List<String[]> rows) {
    int[] widths = new int[rows.getFirst().length];
    for (String[] row : rows) {
      for (int column = 0; column < row.length; column++) {
        widths[column] = Math.max(widths[column], row[column].length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (String[] row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < row.length; column++) {
        String pad = " ".repeat(widths[column] - row[column].length());
        boolean isLast = column == row.length - 1;
        line.append(isLast ? pad + row[column] : row[column] + pad + "  ");
      }
      text.append(line).append('\n');
    }
    return text.toString();
  }
}

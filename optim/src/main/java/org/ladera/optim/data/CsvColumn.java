package org.ladera.optim.data;

import java.util.List;

/** How a user says which column of a file is meant. */
sealed interface CsvColumn {
  /**
   * The position of the column.
   *
   * @param file the name that errors begin with
   * @param columns the names of all columns
   */
  int find(String file, List<String> columns);

  /** A column by its name. */
  record Named(String name) implements CsvColumn {
    @Override
    public int find(String file, List<String> columns) {
      int index = columns.indexOf(name);
      if (index < 0) {
        throw new IllegalArgumentException(
            file + ": there is no column \"" + name + "\"; there are " + Checks.quoted(columns));
      }
      return index;
    }
  }

  /** A column by its position, counted from 0, or from the end when negative. */
  record Numbered(int index) implements CsvColumn {
    @Override
    public int find(String file, List<String> columns) {
      int found = index < 0 ? index + columns.size() : index;
      if (found < 0 || found >= columns.size()) {
        throw new IllegalArgumentException(
            file
                + ": there is no column "
                + index
                + "; columns are 0.."
                + (columns.size() - 1)
                + ", or -1 for the last");
      }
      return found;
    }
  }
}

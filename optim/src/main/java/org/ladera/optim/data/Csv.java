package org.ladera.optim.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.ladera.optim.data.CsvFormat.LabelKind;

/**
 * Reads a data set from a file of comma-separated values (RFC 4180, UTF-8; packed by gzip or not).
 *
 * <p>
 *
 * {@snippet :
 * Dataset cancer = Csv.of(Path.of("breast-cancer.csv")).classes("diagnosis").ignoring("id").read();
 * Dataset houses = Csv.of(Path.of("houses.csv")).withoutHeader().separator(';').target(-1).read();
 * }
 *
 * <p>Without further word the first row names the columns, a comma separates them, and there are no
 * labels. Columns that are neither labels nor ignored become the features, float32 {@code [rows,
 * columns]}. Blanks around a number and empty lines do not matter. Errors count rows of data from
 * 1, and columns from 0 where they have no names.
 */
public final class Csv {
  private final Path file;
  private final CsvFormat format;

  private Csv(Path file, CsvFormat format) {
    this.file = file;
    this.format = format;
  }

  /**
   * {@return a reader of a file; nothing is read before {@link #read()}}
   *
   * @param file the file
   */
  public static Csv of(Path file) {
    return new Csv(file, CsvFormat.DEFAULT);
  }

  /**
   * {@return a reader that expects another separator}
   *
   * @param separator what stands between fields, such as {@code ';'} or {@code '\t'}
   */
  public Csv separator(char separator) {
    return new Csv(file, format.withSeparator(separator));
  }

  /**
   * {@return a reader that takes the first row as data}
   *
   * @param names the names of all columns; none leaves them without
   */
  public Csv withoutHeader(String... names) {
    return new Csv(file, format.withoutHeader(List.of(names)));
  }

  /**
   * {@return a reader that skips lines before the header, or before the first row where there is
   * none}
   *
   * @param lines how many
   * @throws IllegalArgumentException if it is negative
   */
  public Csv skippingLines(int lines) {
    if (lines < 0) {
      throw new IllegalArgumentException("Csv: lines to skip must not be negative, got " + lines);
    }
    return new Csv(file, format.skipping(lines));
  }

  /**
   * {@return a reader that takes classes from a column} If all its entries are integers, they are
   * the labels as they stand. Otherwise the different texts, sorted, are the names of classes 0, 1,
   * 2 and so on.
   *
   * @param column the name of the column
   */
  public Csv classes(String column) {
    return new Csv(file, format.withLabel(new CsvColumn.Named(column), LabelKind.CLASSES));
  }

  /**
   * {@return a reader that takes classes from a column, as {@link #classes(String)} does}
   *
   * @param column the column counted from 0, or from the end when negative: -1 is the last
   */
  public Csv classes(int column) {
    return new Csv(file, format.withLabel(new CsvColumn.Numbered(column), LabelKind.CLASSES));
  }

  /**
   * {@return a reader that takes the number to be predicted from a column: labels float32 {@code
   * [rows, 1]}}
   *
   * @param column the name of the column
   */
  public Csv target(String column) {
    return new Csv(file, format.withLabel(new CsvColumn.Named(column), LabelKind.TARGET));
  }

  /**
   * {@return a reader that takes the number to be predicted from a column, as {@link
   * #target(String)} does}
   *
   * @param column the column counted from 0, or from the end when negative: -1 is the last
   */
  public Csv target(int column) {
    return new Csv(file, format.withLabel(new CsvColumn.Numbered(column), LabelKind.TARGET));
  }

  /**
   * {@return a reader that leaves columns out, such as one of names or identifiers}
   *
   * @param columns the names of the columns
   */
  public Csv ignoring(String... columns) {
    return new Csv(
        file, format.ignoring(Arrays.stream(columns).map(CsvColumn.Named::new).toList()));
  }

  /**
   * {@return a reader that leaves columns out}
   *
   * @param columns the columns counted from 0, or from the end when negative
   */
  public Csv ignoring(int... columns) {
    return new Csv(
        file, format.ignoring(Arrays.stream(columns).mapToObj(CsvColumn.Numbered::new).toList()));
  }

  /**
   * {@return the data of the file, with the names of its columns and classes}
   *
   * @throws IllegalArgumentException if there is no such file, it has no rows or rows of unequal
   *     lengths, a column does not exist, or an entry is not a finite number; the message names
   *     file, column, row and line
   * @throws java.io.UncheckedIOException if the file cannot be read
   */
  public Dataset read() {
    try (InputStream in = DataFiles.open(file)) {
      return CsvParser.parse(DataFiles.name(file), in, format);
    } catch (IOException e) {
      throw DataFiles.failure(DataFiles.name(file), e);
    }
  }
}

package org.ladera.optim.data;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/**
 * What to expect of a CSV file, and what to make of it.
 *
 * @param separator what stands between fields
 * @param skippedLines lines before the header or the first row
 * @param header whether the first row is the names of the columns
 * @param columns the names of the columns where there is no header; may be empty
 * @param label the column of the labels, if there is one
 * @param labelKind what the labels are
 * @param ignored columns to leave out
 */
record CsvFormat(
    char separator,
    int skippedLines,
    boolean header,
    ImmutableList<String> columns,
    Optional<CsvColumn> label,
    LabelKind labelKind,
    ImmutableList<CsvColumn> ignored) {
  /** What labels are. */
  enum LabelKind {
    /** Integers, or texts to be numbered. */
    CLASSES,
    /** Numbers to be predicted. */
    TARGET
  }

  static final CsvFormat DEFAULT =
      new CsvFormat(
          ',',
          0,
          true,
          ImmutableList.of(),
          Optional.empty(),
          LabelKind.CLASSES,
          ImmutableList.of());

  CsvFormat withSeparator(char other) {
    return new CsvFormat(other, skippedLines, header, columns, label, labelKind, ignored);
  }

  CsvFormat skipping(int lines) {
    return new CsvFormat(separator, lines, header, columns, label, labelKind, ignored);
  }

  CsvFormat withoutHeader(Iterable<String> names) {
    return new CsvFormat(
        separator, skippedLines, false, ImmutableList.copyOf(names), label, labelKind, ignored);
  }

  CsvFormat withLabel(CsvColumn column, LabelKind kind) {
    return new CsvFormat(
        separator, skippedLines, header, columns, Optional.of(column), kind, ignored);
  }

  CsvFormat ignoring(Iterable<? extends CsvColumn> others) {
    return new CsvFormat(
        separator,
        skippedLines,
        header,
        columns,
        label,
        labelKind,
        ImmutableList.<CsvColumn>builder().addAll(ignored).addAll(others).build());
  }
}

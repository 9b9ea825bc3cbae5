package org.ladera.optim.data;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;
import org.ladera.optim.data.CsvFormat.LabelKind;

/** One reading of one CSV file, row by row. */
final class CsvParser {
  private final String file;
  private final CsvFormat format;
  private final List<String> columns;
  private final boolean named;
  private final int label;
  private final int[] features;
  private final List<float[]> rows = new ArrayList<>();
  private final List<String> classes = new ArrayList<>();
  private final List<Float> targets = new ArrayList<>();

  private CsvParser(String file, CsvFormat format, List<String> columns) {
    this.file = file;
    this.format = format;
    this.columns = columns;
    this.named = format.header() || !format.columns().isEmpty();
    checkDistinct();
    this.label = format.label().map(column -> column.find(file, columns)).orElse(-1);
    Set<Integer> left = new HashSet<>();
    format.ignored().forEach(column -> left.add(column.find(file, columns)));
    if (left.contains(label)) {
      throw new IllegalArgumentException(
          file + ": " + column(label) + " cannot be both ignored and the labels");
    }
    this.features =
        IntStream.range(0, columns.size())
            .filter(index -> index != label && !left.contains(index))
            .toArray();
    if (features.length == 0) {
      throw new IllegalArgumentException(
          file
              + ": at least one column of features is needed, got "
              + columns.size()
              + " columns in all; is the separator '"
              + format.separator()
              + "' right?");
    }
  }

  /**
   * Reads a data set.
   *
   * @param file the name that errors begin with
   * @param in the content, unpacked
   * @param format what to expect
   */
  static Dataset parse(String file, InputStream in, CsvFormat format) throws IOException {
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder()
            .fieldSeparator(format.separator())
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .detectBomHeader(true)
            .ofCsvRecord(in)) {
      skipLines(file, reader, format.skippedLines());
      Iterator<CsvRecord> records = reader.iterator();
      if (!records.hasNext()) {
        throw noRows(file, "the file is empty");
      }
      CsvRecord record = records.next();
      CsvParser parser = new CsvParser(file, format, columns(file, format, record));
      if (!format.header()) {
        parser.add(record);
      }
      while (records.hasNext()) {
        parser.add(records.next());
      }
      return parser.dataset();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (CsvParseException e) {
      throw new IllegalArgumentException(file + ": not a CSV file: " + e.getMessage(), e);
    }
  }

  private static void skipLines(String file, CsvReader<CsvRecord> reader, int lines) {
    try {
      reader.skipLines(lines);
    } catch (CsvParseException e) {
      throw new IllegalArgumentException(
          file + ": the file ends within the " + lines + " lines to skip", e);
    }
  }

  private static List<String> columns(String file, CsvFormat format, CsvRecord first) {
    if (format.header()) {
      return first.getFields().stream().map(String::strip).toList();
    }
    int count = first.getFieldCount();
    if (format.columns().isEmpty()) {
      return IntStream.range(0, count).mapToObj(Integer::toString).toList();
    }
    if (format.columns().size() != count) {
      throw new IllegalArgumentException(
          file
              + ": a name is needed for each of the "
              + count
              + " columns, got "
              + format.columns().size());
    }
    return format.columns();
  }

  private static IllegalArgumentException noRows(String file, String found) {
    return new IllegalArgumentException(
        file + ": at least one row of data is needed, but " + found);
  }

  private void checkDistinct() {
    Set<String> seen = new HashSet<>();
    for (String name : columns) {
      if (!seen.add(name)) {
        throw new IllegalArgumentException(
            file + ": names of columns must differ, got \"" + name + "\" twice");
      }
    }
  }

  private void add(CsvRecord record) {
    int row = rows.size() + 1;
    long line = record.getStartingLineNumber();
    if (record.getFieldCount() != columns.size()) {
      throw new IllegalArgumentException(
          file
              + ": row "
              + row
              + " (line "
              + line
              + ") has "
              + record.getFieldCount()
              + " fields, expected "
              + columns.size());
    }
    float[] values = new float[features.length];
    for (int i = 0; i < features.length; i++) {
      values[i] = number(record, features[i], row);
    }
    rows.add(values);
    if (label >= 0 && format.labelKind() == LabelKind.TARGET) {
      targets.add(number(record, label, row));
    } else if (label >= 0) {
      String text = record.getField(label).strip();
      if (text.isEmpty()) {
        throw new IllegalArgumentException(place(label, row, line) + " is empty");
      }
      classes.add(text);
    }
  }

  private float number(CsvRecord record, int column, int row) {
    String text = record.getField(column).strip();
    try {
      // Java would take the suffixes of its literals, as in 1d.
      if (!text.isEmpty() && "dDfF".indexOf(text.charAt(text.length() - 1)) >= 0) {
        throw new NumberFormatException();
      }
      double value = Double.parseDouble(text);
      if (Float.isFinite((float) value)) {
        return (float) value;
      }
    } catch (NumberFormatException e) {
      throw wrong(record, column, row, text.isEmpty() ? " is empty" : " is not a number", text);
    }
    throw wrong(record, column, row, " is not a finite float32 number", text);
  }

  private IllegalArgumentException wrong(
      CsvRecord record, int column, int row, String what, String text) {
    return new IllegalArgumentException(
        place(column, row, record.getStartingLineNumber())
            + what
            + (text.isEmpty() ? "" : ": \"" + text + "\""));
  }

  private String place(int column, int row, long line) {
    return file + ": " + column(column) + ", row " + row + " (line " + line + ")";
  }

  private String column(int index) {
    return named ? "column \"" + columns.get(index) + "\"" : "column " + index;
  }

  private Dataset dataset() {
    if (rows.isEmpty()) {
      throw noRows(file, "only the header was found");
    }
    ImmutableMap.Builder<String, HostArray> arrays = ImmutableMap.builder();
    arrays.put("features", table());
    List<String> classNames = ImmutableList.of();
    if (label >= 0 && format.labelKind() == LabelKind.TARGET) {
      arrays.put("labels", targets());
    } else if (label >= 0) {
      ClassLabels labels = ClassLabels.of(classes);
      classNames = labels.names();
      arrays.put("labels", labels.values());
    }
    List<String> names =
        named ? IntStream.of(features).mapToObj(columns::get).toList() : ImmutableList.of();
    return Dataset.ofHostArrays(arrays.buildOrThrow(), names, classNames);
  }

  private HostArray table() {
    TensorType type = new TensorType(DType.FLOAT32, Shape.of(rows.size(), features.length));
    HostArray table = HostArray.zeros(type);
    long index = 0;
    for (float[] row : rows) {
      for (float value : row) {
        table.setDouble(index++, value);
      }
    }
    return table;
  }

  private HostArray targets() {
    HostArray column = HostArray.zeros(new TensorType(DType.FLOAT32, Shape.of(targets.size(), 1)));
    for (int row = 0; row < targets.size(); row++) {
      column.setDouble(row, targets.get(row));
    }
    return column;
  }
}

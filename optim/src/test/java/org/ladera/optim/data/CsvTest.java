package org.ladera.optim.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.ladera.optim.data.DatasetTest.refused;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

class CsvTest {
  private static final String FLOWERS =
      """
      length,width,species
      5.1, 3.5 ,setosa
      -7e-1,3,virginica

      6,"2.5",setosa
      """;

  @TempDir Path folder;

  @Test
  void columnsBecomeFeaturesAndTextsBecomeClasses() throws IOException {
    Dataset data = Csv.of(file("flowers.csv", FLOWERS)).classes("species").read();
    assertEquals(
        Nd4j.createFromArray(new float[][] {{5.1f, 3.5f}, {-0.7f, 3}, {6, 2.5f}}), data.features());
    assertEquals(Nd4j.createFromArray(0, 1, 0), data.labels());
    assertEquals(List.of("length", "width"), data.featureNames());
    assertEquals(List.of("setosa", "virginica"), data.classNames());
  }

  @Test
  void classesAreNumberedInSortedOrderWhateverTheRows() throws IOException {
    Dataset data = Csv.of(file("a.csv", "x,y\n1,c\n2,a\n3,b\n")).classes(-1).read();
    assertEquals(List.of("a", "b", "c"), data.classNames());
    assertEquals(Nd4j.createFromArray(2, 0, 1), data.labels());
  }

  @Test
  void integersAreLabelsAsTheyStand() throws IOException {
    Dataset data = Csv.of(file("a.csv", "y,x\n-1,5\n1,6\n")).classes("y").read();
    assertEquals(Nd4j.createFromArray(-1, 1), data.labels());
    assertEquals(List.of(), data.classNames());
    assertEquals(List.of("x"), data.featureNames());
  }

  @Test
  void aTargetIsAColumnOfNumbers() throws IOException {
    Dataset data =
        Csv.of(file("a.csv", "# made up\n1;2;3.5\n4;5;6.5\n"))
            .skippingLines(1)
            .withoutHeader()
            .separator(';')
            .target(-1)
            .read();
    assertEquals(Nd4j.createFromArray(new float[][] {{1, 2}, {4, 5}}), data.features());
    assertEquals(Nd4j.createFromArray(new float[][] {{3.5f}, {6.5f}}), data.labels());
    assertEquals(DataType.FLOAT, data.labels().dataType());
    assertEquals(List.of(), data.featureNames());
  }

  @Test
  void columnsCanBeNamedAndLeftOut() throws IOException {
    Path file = file("a.csv", "p1,1,2,7\np2,3,4,8\n");
    Dataset data =
        Csv.of(file).withoutHeader("id", "a", "b", "y").target("y").ignoring("id").read();
    assertEquals(List.of("a", "b"), data.featureNames());
    assertEquals(Nd4j.createFromArray(new float[][] {{1, 2}, {3, 4}}), data.features());
    assertEquals(data.features(), Csv.of(file).withoutHeader().ignoring(0, -1).read().features());
  }

  @Test
  void withoutLabelsThereAreFeaturesOnly() throws IOException {
    assertEquals(Set.of("features"), Csv.of(file("a.csv", "a\n1\n2\n")).read().names());
  }

  @Test
  void packedFilesAndByteOrderMarksAreRead() throws IOException {
    Path packed = folder.resolve("flowers.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(("\uFEFF" + FLOWERS).getBytes(StandardCharsets.UTF_8));
    }
    Dataset data = Csv.of(packed).classes("species").read();
    assertEquals(3, data.size());
    assertEquals(List.of("length", "width"), data.featureNames());
  }

  @Test
  void whatIsNotANumberIsNamedByColumnRowAndLine() throws IOException {
    StringBuilder text = new StringBuilder("mean area,diagnosis\n");
    for (int row = 1; row <= 20; row++) {
      text.append(row == 17 ? "n/a" : "1.5").append(",B\n");
    }
    Csv csv = Csv.of(file("breast-cancer.csv", text.toString())).classes("diagnosis");
    refused(
        "breast-cancer.csv: column \"mean area\", row 17 (line 18) is not a number: \"n/a\"",
        csv::read);
  }

  @Test
  void oddEntriesAreRefused() throws IOException {
    refusedEntry("nan", " is not a number: \"nan\"");
    refusedEntry("1d", " is not a number: \"1d\"");
    refusedEntry("1 2", " is not a number: \"1 2\"");
    refusedEntry("  ", " is empty");
    refusedEntry("NaN", " is not a finite float32 number: \"NaN\"");
    refusedEntry("-Infinity", " is not a finite float32 number: \"-Infinity\"");
    refusedEntry("1e39", " is not a finite float32 number: \"1e39\"");
  }

  private void refusedEntry(String entry, String what) throws IOException {
    // The empty line is no row, but a line.
    Path file = file("a.csv", "1,2\n\n3," + entry + "\n");
    refused("a.csv: column 1, row 2 (line 3)" + what, () -> Csv.of(file).withoutHeader().read());
    Path swapped = file("a.csv", "1,2\n\n" + entry + ",3\n");
    refused(
        "a.csv: column 0, row 2 (line 3)" + what,
        () -> Csv.of(swapped).withoutHeader().target(0).read());
  }

  @Test
  void anEmptyLabelIsRefused() throws IOException {
    Path file = file("a.csv", "x,y\n1,a\n2,\n");
    refused("a.csv: column \"y\", row 2 (line 3) is empty", () -> Csv.of(file).classes("y").read());
  }

  @Test
  void raggedRowsAreRefused() throws IOException {
    Path wide = file("a.csv", "x,y\n1,2\n1,2,3\n");
    refused("a.csv: row 2 (line 3) has 3 fields, expected 2", () -> Csv.of(wide).read());
    Path narrow = file("b.csv", "1,2\n1\n");
    refused(
        "b.csv: row 2 (line 2) has 1 fields, expected 2",
        () -> Csv.of(narrow).withoutHeader().read());
  }

  @Test
  void filesWithoutRowsAreRefused() throws IOException {
    Path empty = file("a.csv", "");
    refused(
        "a.csv: at least one row of data is needed, but the file is empty",
        () -> Csv.of(empty).read());
    refused(
        "a.csv: the file ends within the 3 lines to skip",
        () -> Csv.of(empty).withoutHeader().skippingLines(3).read());
    Path header = file("b.csv", "x,y\n");
    refused(
        "b.csv: at least one row of data is needed, but only the header was found",
        () -> Csv.of(header).read());
  }

  @Test
  void columnsThatDoNotExistAreRefused() throws IOException {
    Path file = file("a.csv", "x,y\n1,2\n");
    refused(
        "a.csv: there is no column \"z\"; there are \"x\", \"y\"",
        () -> Csv.of(file).target("z").read());
    refused(
        "a.csv: there is no column 2; columns are 0..1, or -1 for the last",
        () -> Csv.of(file).target(2).read());
    refused(
        "a.csv: column \"y\" cannot be both ignored and the labels",
        () -> Csv.of(file).target("y").ignoring("y").read());
    refused(
        "a.csv: at least one column of features is needed, got 2 columns in all; is the separator"
            + " ',' right?",
        () -> Csv.of(file).target("y").ignoring("x").read());
    refused(
        "a.csv: a name is needed for each of the 2 columns, got 1",
        () -> Csv.of(file).withoutHeader("x").read());
    Path twice = file("b.csv", "x,x\n1,2\n");
    refused("b.csv: names of columns must differ, got \"x\" twice", () -> Csv.of(twice).read());
    refused(
        "Csv: lines to skip must not be negative, got -1", () -> Csv.of(file).skippingLines(-1));
  }

  @Test
  void missingAndTruncatedFilesAreRefused() throws IOException {
    refused(
        "none.csv: there is no such file in " + folder.toAbsolutePath(),
        () -> Csv.of(folder.resolve("none.csv")).read());
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(FLOWERS.getBytes(StandardCharsets.UTF_8));
    }
    Path cut = folder.resolve("cut.csv.gz");
    Files.write(cut, Arrays.copyOf(packed.toByteArray(), packed.size() - 20));
    refused(
        "cut.csv.gz: the file is truncated or damaged, get it again (Unexpected end of ZLIB input"
            + " stream)",
        () -> Csv.of(cut).classes("species").read());
  }

  @Test
  void anUnclosedQuoteIsRefused() throws IOException {
    Path file = file("a.csv", "x,y\n1,\"2\n3,4\n");
    refused(
        "a.csv: column \"y\", row 1 (line 2) is not a number: \"2\n3,4\"",
        () -> Csv.of(file).read());
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}

package org.ladera.optim.data;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ladera.core.memory.HostArray;
import org.ladera.optim.data.CsvColumn.Numbered;
import org.ladera.optim.data.CsvFormat.LabelKind;

/**
 * Well-known data sets. All but MNIST come with Ladera; {@code SOURCES.md} beside them says where
 * they are from and under which licenses. Values are as published, not scaled.
 */
public final class Datasets {
  private static final List<String> CELL_NUCLEUS =
      List.of(
          "radius",
          "texture",
          "perimeter",
          "area",
          "smoothness",
          "compactness",
          "concavity",
          "concave points",
          "symmetry",
          "fractal dimension");

  private Datasets() {}

  /**
   * {@return three species of iris by the sizes of their flowers: features float32 {@code [150, 4]}
   * in cm, labels int32 {@code [150]} of 3 classes} Fisher: The Use of Multiple Measurements in
   * Taxonomic Problems, 1936.
   */
  public static Dataset iris() {
    return described("iris.csv")
        .withFeatureNames(
            List.of(
                "sepal length (cm)", "sepal width (cm)", "petal length (cm)", "petal width (cm)"))
        .withClassNames(List.of("setosa", "versicolor", "virginica"));
  }

  /**
   * {@return wines of three growers by chemical analysis: features float32 {@code [178, 13]},
   * labels int32 {@code [178]} of 3 classes} Aeberhard, Forina: Wine, UCI Machine Learning
   * Repository, 1991.
   */
  public static Dataset wine() {
    return described("wine_data.csv")
        .withFeatureNames(
            List.of(
                "alcohol",
                "malic_acid",
                "ash",
                "alcalinity_of_ash",
                "magnesium",
                "total_phenols",
                "flavanoids",
                "nonflavanoid_phenols",
                "proanthocyanins",
                "color_intensity",
                "hue",
                "od280/od315_of_diluted_wines",
                "proline"))
        .withClassNames(List.of("class_0", "class_1", "class_2"));
  }

  /**
   * {@return breast tumors by the shapes of their cell nuclei: features float32 {@code [569, 30]},
   * labels int32 {@code [569]}, 0 malignant and 1 benign} Wolberg, Mangasarian, Street, Street:
   * Breast Cancer Wisconsin (Diagnostic), UCI Machine Learning Repository, 1995.
   */
  public static Dataset breastCancer() {
    Stream<String> names =
        Stream.of("mean %s", "%s error", "worst %s")
            .flatMap(form -> CELL_NUCLEUS.stream().map(form::formatted));
    return described("breast_cancer.csv")
        .withFeatureNames(names.toList())
        .withClassNames(List.of("malignant", "benign"));
  }

  /**
   * {@return handwritten digits of 8x8 pixels: features float32 {@code [1797, 64]} of 0..16, row by
   * row, labels int32 {@code [1797]} of 10 classes} Alpaydin, Kaynak: Optical Recognition of
   * Handwritten Digits (its test part), UCI Machine Learning Repository, 1998.
   */
  public static Dataset digits() {
    IntStream pixels = IntStream.range(0, 64);
    return read("digits.csv.gz", lastColumnClasses())
        .withFeatureNames(pixels.mapToObj(i -> "pixel_" + i / 8 + "_" + i % 8).toList())
        .withClassNames(IntStream.range(0, 10).mapToObj(Integer::toString).toList());
  }

  /**
   * {@return diabetes patients and how far the disease had progressed a year later: features
   * float32 {@code [442, 10]}, labels float32 {@code [442, 1]}} Efron, Hastie, Johnstone,
   * Tibshirani: Least Angle Regression, 2004, arXiv math/0406456.
   */
  public static Dataset diabetes() {
    CsvFormat blanks = CsvFormat.DEFAULT.withSeparator(' ').withoutHeader(ImmutableList.of());
    HostArray features = read("diabetes_data_raw.csv.gz", blanks).stored("features");
    HostArray target = read("diabetes_target.csv.gz", blanks).stored("features");
    return Dataset.ofHostArrays(
        ImmutableMap.of("features", features, "labels", target),
        List.of(
            "age", "sex", "bmi", "bp", "s1 tc", "s2 ldl", "s3 hdl", "s4 tch", "s5 ltg", "s6 glu"),
        List.of());
  }

  /**
   * {@return handwritten digits of 28x28 pixels, 60,000 to learn from and 10,000 to be judged by:
   * features float32 {@code [examples, 784]} of 0..1, row by row, labels int32 {@code [examples]}
   * of 10 classes} LeCun, Cortes, Burges: the MNIST database.
   *
   * <p>The four files are read from {@link DataDirectory} or its subfolder {@code mnist}, packed by
   * gzip or not, and their content is held to its known SHA-256.
   *
   * @throws IllegalArgumentException if a file is missing, truncated or not the original; the
   *     message says which and what to do
   * @throws java.io.UncheckedIOException if a file cannot be read
   */
  public static Split mnist() {
    return Mnist.read(DataDirectory.path());
  }

  private static CsvFormat lastColumnClasses() {
    return CsvFormat.DEFAULT
        .withoutHeader(ImmutableList.of())
        .withLabel(new Numbered(-1), LabelKind.CLASSES);
  }

  /** A file whose first line describes it. */
  private static Dataset described(String resource) {
    return read(resource, lastColumnClasses().skipping(1));
  }

  private static Dataset read(String resource, CsvFormat format) {
    try (InputStream in = Datasets.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + ": the resource is missing from the jar");
      }
      return CsvParser.parse(resource, DataFiles.unpacked(in), format);
    } catch (IOException e) {
      throw DataFiles.failure(resource, e);
    }
  }
}

package org.ladera.optim.data;

import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Examples to learn from: named arrays whose first axis counts the examples. The everyday names are
 * {@code features}, mostly float32 {@code [examples, columns]}, and {@code labels}, int32 {@code
 * [examples]} for classes or float32 {@code [examples, 1]} for numbers.
 *
 * <p>A data set never changes: arrays are copied on the way in and on the way out.
 */
public final class Dataset {
  private static final String FEATURES = "features";
  private static final String LABELS = "labels";

  private final ImmutableMap<String, HostArray> arrays;
  private final ImmutableList<String> featureNames;
  private final ImmutableList<String> classNames;
  private final @Nullable Supplier<Standardisation> statistics;
  // Whether the features in `arrays` are standardized already; if not, a split may still decide.
  private final boolean settled;
  private final int size;

  private Dataset(
      Map<String, HostArray> arrays,
      List<String> featureNames,
      List<String> classNames,
      @Nullable Supplier<Standardisation> statistics,
      boolean settled) {
    this.arrays = ImmutableMap.copyOf(arrays);
    this.featureNames = ImmutableList.copyOf(featureNames);
    this.classNames = ImmutableList.copyOf(classNames);
    this.statistics = statistics;
    this.settled = settled;
    this.size = Checks.examples(arrays);
  }

  /**
   * {@return the data set of these features and labels}
   *
   * @param features of FLOAT, DOUBLE, INT, LONG or BOOL, any ordering, view or stride; {@code
   *     [examples, ...]}
   * @param labels likewise; {@code [examples, ...]}
   * @throws IllegalArgumentException if there is no example, the first axes differ, or an entry is
   *     NaN or infinite
   */
  public static Dataset of(INDArray features, INDArray labels) {
    return of(ImmutableMap.of(FEATURES, features, LABELS, labels));
  }

  /**
   * {@return the data set of these arrays, in the order of the map}
   *
   * @param arrays at least one, by name, each {@code [examples, ...]}, of FLOAT, DOUBLE, INT, LONG
   *     or BOOL and of any ordering, view or stride
   * @throws IllegalArgumentException if there is no example, the first axes differ, or an entry is
   *     NaN or infinite
   */
  public static Dataset of(Map<String, INDArray> arrays) {
    Map<String, HostArray> copies = new LinkedHashMap<>();
    arrays.forEach((name, array) -> copies.put(name, HostArray.copyOf(array)));
    Dataset data = ofHostArrays(copies, List.of(), List.of());
    copies.forEach((name, array) -> Checks.finite("Dataset", name, array, List.of()));
    return data;
  }

  /** The data set of arrays that are finite and nobody else's. */
  static Dataset ofHostArrays(
      Map<String, HostArray> arrays, List<String> featureNames, List<String> classNames) {
    return new Dataset(arrays, featureNames, classNames, null, false);
  }

  /** {@return the number of examples, at least 1} */
  public int size() {
    return size;
  }

  /** {@return the names of the arrays, in the order in which they were given} */
  public Set<String> names() {
    return arrays.keySet();
  }

  /**
   * {@return a copy of an array, in row-major order}
   *
   * @param name its name
   * @throws IllegalArgumentException if there is none of this name
   */
  public INDArray array(String name) {
    return values(name).toINDArray();
  }

  /**
   * {@return a copy of the array {@code features}, standardized if that was asked for}
   *
   * @throws IllegalArgumentException if there is none
   */
  public INDArray features() {
    return array(FEATURES);
  }

  /**
   * {@return a copy of the array {@code labels}}
   *
   * @throws IllegalArgumentException if there is none
   */
  public INDArray labels() {
    return array(LABELS);
  }

  /**
   * {@return the labels as float32 {@code [examples, classes]}: 1 in the column of the class, else
   * 0}
   *
   * @param classes the number of classes
   * @throws IllegalArgumentException if the labels are not integers {@code [examples]}, or one is
   *     outside 0..classes-1
   */
  public INDArray oneHot(int classes) {
    HostArray labels = stored(LABELS);
    Checks.labels(labels, classes, "");
    HostArray table = HostArray.zeros(new TensorType(DType.FLOAT32, Shape.of(size, classes)));
    for (int row = 0; row < size; row++) {
      table.setDouble((long) row * classes + labels.getLong(row), 1);
    }
    return table.toINDArray();
  }

  /** {@return the names of the feature columns, empty if they have none} */
  public List<String> featureNames() {
    return featureNames;
  }

  /** {@return the names of the classes by label, empty if they have none} */
  public List<String> classNames() {
    return classNames;
  }

  /**
   * {@return the same data with names for its feature columns}
   *
   * @param names as many as the last axis of the features is long
   * @throws IllegalArgumentException if the number differs
   */
  public Dataset withFeatureNames(List<String> names) {
    TensorType type = stored(FEATURES).type();
    if (type.shape().rank() < 2 || type.shape().last() != names.size()) {
      throw new IllegalArgumentException(
          "Dataset: a name is needed for each feature column, got "
              + names.size()
              + " names for "
              + type);
    }
    return new Dataset(arrays, names, classNames, statistics, settled);
  }

  /**
   * {@return the same data with names for its classes}
   *
   * @param names the name of label 0, of label 1 and so on
   * @throws IllegalArgumentException if the labels are not integers {@code [examples]}, or one has
   *     no name
   */
  public Dataset withClassNames(List<String> names) {
    Checks.labels(stored(LABELS), names.size(), ", the classes " + Checks.quoted(names));
    return new Dataset(arrays, featureNames, names, statistics, settled);
  }

  /**
   * {@return the examples at the given rows, in that order; a row may come more than once}
   *
   * @param rows at least one of 0..size-1
   * @throws IllegalArgumentException if there is none, or one is out of range
   */
  public Dataset rows(int... rows) {
    for (int row : rows) {
      if (row < 0 || row >= size) {
        throw new IllegalArgumentException("Dataset: row " + row + " is outside 0.." + (size - 1));
      }
    }
    ImmutableMap.Builder<String, HostArray> gathered = ImmutableMap.builder();
    arrays.forEach((name, array) -> gathered.put(name, Rows.gather(array, rows)));
    return new Dataset(gathered.buildOrThrow(), featureNames, classNames, statistics, settled);
  }

  /**
   * {@return the first examples}
   *
   * @param count how many, 1..size
   * @throws IllegalArgumentException if there are not so many
   */
  public Dataset take(int count) {
    if (count < 1 || count > size) {
      throw new IllegalArgumentException(
          "Dataset: 1.." + size + " examples can be taken, got " + count);
    }
    return rows(IntStream.range(0, count).toArray());
  }

  /**
   * {@return the same examples in a random order, the same for a seed and size on every machine}
   *
   * @param seed any number
   */
  public Dataset shuffled(long seed) {
    return rows(SeededOrder.permutation(size, seed, SeededOrder.SHUFFLE));
  }

  /**
   * {@return the examples in two parts, each in a random order that is the same for a seed on every
   * machine (generator {@code L64X128MixRandom})}
   *
   * <p>Where the labels are integers, one for each example, the split is stratified: every class
   * has its share of both parts, as nearly as whole examples allow. The training part has {@code
   * round(trainFraction * size)} examples, but neither part is empty.
   *
   * <p>If {@link #standardised()} was asked for, both parts are standardized by the mean and
   * deviation of the training part.
   *
   * @param trainFraction the share of the training part, between 0 and 1, both excluded
   * @param seed any number
   * @throws IllegalArgumentException if the fraction is out of range, or there is but one example
   */
  public Split split(double trainFraction, long seed) {
    if (!(trainFraction > 0 && trainFraction < 1)) {
      throw new IllegalArgumentException(
          "Dataset: the training fraction must be in (0, 1), got " + trainFraction);
    }
    if (size < 2) {
      throw new IllegalArgumentException("Dataset: a split needs at least 2 examples, got " + size);
    }
    int train = Math.clamp(Math.round(trainFraction * size), 1, size - 1);
    int[] order = SeededOrder.permutation(size, seed, SeededOrder.SPLIT);
    HostArray labels = arrays.get(LABELS);
    if (labels != null && labels.type().dtype().isInteger() && labels.size() == size) {
      order = Stratification.divide(order, labels::getLong, train);
    }
    Split split =
        new Split(
            rows(Arrays.copyOfRange(order, 0, train)),
            rows(Arrays.copyOfRange(order, train, size)));
    return statistics == null || settled ? split : split.standardised();
  }

  /**
   * {@return this data with every feature column at mean 0 and standard deviation 1}
   *
   * <p>Which examples count is decided late: a {@link #split} after this uses those of its training
   * part only, also for the other part, so that nothing of the held-out examples leaks. Without a
   * split, {@link #features()} uses all examples of the data set on which this method was called,
   * also if only some of them were taken since.
   *
   * @throws IllegalArgumentException if the features are not floating-point {@code [examples,
   *     columns]}
   */
  public Dataset standardised() {
    if (statistics != null) {
      return this;
    }
    HostArray features = stored(FEATURES);
    Standardisation.checkFeatures(features.type());
    return new Dataset(
        arrays,
        featureNames,
        classNames,
        Suppliers.memoize(() -> Standardisation.of(features)),
        false);
  }

  /**
   * {@return what {@link #standardised()} subtracted and divided by, to be applied to new data;
   * empty if it was not asked for}
   */
  public Optional<Standardisation> standardisation() {
    return Optional.ofNullable(statistics).map(Supplier::get);
  }

  /** What was decided on, else the statistics of these very examples. */
  Standardisation trainingStatistics() {
    if (statistics != null && settled) {
      return statistics.get();
    }
    HostArray features = stored(FEATURES);
    Standardisation.checkFeatures(features.type());
    return Standardisation.of(features);
  }

  /** This data with its features standardized by the given statistics, once and for all. */
  Dataset settled(Standardisation chosen) {
    if (settled) {
      return this;
    }
    Map<String, HostArray> standardized = new LinkedHashMap<>(arrays);
    standardized.put(FEATURES, chosen.apply(stored(FEATURES)));
    return new Dataset(standardized, featureNames, classNames, () -> chosen, true);
  }

  /** This data with no standardization pending. */
  Dataset settle() {
    return statistics == null || settled ? this : settled(statistics.get());
  }

  private HostArray values(String name) {
    HostArray array = stored(name);
    return statistics == null || settled || !name.equals(FEATURES)
        ? array
        : statistics.get().apply(array);
  }

  /** The array in memory, not to be changed; not standardized while that is pending. */
  HostArray stored(String name) {
    HostArray array = arrays.get(name);
    if (array == null) {
      throw new IllegalArgumentException(
          "Dataset: there is no array \"" + name + "\", there is " + Checks.quoted(names()));
    }
    return array;
  }

  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    arrays.forEach((name, array) -> parts.add(name + " " + array.type()));
    return size + " examples: " + String.join(", ", parts);
  }
}

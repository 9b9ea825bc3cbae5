package org.ladera.optim.data;

/**
 * A data set in two parts: one to learn from, one to be judged by.
 *
 * @param train the examples to learn from
 * @param test the examples held out
 */
public record Split(Dataset train, Dataset test) {
  /**
   * {@return both parts with their features standardized by the mean and deviation of the training
   * part} For data that comes already split, such as {@link Datasets#mnist()}; a part that is
   * standardized already stays as it is.
   *
   * @throws IllegalArgumentException if the features are not floating-point {@code [examples,
   *     columns]}
   */
  public Split standardised() {
    Standardisation statistics = train.trainingStatistics();
    return new Split(train.settled(statistics), test.settled(statistics));
  }
}

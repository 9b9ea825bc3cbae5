package org.ladera.optim.data;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Cuts a data set into batches, epoch after epoch. The order within an epoch depends on the seed
 * and the number of the epoch only, so that training can resume anywhere. The last batch of an
 * epoch is short where the size does not divide the number of examples, unless it is dropped.
 */
public final class Batches {
  private enum Order {
    SHUFFLED,
    GIVEN
  }

  private final Dataset data;
  private final int size;
  private final long seed;
  private final Order order;
  private final boolean dropsLast;

  private Batches(Dataset data, int size, long seed, Order order, boolean dropsLast) {
    if (size < 1) {
      throw new IllegalArgumentException("Batches: a batch needs at least 1 example, got " + size);
    }
    if (size > data.size()) {
      throw new IllegalArgumentException(
          "Batches: a batch may not be larger than the data, got batches of "
              + size
              + " for "
              + data.size()
              + " examples; use full batches");
    }
    this.data = data.settle();
    this.size = size;
    this.seed = seed;
    this.order = order;
    this.dropsLast = dropsLast;
  }

  /**
   * {@return batches in a new random order at every epoch}
   *
   * @param data the examples
   * @param size the examples of a batch, 1..data.size(); 1 is stochastic gradient descent
   * @param seed any number
   * @throws IllegalArgumentException if the size is out of range
   */
  public static Batches shuffled(Dataset data, int size, long seed) {
    return new Batches(data, size, seed, Order.SHUFFLED, false);
  }

  /**
   * {@return batches in the order of the data, the same at every epoch}
   *
   * @param data the examples
   * @param size the examples of a batch, 1..data.size()
   * @throws IllegalArgumentException if the size is out of range
   */
  public static Batches inOrder(Dataset data, int size) {
    return new Batches(data, size, 0, Order.GIVEN, false);
  }

  /**
   * {@return one batch of all examples, in their own order, at every epoch}
   *
   * @param data the examples
   */
  public static Batches full(Dataset data) {
    return inOrder(data, data.size());
  }

  /** {@return the same batches without a short one at the end of an epoch} */
  public Batches droppingLast() {
    return new Batches(data, size, seed, order, true);
  }

  /** {@return the number of examples in a batch, but for a short last one} */
  public int size() {
    return size;
  }

  /** {@return the number of batches in an epoch} */
  public int count() {
    return dropsLast ? data.size() / size : Math.ceilDiv(data.size(), size);
  }

  /**
   * {@return the batches of an epoch; each is gathered when it is asked for}
   *
   * @param epoch which one, counted from 0
   * @throws IllegalArgumentException if it is negative
   */
  public Iterable<Dataset> epoch(int epoch) {
    if (isFull(epoch)) {
      return List.of(data);
    }
    return () -> rows(epoch).map(data::rows).iterator();
  }

  /**
   * {@return these batches as bare arrays that are used again, for training loops}
   *
   * @param names which arrays of the data, in the order that the training step takes them
   * @throws IllegalArgumentException if the data has no array of one of the names
   */
  public Feed feed(String... names) {
    return new Feed(this, data, List.of(names));
  }

  /** Whether the epoch is all the data in its own order. */
  boolean isFull(int epoch) {
    if (epoch < 0) {
      throw new IllegalArgumentException("Batches: epochs count from 0, got " + epoch);
    }
    return order == Order.GIVEN && size == data.size();
  }

  /** The rows of each batch of an epoch. */
  Stream<int[]> rows(int epoch) {
    int[] rows =
        order == Order.SHUFFLED
            ? SeededOrder.permutation(data.size(), seed, epoch)
            : IntStream.range(0, data.size()).toArray();
    return IntStream.range(0, count())
        .mapToObj(
            batch -> {
              int first = batch * size;
              int end = first + Math.min(size, rows.length - first);
              return Arrays.copyOfRange(rows, first, end);
            });
  }
}

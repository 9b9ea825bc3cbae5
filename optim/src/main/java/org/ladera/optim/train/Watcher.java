package org.ladera.optim.train;

/** What a {@link Trainer} calls as it goes. */
@FunctionalInterface
public interface Watcher {
  /**
   * Called after an update.
   *
   * @param updates the number of updates of this fit so far
   * @param loss the loss of the batch before the update
   */
  void at(long updates, double loss);
}

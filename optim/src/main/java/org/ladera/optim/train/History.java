package org.ladera.optim.train;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What happened in training, epoch by epoch.
 *
 * @param epochs the epochs in order
 */
public record History(List<Epoch> epochs) {
  /**
   * One epoch.
   *
   * @param number its number, from 1
   * @param updates the number of updates so far
   * @param loss the mean loss of the batches before their updates, weighted by their examples
   * @param heldOut what the model is worth on held-out data afterwards, where that was asked for
   */
  public record Epoch(int number, long updates, double loss, @Nullable Evaluation heldOut) {}

  /** Copies the list. */
  public History {
    epochs = List.copyOf(epochs);
  }

  /**
   * {@return the last epoch}
   *
   * @throws IllegalStateException if there is none
   */
  public Epoch last() {
    if (epochs.isEmpty()) {
      throw new IllegalStateException("history: there is no epoch");
    }
    return epochs.getLast();
  }

  /** {@return the last held-out evaluation, if there is one} */
  public Optional<Evaluation> heldOut() {
    return epochs.reversed().stream().map(Epoch::heldOut).filter(Objects::nonNull).findFirst();
  }

  /**
   * Draws the losses over the epochs, and the metrics beside them, as a PNG picture.
   *
   * @param file the picture, replaced if it is there
   */
  public void plot(Path file) {
    Charts.ofHistory(this).save(file);
  }

  /** {@return a line for each epoch} */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Epoch epoch : epochs) {
      text.append(
          String.format(
              Locale.ROOT,
              "epoch %d, %d updates: loss %.4g",
              epoch.number(),
              epoch.updates(),
              epoch.loss()));
      if (epoch.heldOut() != null) {
        text.append("; held out: ").append(epoch.heldOut());
      }
      text.append('\n');
    }
    return text.toString();
  }
}

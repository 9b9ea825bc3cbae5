package org.ladera.benchmarks.work;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One training step of a network of dense layers: forward, mean loss, backward, update, in float32.
 *
 * @param sizes the sizes of the input, the hidden layers and the output
 * @param batch the number of rows
 * @param activation behind every layer but the last
 * @param loss the loss
 * @param optimizer the update
 * @param moments what the optimizer's slots start from
 * @param root where the optimizer adds its ε
 */
public record StepWork(
    List<Integer> sizes,
    int batch,
    ActivationKind activation,
    LossKind loss,
    OptimizerKind optimizer,
    Moments moments,
    Root root)
    implements Task {
  /** The name of this kind of work. */
  public static final String KIND = "step";

  private static final Pattern SIZE = Pattern.compile("[1-9][0-9]{0,6}");

  /** What the optimizer's slots start from. */
  public enum Moments {
    /** From zeros. */
    ZERO,
    /**
     * From subnormal numbers, which remain where the gradient is zero: every second feature is zero
     * in all rows. Long training ends like that.
     */
    SUBNORMAL;

    /** The number in every slot. */
    public float start() {
      return this == ZERO ? 0 : 1e-41f;
    }
  }

  /** Where ε stands in the divisor of Adam and RMSprop; peers differ. */
  public enum Root {
    /** √s + ε, with s free of bias. */
    OUTSIDE,
    /** √(s + ε). */
    INSIDE,
    /** √s + ε before the bias is corrected. */
    HAT
  }

  /** Checks the sizes. */
  public StepWork {
    sizes = List.copyOf(sizes);
    if (sizes.size() < 2 || batch < 1) {
      throw new IllegalArgumentException(
          "a network has an input, an output and at least one row, got "
              + sizes
              + " and a batch of "
              + batch);
    }
  }

  /**
   * {@return the sizes of a network}
   *
   * @param text such as {@code 784-256-128-10}
   * @throws IllegalArgumentException if it is none
   */
  public static List<Integer> sizesOf(String text) {
    List<String> sizes = List.of(text.split("-", -1));
    if (sizes.size() < 2 || !sizes.stream().allMatch(each -> SIZE.matcher(each).matches())) {
      throw new IllegalArgumentException(
          "--network: sizes joined by hyphens are needed, such as 784-256-128-10, got \""
              + text
              + '"');
    }
    return sizes.stream().map(Integer::valueOf).toList();
  }

  /** {@return the number of layers} */
  public int layers() {
    return sizes.size() - 1;
  }

  /**
   * {@return how many numbers enter a layer}
   *
   * @param layer its index, from 0
   */
  public int in(int layer) {
    return sizes.get(layer);
  }

  /**
   * {@return how many numbers leave a layer}
   *
   * @param layer its index, from 0
   */
  public int out(int layer) {
    return sizes.get(layer + 1);
  }

  /** {@return the number of classes, or of outputs} */
  public int outputs() {
    return sizes.getLast();
  }

  /**
   * {@return whether a layer has an activation}
   *
   * @param layer its index, from 0
   */
  public boolean isActivated(int layer) {
    return layer < layers() - 1;
  }

  /**
   * {@return the same with another place for ε}
   *
   * @param other where
   */
  public StepWork with(Root other) {
    return new StepWork(sizes, batch, activation, loss, optimizer, moments, other);
  }

  /** {@return the network, such as {@code 784-256-128-10}} */
  public String network() {
    return sizes.stream().map(String::valueOf).collect(Collectors.joining("-"));
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public String title() {
    return network()
        + ", batch "
        + batch
        + ", "
        + activation.word()
        + ", "
        + loss.word()
        + ", "
        + optimizer.word()
        + (moments == Moments.ZERO ? "" : ", subnormal moments");
  }

  @Override
  public String encode() {
    return String.join(
        "/",
        network(),
        String.valueOf(batch),
        activation.name(),
        loss.name(),
        optimizer.name(),
        moments.name(),
        root.name());
  }

  /**
   * {@return the work of a word}
   *
   * @param word what {@link #encode} made
   */
  public static StepWork decode(String word) {
    String[] parts = word.split("/", -1);
    return new StepWork(
        sizesOf(parts[0]),
        Integer.parseInt(parts[1]),
        ActivationKind.valueOf(parts[2]),
        LossKind.valueOf(parts[3]),
        OptimizerKind.valueOf(parts[4]),
        Moments.valueOf(parts[5]),
        Root.valueOf(parts[6]));
  }
}

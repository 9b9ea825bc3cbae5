package org.ladera.optim;

/**
 * The checks of an optimizer's settings, so that each error names the optimizer and the setting.
 */
public final class Settings {
  private Settings() {}

  /**
   * {@return a fixed learning rate}
   *
   * @param optimizer who has it
   * @param rate the rate
   * @throws IllegalArgumentException if it is negative, infinite or NaN
   */
  public static Schedule rate(String optimizer, double rate) {
    check(
        rate >= 0 && rate < Double.POSITIVE_INFINITY,
        optimizer,
        "rate must be a number that is not negative",
        rate);
    return Schedule.of(rate);
  }

  /**
   * Checks a schedule if its value is known.
   *
   * @param optimizer who has it
   * @param schedule the learning rate
   */
  public static void checkRate(String optimizer, Schedule schedule) {
    if (schedule instanceof Schedule.Fixed fixed) {
      rate(optimizer, fixed.value());
    }
  }

  /**
   * Checks a decay of an exponential mean.
   *
   * @param optimizer who has it
   * @param name its name
   * @param value its value, in [0, 1)
   */
  public static void checkDecay(String optimizer, String name, double value) {
    check(value >= 0 && value < 1, optimizer, name + " must be in [0, 1)", value);
  }

  /**
   * Checks a number that is not negative.
   *
   * @param optimizer who has it
   * @param name its name
   * @param value its value
   */
  public static void checkNotNegative(String optimizer, String name, double value) {
    check(
        value >= 0 && value < Double.POSITIVE_INFINITY,
        optimizer,
        name + " must be a number that is not negative",
        value);
  }

  /**
   * Checks a positive number.
   *
   * @param optimizer who has it
   * @param name its name
   * @param value its value
   */
  public static void checkPositive(String optimizer, String name, double value) {
    check(
        value > 0 && value < Double.POSITIVE_INFINITY,
        optimizer,
        name + " must be a positive number",
        value);
  }

  /**
   * Checks a rule of an optimizer's own.
   *
   * @param holds whether it holds
   * @param optimizer who has the setting
   * @param rule the setting and its rule in words, such as {@code beta2 must be in [0, 1)}
   * @param value what was given
   * @throws IllegalArgumentException if it does not hold
   */
  public static void check(boolean holds, String optimizer, String rule, double value) {
    if (!holds) {
      throw new IllegalArgumentException(optimizer + ": " + rule + ", got " + value);
    }
  }
}

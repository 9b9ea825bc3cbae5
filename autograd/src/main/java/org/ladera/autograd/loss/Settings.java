package org.ladera.autograd.loss;

/** The checks of a loss's settings. */
final class Settings {
  private Settings() {}

  static void positive(String loss, String setting, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw error(loss, setting, "positive", value);
    }
  }

  static void notNegative(String loss, String setting, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw error(loss, setting, "finite and not negative", value);
    }
  }

  static void share(String loss, String setting, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw error(loss, setting, "in [0, 1]", value);
    }
  }

  static void lessThanOne(String loss, String setting, double value) {
    if (!(value >= 0 && value < 1)) {
      throw error(loss, setting, "in [0, 1)", value);
    }
  }

  private static IllegalArgumentException error(
      String loss, String setting, String rule, double value) {
    return new IllegalArgumentException(
        loss + ": " + setting + " must be " + rule + ", got " + value);
  }
}

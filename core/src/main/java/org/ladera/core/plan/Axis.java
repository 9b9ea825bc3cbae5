package org.ladera.core.plan;

/** An axis of a loop in the making, with an identity of its own. */
final class Axis {
  private final long extent;

  Axis(long extent) {
    this.extent = extent;
  }

  long extent() {
    return extent;
  }

  @Override
  public String toString() {
    return Long.toString(extent);
  }
}

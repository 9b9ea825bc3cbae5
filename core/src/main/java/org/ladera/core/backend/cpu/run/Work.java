package org.ladera.core.backend.cpu.run;

/** One thing that a thread does in one go. One thread at a time may run it. */
public abstract class Work {
  /** For subclasses. */
  protected Work() {}

  /**
   * Does it.
   *
   * @param worker what the thread brings along
   */
  abstract void run(Worker worker);

  /** Takes the kernel that is the best by now. No thread runs this work meanwhile. */
  void refresh() {}

  /** Says that it will run often. */
  void request() {}

  /** Whether a signal to the thread that runs it may do harm. */
  boolean fearsSignals() {
    return false;
  }

  /** How many bytes of {@link Worker#scratch} it needs. */
  long scratchBytes() {
    return 0;
  }

  /** How many bytes of {@link Worker#tile} it needs. */
  long tileBytes() {
    return 0;
  }
}

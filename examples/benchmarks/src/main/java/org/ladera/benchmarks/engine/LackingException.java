package org.ladera.benchmarks.engine;

import org.ladera.benchmarks.work.Word;

/** A library has no such op, loss or optimizer, or one that computes something else. */
public final class LackingException extends Exception {
  /**
   * Says what a library lacks.
   *
   * @param lacked in words
   */
  public LackingException(String lacked) {
    super(lacked);
  }

  /**
   * {@return that a library lacks an activation, a loss or an optimizer}
   *
   * @param word which
   */
  static LackingException of(Word word) {
    return new LackingException("has no " + word.word());
  }
}

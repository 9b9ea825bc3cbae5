package org.ladera.core.program.interpret;

import org.ladera.core.program.ScalarOp;

/** Errors of this package, which its own checks exclude. */
final class Refusals {
  private Refusals() {}

  /** An op that a loop was asked for which its type lacks. */
  static IllegalStateException missing(ScalarOp op) {
    return new IllegalStateException(op + " should have been refused for this type");
  }
}

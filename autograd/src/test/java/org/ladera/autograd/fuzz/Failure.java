package org.ladera.autograd.fuzz;

/**
 * What was wrong with a program.
 *
 * @param kind what kind of wrong
 * @param variant the variant that was wrong
 * @param program the program
 * @param text where, and what was expected
 */
record Failure(Kind kind, Variant variant, FuzzProgram program, String text) {
  enum Kind {
    /** A value that no correct backend may have. */
    WRONG,
    /** Not the bits of the other variants. */
    DIFFERENT,
    /** An error that the reference does not have, or none where it has one. */
    REFUSAL,
    /** An error of the backend. */
    CRASH
  }

  @Override
  public String toString() {
    return kind + " on " + variant.name() + ", " + program.size() + " nodes: " + text;
  }
}

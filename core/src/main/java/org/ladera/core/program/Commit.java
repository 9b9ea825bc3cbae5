package org.ladera.core.program;

/**
 * A variable's next value. All commits take effect together: no step reads a new value.
 *
 * @param state the buffer of the variable
 * @param source the buffer of the next value; the variable's own where steps write it in place
 * @param label what the variable is called
 * @param reason why steps do not write it in place, in words; empty if they do, or nobody said
 */
public record Commit(int state, int source, String label, String reason) {
  /**
   * A next value of which nothing is said.
   *
   * @param state the buffer of the variable
   * @param source the buffer of the next value
   * @param label what the variable is called
   */
  public Commit(int state, int source, String label) {
    this(state, source, label, "");
  }

  /** {@return whether the steps themselves write the variable, so that nothing is left to do} */
  public boolean inPlace() {
    return state == source;
  }
}

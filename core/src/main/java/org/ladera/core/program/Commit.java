package org.ladera.core.program;

/**
 * A variable's next value. All commits take effect together: no step reads a new value.
 *
 * @param state the buffer of the variable
 * @param source the buffer of the next value; the variable's own where steps write it in place
 * @param label what the variable is called
 */
public record Commit(int state, int source, String label) {
  /** {@return whether the steps themselves write the variable, so that nothing is left to do} */
  public boolean inPlace() {
    return state == source;
  }
}

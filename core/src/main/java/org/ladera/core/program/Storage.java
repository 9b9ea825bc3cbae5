package org.ladera.core.program;

/** Where a buffer's bytes are. */
public sealed interface Storage {
  /**
   * Memory of the caller, never written.
   *
   * @param port which input
   */
  record Input(int port) implements Storage {}

  /**
   * Memory that the caller receives; never shared with anything.
   *
   * @param port which output
   */
  record Output(int port) implements Storage {}

  /**
   * A variable's memory, written only through a {@link Commit}.
   *
   * @param slot which variable
   */
  record State(int slot) implements Storage {}

  /**
   * A constant of the graph, never written.
   *
   * @param index which constant
   */
  record Constant(int index) implements Storage {}

  /**
   * A part of the program's own memory, shared by lifetime.
   *
   * @param offset in bytes
   */
  record Arena(long offset) implements Storage {}

  /** The product of a {@link MatMul} while its epilogue reads it; its memory is the machine's. */
  record Tile() implements Storage {}
}

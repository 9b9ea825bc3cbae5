package org.ladera.core.graph;

/** A function of three nodes. */
@FunctionalInterface
public interface Function3 {
  /**
   * {@return the outputs}
   *
   * @param x the first input
   * @param y the second input
   * @param z the third input
   */
  Outputs apply(Node x, Node y, Node z);
}

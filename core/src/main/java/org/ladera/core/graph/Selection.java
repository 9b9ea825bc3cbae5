package org.ladera.core.graph;

/** The derivative that minimum and maximum share. */
final class Selection {
  private Selection() {}

  /** The factor where the input won, half of it where both are equal, 0 elsewhere. */
  static Node ofExtreme(Node won, Node self, Node factor) {
    Node zero = Ops.zerosLike(factor);
    Node tied = Ops.equal(self.input(0), self.input(1));
    return Ops.select(won, factor, Ops.select(tied, factor.times(0.5), zero));
  }
}

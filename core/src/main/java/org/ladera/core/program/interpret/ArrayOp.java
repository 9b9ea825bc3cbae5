package org.ladera.core.program.interpret;

/** An op on the first entries of registers. The target may be one of the arguments. */
@FunctionalInterface
interface ArrayOp {
  /**
   * Computes entries 0 to count - 1 of the target. Arguments that the op lacks mean nothing; those
   * that it takes as numbers are positions among {@link Registers#numbers}.
   */
  void run(Registers in, int target, int a, int b, int c, int count);
}

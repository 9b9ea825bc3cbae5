package org.ladera.autograd.fuzz;

import java.util.Set;
import org.ladera.core.graph.Op;
import org.ladera.core.graph.Sigmoid;
import org.ladera.core.graph.Sum;
import org.ladera.core.graph.Tanh;
import org.ladera.core.type.DType;

/**
 * What a backend promises of its functions; what IEEE 754 rounds correctly must be exact in any
 * case.
 *
 * @param ulps how many units in the last place a transcendental function may be off
 * @param isKeepingForm whether ops are computed as they are written, so that +, -, ·, / and the
 *     square root are correctly rounded and overflow where they overflow; a backend that replaces
 *     formulas by more stable ones gets the same tolerance for all, and may stay finite
 * @param absolute what tanh and sigmoid may be off besides, in units of their result, in float32
 * @param isSummingInLanes whether a sum rounds no term more than 71 times, however long it is
 * @param signless the ops whose zero results may have either sign
 */
record Accuracy(
    double ulps,
    boolean isKeepingForm,
    double absolute,
    boolean isSummingInLanes,
    Set<Class<? extends Op>> signless) {
  static final Accuracy STANDARD = new Accuracy(4, true, 0, true, Set.of());

  /** Its sums begin at +0, so that a sum of -0 alone is +0. */
  static final Accuracy CPU = new Accuracy(4, true, 0, true, Set.of(Sum.class));

  /**
   * See the package page of that backend: its tanh is off absolutely, its sigmoid ends at -88. Its
   * float64 sums are plain ones, and -0 becomes +0 in a sum and in tanh.
   */
  static final Accuracy ND4J = new Accuracy(4, true, 4e-7, false, Set.of(Sum.class, Tanh.class));

  /** A sum in lanes and blocks. */
  private static final double ROUNDINGS = 71;

  /** How far a result may be off whatever its size. */
  double absolute(Op op, DType dtype) {
    boolean listed = op instanceof Tanh || op instanceof Sigmoid;
    return listed ? (dtype == DType.FLOAT32 ? absolute : absolute * 0x1p-29) : 0;
  }

  /** How often a term of a sum of so many may be rounded. */
  double roundings(int count) {
    return isSummingInLanes ? Math.min(ROUNDINGS, count) : count;
  }

  /**
   * How often a term of a matrix product may be rounded. Libraries add long rows up one after
   * another: of 4,097 equal products OpenBLAS and oneDNN are 700 roundings off in float64.
   */
  static double roundingsOfProduct(int inner) {
    return inner + 1.0;
  }
}

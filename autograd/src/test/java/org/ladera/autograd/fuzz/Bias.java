package org.ladera.autograd.fuzz;

/** What programs are drawn for, beside the mix of everything. */
enum Bias {
  /** The mix. */
  NONE(40),
  /** NaN, infinities, both zeros, subnormal and largest numbers in every leaf. */
  SPECIAL_VALUES(3),
  /** Axes of size 0. */
  EMPTY_AXES(5),
  /** Inputs that begin anywhere, have gaps, are column-major, or are given twice. */
  ODD_LAYOUTS(6);

  private final int nodes;

  Bias(int nodes) {
    this.nodes = nodes;
  }

  /** How many steps of growth at most: in few, what is special is not lost on the way. */
  int nodes() {
    return nodes;
  }

  /** How likely an axis is empty. */
  double emptiness() {
    return this == EMPTY_AXES ? 0.3 : 0.03;
  }

  /** How likely a program is a very large one. */
  double largeness() {
    return this == NONE ? 0.01 : 0;
  }

  /** The weights of the layouts of inputs. */
  int[] layouts() {
    return this == ODD_LAYOUTS ? new int[] {0, 30, 35, 15, 20} : new int[] {60, 18, 6, 4, 12};
  }
}

package org.ladera.core.program;

/** How many values become one. The package page gives the order of sums. */
public enum Reduction {
  /** The sum; 0 of nothing. */
  SUM,
  /** The largest; NaN wins; -infinity, or the least integer, of nothing. */
  MAX,
  /** The smallest; NaN wins; infinity, or the largest integer, of nothing. */
  MIN
}

/**
 * The laws of rewriting, one class each. All are exact: they keep every bit of every value. What is
 * more stable than it was written is settled where nodes are built ({@code log} in {@link
 * org.ladera.core.graph.Ops}), so that it holds for derivatives and on every backend; a rule that
 * did it here would make a backend that rewrites differ from one that does not.
 *
 * <p>What looks like a law and is none, by a value that refutes it: x · 0 to 0 (NaN, infinity, -1),
 * x - x to 0 and x / x to 1 (NaN, infinity), x + 0 to x and x - (-0) to x (-0), -(a - b) to b - a
 * (a = b), x / c to x · (1 / c) unless c is a power of two, sums and products associated otherwise,
 * x to the power of one half to the square root (-0), max(x, 0) to a select (-0).
 */
@NullMarked
package org.ladera.core.rewrite.rule;

import org.jspecify.annotations.NullMarked;

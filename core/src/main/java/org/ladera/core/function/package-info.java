/**
 * Functions of float64 numbers that {@link StrictMath} lacks, and its power, which there allocates
 * memory and errs by thousands of units in the last place where the exponent is beyond 2^31. They
 * are definitions: the reference backend and whatever executes programs must agree on every bit of
 * them.
 *
 * <p>Internal: public only for other packages of Ladera.
 */
@NullMarked
package org.ladera.core.function;

import org.jspecify.annotations.NullMarked;

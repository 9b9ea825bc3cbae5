/**
 * Functions of float64 numbers that {@link StrictMath} lacks. They are definitions: the reference
 * backend and whatever executes programs must agree on every bit of them.
 *
 * <p>Internal: public only for other packages of Ladera.
 */
@NullMarked
package org.ladera.core.function;

import org.jspecify.annotations.NullMarked;

/**
 * Values in memory of our own. ND4J arrays come and go at the public border; what a program keeps
 * (parameters, variables, constants, results) lives here, dense and aligned, so that no array that
 * a user holds can change under him and no ND4J workspace can take it away.
 *
 * <p>{@link org.ladera.core.memory.NativeBudget} is public for other packages of Ladera only.
 */
@NullMarked
package org.ladera.core.memory;

import org.jspecify.annotations.NullMarked;

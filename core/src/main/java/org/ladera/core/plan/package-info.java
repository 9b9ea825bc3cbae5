/**
 * From graph to program: which ops run in one loop, in which order, and where their results lie.
 *
 * <p>The epilogue of a product counts several axes of its users through as one, where all that is
 * read and stored allows it: {@code [batch, time]} for the rows. The parts of a concat are stored
 * in their place by the loops that compute them; a concat of anything else is a step. Why a value
 * is not computed where it is used is kept with the group that was tried.
 *
 * <p>This package is internal: public only for other packages of Ladera.
 */
@NullMarked
package org.ladera.core.plan;

import org.jspecify.annotations.NullMarked;

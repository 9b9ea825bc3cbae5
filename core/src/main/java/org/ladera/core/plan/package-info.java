/**
 * From graph to program: which ops run in one loop, in which order, and where their results lie.
 *
 * <p>The epilogue of a product counts several axes of its users through as one, where all that is
 * read and stored allows it: {@code [batch, time]} for the rows. The parts of a concat are stored
 * in their place by the loops that compute them; a concat of anything else is a step. Why a value
 * is not computed where it is used is kept with the group that was tried.
 *
 * <p>A loop that needs totals over the rows of the step before, such as the distances from the mean
 * of a batch, becomes a part of that step where both keep to their columns ({@link
 * org.ladera.core.program.Panels}): threads then share panels of columns, in each of which one loop
 * follows the other. Batch norm in training has two steps besides its products in this way, one
 * forward and one back, where it had four. Its gradient needs two sums alone, as that of the
 * variance ({@link org.ladera.core.fn.Statistics#variance}) takes no way through the mean.
 *
 * <p>Small updates, such as those of biases, stay loops of their own at the end of the steps that
 * make their gradients. A call of a kernel was measured to cost 0.01 to 0.02 us, so that one for
 * the three biases of a network of 4, 16, 16 and 3 units would save 0.04 of 2.6 us at most.
 *
 * <p>Entries that are found by indices are no streams of a loop, which go by distances: gather and
 * its adjoint are steps.
 *
 * <p>This package is internal: public only for other packages of Ladera.
 */
@NullMarked
package org.ladera.core.plan;

import org.jspecify.annotations.NullMarked;

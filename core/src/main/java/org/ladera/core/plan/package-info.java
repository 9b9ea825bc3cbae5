/**
 * From graph to program: which ops run in one loop, in which order, and where their results lie.
 *
 * <p>The epilogue of a product counts several axes of its users through as one, where all that is
 * read and stored allows it: {@code [batch, time]} for the rows. The parts of a concat are stored
 * in their place by the loops that compute them; a concat of anything else is a step. Why a value
 * is not computed where it is used is kept with the group that was tried.
 *
 * <p>A total over rows ends its step, and what needs it is another. Batch norm in training has
 * three steps besides its products in this way: the variance, once the product has summed up the
 * mean; what needs both; and one back, whose two sums the product before it has, as the gradient of
 * the variance ({@link org.ladera.core.fn.Statistics#variance}) takes no way through the mean. The
 * first two were one for a while, with threads that shared panels of columns, in which one loop
 * followed the other: fewer steps, but slower ones. The mean, the variance and the quotient of
 * arrays of 128 x 256, 1,024 x 256 and 1,024 x 1,024 took 19, 120 and 289 us panel by panel on two
 * threads, and 16, 58 and 169 us step by step, where rows are passed as they lie in memory.
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

/**
 * Optimizers around optimizers. A {@link org.ladera.optim.transform.GradientTransform} changes the
 * gradient before the optimizer inside sees it; the outermost one sees it first. Others change
 * where it goes, when it moves ({@link org.ladera.optim.transform.Accumulate}, {@link
 * org.ladera.optim.transform.NonFinite}) or which parameters it knows ({@link
 * org.ladera.optim.transform.Freeze}, {@link org.ladera.optim.transform.Groups}, by tests such as
 * those of {@link org.ladera.optim.transform.Which}). What they measure, the training step reports.
 *
 * <p>Slots keep their names when an optimizer is wrapped, so a checkpoint fits with and without;
 * those of a group, and of an optimizer with a step count of its own, have a prefix that its page
 * names.
 */
@NullMarked
package org.ladera.optim.transform;

import org.jspecify.annotations.NullMarked;

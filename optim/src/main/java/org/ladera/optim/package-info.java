/**
 * How parameters are trained: the contract of optimizers, the state that they keep, and the
 * training step that runs forward pass, backward pass and update as one program.
 *
 * <p>Read in this order: {@link org.ladera.optim.Optimizer} and {@link
 * org.ladera.optim.UpdateRule}, any record in {@code rule}, {@link org.ladera.optim.State}, {@link
 * org.ladera.optim.TrainingStep}. Settings that move with the step are in {@code schedule}.
 */
@NullMarked
package org.ladera.optim;

import org.jspecify.annotations.NullMarked;

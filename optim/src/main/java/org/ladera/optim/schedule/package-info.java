/**
 * Settings as pure functions of the step: learning rates, momenta, decays. One record each, in
 * float64 nodes of a single number, so a schedule costs nothing and never retraces.
 *
 * <p>The step is the number of finished updates, 0 in the first. {@link
 * org.ladera.optim.Schedule#then}, {@link org.ladera.optim.Schedule#times} and {@link
 * org.ladera.optim.Schedule#warmedUp} put them together; what the literature calls linear, step and
 * multi-step decay is {@link org.ladera.optim.schedule.Polynomial#linear}, {@link
 * org.ladera.optim.schedule.Exponential#stepwise} and {@link
 * org.ladera.optim.schedule.Piecewise#milestones}.
 */
@NullMarked
package org.ladera.optim.schedule;

import org.jspecify.annotations.NullMarked;

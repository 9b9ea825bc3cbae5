/**
 * The update rules of the literature, one record each, written as the formula. A record's
 * components are its settings; {@code withRate} gives PyTorch's defaults, and the presets {@code
 * lecture()}, {@code paper()}, {@code pytorch()}, {@code keras()} and {@code optax()} the
 * conventions of their namesakes.
 *
 * <p>Where libraries differ, the difference is a small value with a method, shared by all rules:
 * {@link org.ladera.optim.rule.Epsilon}, {@link org.ladera.optim.rule.MomentumForm}, {@link
 * org.ladera.optim.rule.BiasCorrection}, {@link org.ladera.optim.rule.Amsgrad}, {@link
 * org.ladera.optim.rule.Decay}, {@link org.ladera.optim.rule.MomentumWarmup}, {@link
 * org.ladera.optim.rule.Unrectified}. No rule knows a preset.
 *
 * <p>Notation: theta the parameter, g its gradient, t the number of the step from 1, all operations
 * entry by entry. Slots have the parameter's type and shape and start at 0 unless the rule says
 * otherwise.
 */
@NullMarked
package org.ladera.optim.rule;

import org.jspecify.annotations.NullMarked;

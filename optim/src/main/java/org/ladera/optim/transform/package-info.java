/**
 * Optimizers around optimizers. A {@link org.ladera.optim.transform.GradientTransform} changes the
 * gradient before the optimizer inside sees it; the outermost one sees it first. Others change
 * where it goes. Slots keep their names when an optimizer is wrapped, so a checkpoint fits with and
 * without.
 */
@NullMarked
package org.ladera.optim.transform;

import org.jspecify.annotations.NullMarked;

/**
 * Compositions: functions of nodes that are made of the primitives alone, one family a file, meant
 * for static import.
 *
 * <p>A backend knows nothing of them. Where differentiating the composition would be unstable, or
 * wrong at a point, it carries its gradient itself, in nodes, through {@link
 * org.ladera.core.graph.Ops#customGradient}; so every order of derivative is as stable as the
 * value. Kinks have one-sided slopes by decision: the slope is that of the flat side, such as 0 for
 * relu at 0. What is a function in {@link org.ladera.core.graph.Ops} already (sigmoid, tanh,
 * softplus) is not repeated here, so that both can be imported whole.
 */
@NullMarked
package org.ladera.core.fn;

import org.jspecify.annotations.NullMarked;

/**
 * What models are built from: layers, the scope that hands out what they may have besides their
 * input, initial values, and the model that owns the parameters.
 *
 * <p>A layer is one method, {@link org.ladera.autograd.nn.Layer#apply}. A model traces it, so that
 * input sizes are found and never written. Every name is a stable path, such as {@code
 * encoder.0.weight}; an initial value comes from the model's seed and the path alone, so adding a
 * layer changes nobody else's numbers.
 */
@NullMarked
package org.ladera.autograd.nn;

import org.jspecify.annotations.NullMarked;

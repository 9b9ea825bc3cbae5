/**
 * What is measured of predictions besides the loss. A metric gives sums that add up over batches,
 * and a value made of the sums, so that an evaluation in batches equals one over all examples.
 */
@NullMarked
package org.ladera.optim.metric;

import org.jspecify.annotations.NullMarked;

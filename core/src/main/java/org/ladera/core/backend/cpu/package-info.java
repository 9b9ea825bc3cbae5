/**
 * Runs whole programs on the processor: loops by kernels that are generated for them, matrix
 * products by the libraries that are fastest for their sizes, both by as many threads as pays. The
 * bits do not depend on the number of threads, nor on which of its two tiers runs a kernel.
 *
 * <p>What a program says of itself is the text of its plan ({@link
 * org.ladera.core.plan.text.PlanText}), between lines that begin with {@code here:} and say what
 * this machine makes of it: libraries, kernels and their tiers, chunks; and, if steps are measured,
 * their time, from the begin of a step to its end, and their rates. Operations of a product are
 * compared with the best that all threads reach in large products, bytes that a loop passes with
 * copies of as many bytes: more than 100 % means that they came from a nearer cache. Both are
 * measured in the same process when a text first needs them, so it takes some 100 ms.
 */
@NullMarked
package org.ladera.core.backend.cpu;

import org.jspecify.annotations.NullMarked;

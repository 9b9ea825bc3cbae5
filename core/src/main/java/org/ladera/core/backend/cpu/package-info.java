/**
 * Runs whole programs on the processor: loops by kernels that are generated for them, matrix
 * products by the libraries that are fastest for their sizes, both by as many threads as pays. The
 * bits do not depend on the number of threads, nor on which of its two tiers runs a kernel.
 */
@NullMarked
package org.ladera.core.backend.cpu;

import org.jspecify.annotations.NullMarked;

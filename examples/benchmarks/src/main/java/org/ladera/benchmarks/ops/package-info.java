/** Benchmark (b): the time of single ops and of chains by size, and what a small kernel costs. */
@NullMarked
package org.ladera.benchmarks.ops;

import org.jspecify.annotations.NullMarked;

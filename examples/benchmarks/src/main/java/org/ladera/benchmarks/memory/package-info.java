/** Benchmark (f): the memory that a training step needs. */
@NullMarked
package org.ladera.benchmarks.memory;

import org.jspecify.annotations.NullMarked;

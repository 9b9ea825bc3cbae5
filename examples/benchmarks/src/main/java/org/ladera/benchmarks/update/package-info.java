/**
 * Benchmark (c): the update by Adam alone, against the bandwidth of copies and PyTorch's updates.
 */
@NullMarked
package org.ladera.benchmarks.update;

import org.jspecify.annotations.NullMarked;

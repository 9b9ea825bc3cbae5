/** Benchmark (g): a training step while another process keeps one core busy. */
@NullMarked
package org.ladera.benchmarks.busy;

import org.jspecify.annotations.NullMarked;

/** Benchmark (d): matrix products against those of the libraries, called directly. */
@NullMarked
package org.ladera.benchmarks.matmul;

import org.jspecify.annotations.NullMarked;

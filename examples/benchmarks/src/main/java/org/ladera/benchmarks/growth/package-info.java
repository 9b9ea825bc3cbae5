/** Benchmark (h): how a step and its compilation grow with the depth of a network and its batch. */
@NullMarked
package org.ladera.benchmarks.growth;

import org.jspecify.annotations.NullMarked;

/** Benchmark (a): the time of a training step, engine against engine. */
@NullMarked
package org.ladera.benchmarks.steps;

import org.jspecify.annotations.NullMarked;

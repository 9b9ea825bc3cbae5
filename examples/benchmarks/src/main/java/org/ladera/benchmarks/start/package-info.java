/**
 * Benchmark (e): how long a fresh process takes to its first steps, to full speed, and to learn.
 */
@NullMarked
package org.ladera.benchmarks.start;

import org.jspecify.annotations.NullMarked;

/**
 * Measurements, printed; their tables are kept in the folder {@code examples/benchmarks}. Never
 * part of a test that could fail by the time that it takes.
 */
@NullMarked
package org.ladera.examples.benchmarks;

import org.jspecify.annotations.NullMarked;

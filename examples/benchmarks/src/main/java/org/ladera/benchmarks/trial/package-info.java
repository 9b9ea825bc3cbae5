/**
 * What benchmarks have in common: which training step, by whom and at which setting, and where the
 * report goes.
 */
@NullMarked
package org.ladera.benchmarks.trial;

import org.jspecify.annotations.NullMarked;

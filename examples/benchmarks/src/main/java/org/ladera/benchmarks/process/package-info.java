/**
 * A process for each engine, so that no library disturbs another, and the lines by which the
 * harness speaks with it, so that rounds of different engines alternate.
 */
@NullMarked
package org.ladera.benchmarks.process;

import org.jspecify.annotations.NullMarked;

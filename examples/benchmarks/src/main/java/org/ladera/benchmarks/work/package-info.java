/** What is timed: the work that every engine does alike, from the same numbers. */
@NullMarked
package org.ladera.benchmarks.work;

import org.jspecify.annotations.NullMarked;

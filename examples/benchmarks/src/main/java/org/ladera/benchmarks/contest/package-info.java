/**
 * Engines side by side: the same work in processes of their own, whose results are compared and
 * whose rounds alternate, in a bounded time.
 */
@NullMarked
package org.ladera.benchmarks.contest;

import org.jspecify.annotations.NullMarked;

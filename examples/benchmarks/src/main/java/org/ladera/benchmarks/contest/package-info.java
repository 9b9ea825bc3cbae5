/** Engines side by side at many works, in processes that stay from one work to the next. */
@NullMarked
package org.ladera.benchmarks.contest;

import org.jspecify.annotations.NullMarked;

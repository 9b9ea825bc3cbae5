/** What remains of a benchmark: JSON, Markdown, a picture, and on which machine it was made. */
@NullMarked
package org.ladera.benchmarks.report;

import org.jspecify.annotations.NullMarked;

/**
 * Plans as text, for {@code explain()}: what each step computes, why it is not one with the steps
 * whose values it reads, and what memory all of it needs. The text depends on the graph alone, not
 * on the machine, so that tests can hold plans to it.
 *
 * <p>This package is internal: public only for other packages of Ladera.
 */
@NullMarked
package org.ladera.core.plan.text;

import org.jspecify.annotations.NullMarked;

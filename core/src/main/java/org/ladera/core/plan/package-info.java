/**
 * From graph to program: which ops run in one loop, in which order, and where their results lie.
 *
 * <p>This package is internal: public only for other packages of Ladera.
 */
@NullMarked
package org.ladera.core.plan;

import org.jspecify.annotations.NullMarked;

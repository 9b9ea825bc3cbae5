/**
 * Which code runs a kernel: interpreted at first, compiled to vector instructions once that is warm
 * and measured faster. Both give the same bits.
 *
 * <p>This package is internal: public only for other packages of Ladera.
 */
@NullMarked
package org.ladera.core.backend.cpu.tier;

import org.jspecify.annotations.NullMarked;

/**
 * Makes computations smaller without changing a bit of their results, before they are planned. The
 * laws are in {@code rewrite.rule}; {@link org.ladera.core.rewrite.Rewriter} applies them.
 *
 * <p>A chain of 100,000 nodes goes through at 300,000 nodes a second of processor time in a fresh
 * JVM and at 1.3 million when warm (measured once, JDK 25 on a 2-core AMD EPYC with AVX-512).
 */
@NullMarked
package org.ladera.core.rewrite;

import org.jspecify.annotations.NullMarked;

/**
 * The graph: immutable nodes of small op records, the vocabulary that builds them, and the walks
 * over them.
 *
 * <p>Read in this order: {@link org.ladera.core.graph.Node}, {@link org.ladera.core.graph.Op},
 * {@link org.ladera.core.graph.Elementwise} with any of its records, {@link
 * org.ladera.core.graph.Ops}, {@link org.ladera.core.graph.Variable}, {@link
 * org.ladera.core.graph.Trace}, {@link org.ladera.core.graph.Graphs}.
 *
 * <p>A record here knows what the graph must know of an op: its attributes, what types it takes and
 * gives, its gradient in nodes. What it computes is defined by {@code
 * org.ladera.core.backend.reference} alone. The records share the package of {@code Op} because the
 * members of a sealed type must stand beside it. {@link org.ladera.core.graph.Evaluator}, {@code
 * VariableLocks} and the {@code memory} of a variable are public for other packages of Ladera only.
 */
@NullMarked
package org.ladera.core.graph;

import org.jspecify.annotations.NullMarked;

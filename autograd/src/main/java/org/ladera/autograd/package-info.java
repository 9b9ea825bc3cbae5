/**
 * Calculus on graphs: gradients as more nodes, and the check that holds them to finite differences.
 *
 * <p>A gradient rule builds nodes from nodes, so a gradient is a graph like any other and can be
 * differentiated again. Losses are in {@code loss}, layers and models in {@code nn}.
 */
@NullMarked
package org.ladera.autograd;

import org.jspecify.annotations.NullMarked;

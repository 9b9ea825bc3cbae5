/**
 * Matrix products on raw addresses: by oneDNN, by OpenBLAS, and by Java where neither is there.
 *
 * <p>{@code MatrixProduct} is the shape of a product, {@code MatrixPlan} which library computes it
 * in which tiles, decided from the shape alone, {@code MatrixLibraries} what this machine has.
 * Nothing here allocates once a plan is made, and every library works on one thread: who runs the
 * tiles side by side is the caller's business.
 *
 * <p>{@code Lapack} stands here because it is the same library of which it needs other functions;
 * no product knows it.
 */
@NullMarked
package org.ladera.core.backend.cpu.blas;

import org.jspecify.annotations.NullMarked;

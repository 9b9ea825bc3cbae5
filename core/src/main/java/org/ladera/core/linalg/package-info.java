/**
 * Decompositions of matrices and linear equations. They are ops of Java over LAPACK, and no
 * primitives: no backend fuses or tiles them, and each needs the gradient that its own formula
 * gives. They run on one thread, so that every run on a machine gives the same bits. The gradients
 * are nodes and have gradients themselves.
 *
 * <p>{@code Linalg} has the functions; {@code Qr}, {@code Eigh} and {@code Svd} are what those with
 * several results give.
 */
@NullMarked
package org.ladera.core.linalg;

import org.jspecify.annotations.NullMarked;

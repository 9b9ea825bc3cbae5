/**
 * From loops to calls of kernels: which axes run inside a call and which around it, in which pieces
 * the work is handed out, and where the sums of blocks lie until they are combined. Shapes decide
 * everything here; there are no addresses and no threads.
 *
 * <p>This package is internal: public only for other packages of Ladera.
 */
@NullMarked
package org.ladera.core.backend.cpu.lower;

import org.jspecify.annotations.NullMarked;

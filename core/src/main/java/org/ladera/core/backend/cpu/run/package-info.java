/**
 * What a run does: works over addresses, in stages. A stage's works touch nothing that another of
 * them writes, so that threads may do them in any order; everything is prepared when a context is
 * made, and a run allocates nothing. What contexts hold outside of the heap is counted by {@link
 * org.ladera.core.memory.NativeBudget}, so that forgotten programs are found in time.
 *
 * <p>This package is internal: public only for other packages of Ladera.
 */
@NullMarked
package org.ladera.core.backend.cpu.run;

import org.jspecify.annotations.NullMarked;

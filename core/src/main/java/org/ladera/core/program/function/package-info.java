/**
 * Functions of float32 as lines of a {@link org.ladera.core.program.Body}, in ops that are exact or
 * exactly rounded. So whatever runs a program, in whichever order, on whichever machine, gives the
 * same bits, and the errors stated here are known from all of the 2^32 numbers that there are.
 *
 * <p>This package is internal: public only for other packages of Ladera.
 */
@NullMarked
package org.ladera.core.program.function;

import org.jspecify.annotations.NullMarked;

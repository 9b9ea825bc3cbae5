/**
 * Says what a {@link org.ladera.core.program.Body} means by evaluating it in Java: a line at a
 * time, for some thousand points at once, in plain loops over arrays that all kernels share. The
 * just-in-time compiler has to see each of these loops once, whatever the programs are, so they are
 * fast after a moment and need nothing of the machine.
 *
 * <p>This package is internal: public only for other packages of Ladera.
 */
@NullMarked
package org.ladera.core.program.interpret;

import org.jspecify.annotations.NullMarked;

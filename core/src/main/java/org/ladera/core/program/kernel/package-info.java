/**
 * What a loop comes down to on a machine: a {@link org.ladera.core.program.kernel.KernelForm} with
 * two axes and without sizes, which generated code and the interpreter implement as a {@link
 * org.ladera.core.program.kernel.Kernel}. Sizes, addresses and strides arrive in one array ({@link
 * org.ladera.core.program.kernel.Arguments}), so that ten thousand equal layers share a form.
 */
@NullMarked
package org.ladera.core.program.kernel;

import org.jspecify.annotations.NullMarked;

/**
 * From a graph to values: what a backend is given, how backends are found, and how a function of
 * nodes is traced, compiled and run.
 *
 * <p>A backend receives a whole {@link org.ladera.core.backend.Computation} at once, such as a
 * training step, and gives an {@link org.ladera.core.backend.Executable}. A backend of one's own
 * implements {@link org.ladera.core.backend.Backend} and is named in {@code
 * META-INF/services/org.ladera.core.backend.Backend}. {@code ProgramCache} and {@code
 * TracedProgram} are public for other modules of Ladera only.
 */
@NullMarked
package org.ladera.core.backend;

import org.jspecify.annotations.NullMarked;

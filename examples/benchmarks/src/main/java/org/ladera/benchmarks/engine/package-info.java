/**
 * Who does the work: Ladera and its peers, at the settings that serve each best. The file that the
 * README's table names does what is timed, or links to what does. An engine's native library is
 * loaded in a process of its own.
 */
@NullMarked
package org.ladera.benchmarks.engine;

import org.jspecify.annotations.NullMarked;

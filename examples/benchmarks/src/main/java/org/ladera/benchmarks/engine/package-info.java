/**
 * Who does the work: Ladera and its peers, one file each, at the settings that serve each best. An
 * engine's native library is loaded in a process of its own.
 */
@NullMarked
package org.ladera.benchmarks.engine;

import org.jspecify.annotations.NullMarked;

/**
 * Threads that run a program's steps together: a list of phases, one after the other, each of
 * chunks that may run side by side.
 *
 * <p>It is not a {@code ForkJoinPool}, since what is to be shared takes 5 to 50 us: there a task is
 * an object and a waiting thread sleeps, here a chunk is a number in one long that threads count
 * down, and the thread that calls works too.
 */
@NullMarked
package org.ladera.core.backend.cpu.pool;

import org.jspecify.annotations.NullMarked;

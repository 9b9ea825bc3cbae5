/**
 * Threads that run a program's steps together: a list of phases, one after the other, each of
 * chunks that may run side by side.
 *
 * <p>It is not a {@code ForkJoinPool}, since what is to be shared takes 5 to 50 us: there a task is
 * an object and a waiting thread sleeps, here a chunk is a number in one long that threads count
 * down, and the thread that calls works too.
 *
 * <p>Other processes, and other callers, take cores away now and then. Who then gets nowhere holds
 * a chunk at most, so that only the end of its phase waits for it, and who waits long leaves the
 * core to it. To ask such a thread for no more help, for a while that grew with every loss, was
 * tried and dropped: beside a process that keeps one of two cores busy a step of 784-256-128-10
 * took no less, and one of 784-1024-1024-10 more, as half a core helps too.
 */
@NullMarked
package org.ladera.core.backend.cpu.pool;

import org.jspecify.annotations.NullMarked;

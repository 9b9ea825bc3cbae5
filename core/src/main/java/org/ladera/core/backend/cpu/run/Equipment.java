package org.ladera.core.backend.cpu.run;

import org.jspecify.annotations.Nullable;
import org.ladera.core.backend.cpu.lower.Sharing;
import org.ladera.core.backend.cpu.pool.Pool;
import org.ladera.core.backend.cpu.tier.Kernels;
import org.ladera.core.memory.NativeBudget;

/**
 * What programs run with.
 *
 * @param kernels where kernels come from
 * @param pool the threads
 * @param sharing when threads share work
 * @param budget where memory outside of the heap is counted
 * @param peaks what the times of steps are compared with, or null if they are not measured
 */
public record Equipment(
    Kernels kernels, Pool pool, Sharing sharing, NativeBudget budget, @Nullable Peaks peaks) {}

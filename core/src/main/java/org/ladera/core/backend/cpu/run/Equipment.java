package org.ladera.core.backend.cpu.run;

import org.ladera.core.backend.cpu.lower.Sharing;
import org.ladera.core.backend.cpu.pool.Pool;
import org.ladera.core.backend.cpu.tier.Kernels;

/**
 * What programs run with.
 *
 * @param kernels where kernels come from
 * @param pool the threads
 * @param sharing when threads share work
 * @param measured whether steps are measured
 */
public record Equipment(Kernels kernels, Pool pool, Sharing sharing, boolean measured) {}

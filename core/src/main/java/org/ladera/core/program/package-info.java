/**
 * What a compiled backend receives: steps over buffers. Order of reductions, points of rounding and
 * who shares memory with whom are meaning here; threads, vector lanes and tiles are not. Nothing
 * here knows of nodes, gradients or a machine.
 *
 * <p>A {@link org.ladera.core.program.Program} has {@link org.ladera.core.program.Buffer}s and
 * {@link org.ladera.core.program.Step}s, run in the order of the list. Most steps are a {@link
 * org.ladera.core.program.Loop}: a nest of axes, the last of which form a <em>row</em>, with a
 * straight-line {@link org.ladera.core.program.Body} that is evaluated at every point. For a
 * machine, a loop comes down to calls of a {@link org.ladera.core.program.kernel.KernelForm}, which
 * has two axes and no sizes.
 *
 * <h2>Order of reductions</h2>
 *
 * <p>Sums of floating numbers have one order, whatever runs them.
 *
 * <ul>
 *   <li><b>Along a row</b> ({@link org.ladera.core.program.Value.Reduce}): entry j of the row,
 *       counted over all its axes, is added to lane j mod L, where L lanes take 256 bytes (64 of
 *       float32, 32 of float64), in ascending order and starting at +0. A block is 64 L entries;
 *       after each block, and at the end, the lanes are folded by halves (lane i += lane i + L/2,
 *       and so on to lane 0), and start again at +0. The result of one block is its sum; those of
 *       several are added in ascending order in float64 and rounded once (for float64 entries by
 *       compensated addition: Neumaier 1974).
 *   <li><b>Over rows</b> ({@link org.ladera.core.program.Sink.Total}): 64 consecutive rows are
 *       added in ascending order, starting at +0, entry by entry; the sums of such blocks are
 *       combined as above.
 * </ul>
 *
 * <p>Integers wrap around. In largest and smallest a NaN wins, and -0 is less than +0. All NaNs
 * count as one value.
 *
 * <p>This package and its subpackages are internal: public only for other packages of Ladera.
 */
@NullMarked
package org.ladera.core.program;

import org.jspecify.annotations.NullMarked;

/**
 * The backend that defines what every op means: plain loops over a graph as it was written, slow on
 * purpose. Every other backend is compared with it, so it shares no code with a compiler.
 *
 * <ul>
 *   <li>Floating entries are computed in float64 and rounded once to the type of the node. So a
 *       float32 op is the exact op on its float32 inputs and one rounding, as far as float64 can
 *       say; sums and matrix products add up in float64 and round at their end.
 *   <li>A sum begins at -0, which changes nothing that is added to it, and is compensated (Neumaier
 *       1974); over no entries it is +0.
 *   <li>Integers are computed in 64 bits; int32 wraps around.
 *   <li>Functions are those of {@link StrictMath} and of {@code core.function}, so that the bits
 *       are the same on every machine. {@code pow} follows IEEE 754 section 9.2.1 where Java's
 *       differs: 1^y and (-1)^(&plusmn;infinity) are 1.
 *   <li>For comparisons false is below true. -0 and +0 are equal, also for the position of the
 *       largest entry.
 *   <li>A NaN is a NaN: its sign and payload mean nothing.
 * </ul>
 */
@NullMarked
package org.ladera.core.backend.reference;

import org.jspecify.annotations.NullMarked;

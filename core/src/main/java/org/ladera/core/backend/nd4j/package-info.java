/**
 * The backend named {@code nd4j}: each op executes in ND4J, through its executioner, on whatever
 * native backend ND4J has on the class path. It plans nothing, so that it shares no bug with a
 * compiler: it is the second opinion.
 *
 * <p>What costs time in ND4J is preparing a call, 10 to 50 us; executing a prepared one takes 0.4
 * to 1 us. So a program prepares every call when it is compiled, on arrays of its own that never
 * move: {@code Layout} says where each value lies, {@code Kernels} which calls compute it, {@code
 * Program} runs them. Values are dense and row-major. A reshape is the same memory; a broadcast or
 * transpose whose every use can repeat or transpose by itself is not carried out.
 *
 * <p>These ops run as Java loops over the same memory, since ND4J's do not compute what the op
 * means:
 *
 * <ul>
 *   <li>{@code SUM}: a float32 sum is accumulated in float32, 1e-2 off after 1e6 terms, and changes
 *       with the number of threads; the sum of an empty array throws
 *   <li>{@code MAX}: drops NaN
 *   <li>{@code MIN}: drops NaN
 *   <li>{@code ARG_MAX}: drops NaN
 *   <li>{@code MAXIMUM}: drops NaN, and the larger of 0 and -0 is the right one
 *   <li>{@code MINIMUM}: drops NaN, and the smaller of 0 and -0 is the right one
 *   <li>{@code SIGN}: of NaN is 0; integers execute in ND4J
 *   <li>{@code EXPM1}: computed as e^x - 1: 0 for 1e-8 in float32
 *   <li>{@code LOG1P}: computed as log(1 + x): 0 for 1e-8 in float32
 *   <li>{@code CAST}: to integers, NaN and what is too large become the least integer; other casts
 *       execute in ND4J
 *   <li>{@code SELECT}: where takes wrong entries, and select walks entry by entry: 340 us for 4096
 *       of them
 *   <li>{@code GATHER}: an index out of range reads foreign memory and can end the JVM
 *   <li>{@code SCATTER_ADD}: a race: sums of repeated indices are wrong with two threads
 *   <li>{@code IN_RANGE}: has no such check
 *   <li>{@code RANDOM_BITS}: has no counter-based generator; its state belongs to the thread
 * </ul>
 *
 * <p>Left alone, ND4J spreads arrays of 2048 entries and more over one OpenMP thread per core.
 * Where other programs want the cores too, each such call can wait for milliseconds, and sums
 * change with the number of threads; so every run holds it to one thread ({@code SingleThread}).
 *
 * <p>Two of ND4J's functions are kept though they are less exact than Java's: tanh is off by up to
 * 1e-7 near 0 in float32 (1e-16 in float64), absolutely, so its relative error there is large;
 * sigmoid is 0 below -88 in float32, where the value is subnormal.
 */
@NullMarked
package org.ladera.core.backend.nd4j;

import org.jspecify.annotations.NullMarked;

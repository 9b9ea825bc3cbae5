/**
 * Code over vectors, generated for each form of a loop: a hidden class, written with {@code
 * java.lang.classfile}, of calls of the Vector API. Its results have the bits of the interpreter
 * ({@link org.ladera.core.program.interpret}), before the JIT has it and after.
 *
 * <p>What decides how the code looks, measured on Zen 4 and Zen 5 with AVX-512 and JDK 25:
 *
 * <ul>
 *   <li>All memory is one constant segment, an address is an offset in it. With segments as
 *       parameters the JIT's profile of one kernel spoils another: 1.05 instead of 0.29 ns for an
 *       entry of an Adam update.
 *   <li>One line, one local variable; loops in {@code static} methods of primitive parameters. A
 *       vector that is passed to a method which the JIT does not inline is an object.
 *   <li>A vector of one number is made where it is needed, in each turn of a loop. In a local
 *       variable that lived across loops, the JIT in some compilations got rid of the object, but
 *       not of its array: 80 bytes a call, in half of the processes for rows of 10 or 75 columns.
 *       It moves the instruction out of the loop itself.
 *   <li>All vectors of a type have one length, the longest. Calls between methods of the Vector API
 *       are resolved by profile, and forms with half vectors of float32 beside whole ones of
 *       float64 made kernels of float32 allocate. Such forms are declined.
 *   <li>A method of 8,000 bytecodes is never compiled; {@code VectorCompiler} stops at 7,000.
 *   <li>While a kernel is not compiled, the Vector API's own methods become hot, and compiling them
 *       keeps the JIT for seconds from what matters. So nearly all calls that warm a kernel up do
 *       nothing ({@code CountedCalls}): full speed of a step of 784-256-128-10 came after 3.3
 *       instead of more than 5 s.
 *   <li>A long body is several loops over a tile of 1,024 columns, each a method: four hyperbolic
 *       tangents take 1.4 instead of 2.75 ns for an entry.
 *   <li>Lanes that are off hold copies of the first lane that is on, so that they are never slower
 *       than that: an exponential that became subnormal made a row three times as slow.
 *   <li>Rows of no more columns than lanes have a method of their own, where a body needs no loop,
 *       no scratch memory and one mask: softmax cross entropy with its gradient takes 38 ns for a
 *       row.
 *   <li>Rows of at most half as many columns share a vector ({@code Packing}): a row is padded to a
 *       power of two of lanes, is folded among them, and has its values in all of them. Rows of 3
 *       take 9 instead of 38 ns, of 8 18; with one row in a vector there would be nothing to gain.
 *       They come from memory and go back by loops that all kernels share: with masks and
 *       permutations for each stream in the method itself the JIT stopped inlining, and 32 rows of
 *       3 took 720 instead of 275 ns.
 *   <li>Streams that move by any distance from column to column, as those of transposed arrays do,
 *       are copied tile by tile to where they do not ({@code TiledKernel}), by squares of vectors
 *       if their rows lie side by side: a transposed array of 1,024 x 1,024 added to another takes
 *       0.50 ns an entry, and 4.1 when interpreted. Lines of which every second entry is taken, or
 *       all backwards, are packed by permutations of vectors; there are no gathers from segments in
 *       the Vector API of JDK 25.
 *   <li>The JIT's first compiler, C1, gives a method up that needs too many virtual registers. With
 *       a profile (tier 3) six masked loads and a store are too many, or some sixty plain loads,
 *       while 240 additions are not. While C2's queue is long, HotSpot compiles without a profile
 *       first (tier 2). A method that C1 can compile only that way then stays so for ever:
 *       allocating, and a hundred times slower. So there are few masked accesses in a method; the
 *       rest of a longer row goes by way of a copy that all kernels share. Where that does not
 *       suffice, whoever sees a kernel stay slow compiles its form again, as a new class begins
 *       anew; {@code -XX:Tier3DelayOn=100000} prevents it altogether.
 * </ul>
 *
 * <p>This package is internal: public only for other packages of Ladera.
 */
@NullMarked
package org.ladera.core.backend.cpu.vector;

import org.jspecify.annotations.NullMarked;

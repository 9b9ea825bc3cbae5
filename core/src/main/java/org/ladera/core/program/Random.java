package org.ladera.core.program;

/**
 * Uniform integers of {@code 0..2^bits-1}, as {@link org.ladera.core.random.Philox} defines them.
 *
 * @param header what it is called
 * @param seed the seed
 * @param stream which draw
 * @param bits 1 to 63
 * @param counter the buffer of the counter, an int64 scalar
 * @param target the result, int32 up to 31 bits, else int64
 */
public record Random(Header header, long seed, long stream, int bits, int counter, int target)
    implements Step {}

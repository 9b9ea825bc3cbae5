package org.ladera.core.program;

import com.google.common.primitives.ImmutableIntArray;

/**
 * A call out of the program, of an op that only Java or a library can compute.
 *
 * @param header what it is called
 * @param function which of the functions that come with the program
 * @param arguments the buffers it reads
 * @param result the buffer it fills
 */
public record HostCall(Header header, int function, ImmutableIntArray arguments, int result)
    implements Step {}

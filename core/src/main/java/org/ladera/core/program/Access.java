package org.ladera.core.program;

import org.jspecify.annotations.Nullable;

/**
 * That a step reads or writes entries of a buffer.
 *
 * @param step the position of the step
 * @param unit the position among all units of the program: a step without the loops that finish it,
 *     and each of these; a unit begins when all before it have ended
 * @param buffer the buffer
 * @param writes whether it writes
 * @param region the entries
 * @param loop the loop that it comes from, if it comes from one
 * @param stream the position of its stream there
 */
record Access(
    int step,
    int unit,
    int buffer,
    boolean writes,
    Region region,
    @Nullable Loop loop,
    int stream) {}

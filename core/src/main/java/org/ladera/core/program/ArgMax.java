package org.ladera.core.program;

/**
 * {@code target[o, j]}, int32: the position of the largest of {@code source[o, :, j]}; of the first
 * NaN if there is one, else of the first largest, -0 and +0 being equal.
 *
 * @param header what it is called
 * @param source the source, {@code [outer, size, inner]}
 * @param target the result, {@code [outer, inner]}
 * @param outer entries before the axis
 * @param size of the axis, not 0
 * @param inner entries behind the axis
 */
public record ArgMax(Header header, int source, int target, long outer, long size, long inner)
    implements Step {}

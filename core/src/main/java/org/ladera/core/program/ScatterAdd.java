package org.ladera.core.program;

/**
 * {@code target[o, indices[i], j] += updates[o, i, j]} from zeros, in ascending order of i; all
 * dense. An index outside {@code 0..size-1} ends the run.
 *
 * @param header what it is called
 * @param updates the updates, {@code [outer, count, inner]}
 * @param indices the indices, integers
 * @param target the result, {@code [outer, size, inner]}
 * @param outer entries before the axis
 * @param size of the axis
 * @param inner entries behind the axis
 */
public record ScatterAdd(
    Header header, int updates, int indices, int target, long outer, long size, long inner)
    implements Step {}

package org.ladera.core.program;

/**
 * {@code target[o, i, j] = source[o, indices[i], j]} with o below {@code outer} and j below {@code
 * inner}; all dense. An index outside {@code 0..size-1} ends the run.
 *
 * @param header what it is called
 * @param source the source, {@code [outer, size, inner]}
 * @param indices the indices, integers
 * @param target the result, {@code [outer, count, inner]}
 * @param outer entries before the axis
 * @param size of the axis
 * @param inner entries behind the axis
 */
public record Gather(
    Header header, int source, int indices, int target, long outer, long size, long inner)
    implements Step {}

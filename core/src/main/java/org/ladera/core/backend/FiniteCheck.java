package org.ladera.core.backend;

import org.ladera.core.graph.Node;

/**
 * A value that must have no NaN and no infinity, or the run fails before any assignment takes
 * effect.
 *
 * @param subject what the user knows it by, such as {@code the loss}
 * @param node the value, of a floating type
 */
public record FiniteCheck(String subject, Node node) {}

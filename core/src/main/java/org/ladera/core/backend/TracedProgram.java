package org.ladera.core.backend;

import java.util.List;

/**
 * A computation with the names of its outputs.
 *
 * @param computation what is computed
 * @param names for each output its name; empty for the principal one
 */
public record TracedProgram(Computation computation, List<String> names) {}

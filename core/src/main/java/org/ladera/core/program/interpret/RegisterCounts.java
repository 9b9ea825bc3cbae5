package org.ladera.core.program.interpret;

/** How many registers of each type a body takes. */
record RegisterCounts(int floats, int doubles, int ints, int longs, int bools) {}

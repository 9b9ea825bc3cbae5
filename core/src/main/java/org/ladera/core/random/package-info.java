/**
 * Random numbers that are a pure function of what they are for: a seed, the place of the draw in
 * the program, and how often it was drawn. So they are the same on every backend, on any number of
 * threads and after any reordering, and adding a layer changes nobody else's.
 */
@NullMarked
package org.ladera.core.random;

import org.jspecify.annotations.NullMarked;

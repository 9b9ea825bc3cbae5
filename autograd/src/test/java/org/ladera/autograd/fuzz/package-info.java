/**
 * Random programs, to find where a backend does not compute what the graph says. A seed gives a
 * program ({@code Generator}); the reference gives its values, and {@code ErrorGraph} how far from
 * them a correct backend may be, entry by entry; {@code Oracle} compares; {@code Minimizer} makes
 * what fails small, and {@code JavaText} prints it as a test.
 */
@NullMarked
package org.ladera.autograd.fuzz;

import org.jspecify.annotations.NullMarked;

/**
 * Rules about the code itself, held over all modules: which package may see which, what nobody may
 * call, how large things may grow and how they are formatted. They live with the examples because
 * the examples see everything.
 */
@NullMarked
package org.ladera.build;

import org.jspecify.annotations.NullMarked;

/**
 * Programs people run: {@link org.ladera.examples.Main} lists them and starts one by name. Each is
 * one class whose first lines say what it shows.
 */
@NullMarked
package org.ladera.examples;

import org.jspecify.annotations.NullMarked;

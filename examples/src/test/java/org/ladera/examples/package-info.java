/** The examples, each run small. */
@NullMarked
package org.ladera.examples;

import org.jspecify.annotations.NullMarked;

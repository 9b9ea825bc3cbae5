/** Programs that people run: one class per idea, picked by name through the launcher. */
@NullMarked
package org.ladera.examples;

import org.jspecify.annotations.NullMarked;

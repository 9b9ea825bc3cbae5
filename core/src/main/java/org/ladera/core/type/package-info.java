/**
 * Data types, shapes and the rules that combine them, with no graph and no machine: what can be
 * said of a tensor before it has values.
 */
@NullMarked
package org.ladera.core.type;

import org.jspecify.annotations.NullMarked;

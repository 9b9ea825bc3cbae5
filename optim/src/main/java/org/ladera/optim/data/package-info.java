/**
 * Data to train on: immutable sets of named arrays, how they are read from files, split,
 * standardized and cut into batches.
 *
 * <p>Start at {@link org.ladera.optim.data.Dataset}; {@link org.ladera.optim.data.Datasets} has the
 * ones that come with Ladera. Whatever enters is copied and checked once, here: a training loop
 * never meets NaN, arrays of different lengths or half a file. Whatever order is random comes from
 * a seed, and is the same on every machine.
 */
@NullMarked
package org.ladera.optim.data;

import org.jspecify.annotations.NullMarked;

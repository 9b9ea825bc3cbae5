/**
 * The training loop: epochs, batches, held-out evaluation, a progress bar, and a history that plots
 * itself. All that it does can be written by hand around {@link org.ladera.optim.TrainingStep}.
 *
 * <p>The progress bar goes to stderr, in plain lines off a terminal; nothing else of the libraries
 * prints.
 */
@NullMarked
package org.ladera.optim.train;

import org.jspecify.annotations.NullMarked;

/**
 * What an example costs. A {@link org.ladera.autograd.loss.Loss} says it of each example; means,
 * sums, weights and masks come from the interface, for a user's own loss as well.
 *
 * <p>Three decisions hold for all losses here. Prediction and target have one shape (or the target
 * is a single number), and never broadcast: a {@code [batch, 1]} against a {@code [batch]} is an
 * error, not a table. Targets of integers or bool are cast to the type of the prediction, since a
 * label is a number; a target of another floating type is an error. And stability is settled when a
 * node is built: a loss on probabilities looks through the sigmoid or the softmax that made them,
 * and works with the logits, so values and derivatives of every order stay finite where they are on
 * paper.
 */
@NullMarked
package org.ladera.autograd.loss;

import org.jspecify.annotations.NullMarked;

package org.ladera.optim;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.ladera.autograd.nn.Model;
import org.ladera.core.graph.Parameter;

/**
 * Which parameters a step trains: those of a model, or those that pass a test, or without further
 * word all that the loss reaches.
 */
record Selection(@Nullable Model<?> model, @Nullable Predicate<Parameter> test) {
  static final Selection REACHED = new Selection(null, null);

  /** The candidates: of the model, or else of the loss. */
  Collection<Parameter> among(List<Parameter> ofLoss) {
    Collection<Parameter> candidates = model == null ? ofLoss : model.parameters();
    if (test == null) {
      return candidates;
    }
    List<Parameter> chosen = new ArrayList<>(candidates);
    chosen.removeIf(test.negate());
    if (chosen.isEmpty()) {
      throw new IllegalArgumentException(
          "TrainingStep: updating(...) chooses none of the parameters "
              + candidates.stream().map(Parameter::name).toList());
    }
    return chosen;
  }

  /** Checks that what was chosen is reached. */
  void check(Collection<Parameter> chosen, Set<Parameter> reached) {
    if (model != null || test != null) {
      for (Parameter parameter : chosen) {
        if (!reached.contains(parameter)) {
          throw new IllegalArgumentException(
              "TrainingStep: parameter \""
                  + parameter.name()
                  + "\" "
                  + parameter.type()
                  + " does not influence the loss; leave it out with updating(...)");
        }
      }
    }
    if (reached.isEmpty()) {
      throw new IllegalArgumentException(
          "TrainingStep: the loss reaches no parameter by a differentiable path, so there is"
              + " nothing to train");
    }
  }
}

package org.ladera.autograd.fuzz;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.ladera.core.backend.Assignment;
import org.ladera.core.graph.Graphs;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.graph.Variable;
import org.ladera.core.type.TensorType;

/**
 * Makes assignments: updates as optimizers have them, swaps, and values that other steps read in
 * another order than they are written.
 */
final class Assigner {
  private final Chance chance;
  private final Leaves leaves;
  private final List<Node> pool;
  private final List<Node> gradients;
  private final Function<TensorType, Node> operands;
  private final Views views;
  private final Scalars scalars;
  private final Map<Variable, Node> values = new LinkedHashMap<>();

  Assigner(
      Chance chance,
      Leaves leaves,
      List<Node> pool,
      List<Node> gradients,
      Function<TensorType, Node> operands) {
    this.chance = chance;
    this.leaves = leaves;
    this.pool = pool;
    this.gradients = gradients;
    this.operands = operands;
    this.views = new Views(chance, leaves, operands);
    this.scalars = new Scalars(chance, leaves);
  }

  /** One to four assignments, or a few more where one brings another with it. */
  List<Assignment> assignments() {
    for (int i = 1 + chance.below(4); i > 0; i--) {
      Variable variable = variable();
      switch (chance.weighted(45, 20, 20, 15)) {
        case 0 -> values.put(variable, updated(variable));
        case 1 -> swap(variable);
        case 2 -> values.put(variable, views.rearranged(variable));
        default -> values.put(variable, operand(variable));
      }
    }
    return values.entrySet().stream()
        .map(entry -> new Assignment(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** Outputs that read what is assigned, in another order. */
  List<Node> readers() {
    List<Node> readers = new ArrayList<>();
    for (Variable variable : values.keySet()) {
      if (chance.happens(0.25)) {
        readers.add(chance.happens(0.3) ? variable : views.of(views.rearranged(variable)));
      }
    }
    return readers;
  }

  private Variable variable() {
    List<Variable> known = new ArrayList<>();
    for (Node node : Graphs.topological(pool)) {
      if (node instanceof Variable variable && isFree(variable)) {
        known.add(variable);
      }
    }
    if (known.isEmpty() || chance.happens(0.2)) {
      TensorType like =
          gradients.isEmpty() || chance.happens(0.5)
              ? new TensorType(chance.dtype(), chance.shape())
              : chance.any(gradients).type().strong();
      return leaves.variable(like);
    }
    return chance.any(known);
  }

  private boolean isFree(Variable variable) {
    return !values.containsKey(variable) && !leaves.isPositions(variable);
  }

  private Node operand(Variable variable) {
    return Ops.cast(operands.apply(variable.type().strong()), variable.dtype());
  }

  private Node updated(Variable variable) {
    if (!variable.dtype().isFloating()) {
      return scalars.binary(variable, operand(variable));
    }
    List<Node> fitting =
        gradients.stream()
            .filter(gradient -> gradient.type().strong().equals(variable.type()))
            .toList();
    Node change = fitting.isEmpty() ? operand(variable) : chance.any(fitting);
    return switch (chance.below(4)) {
      case 0 -> variable.minus(change.times(0.1));
      case 1 -> variable.times(0.9).plus(change.times(0.1));
      case 2 -> momentum(variable, change);
      default -> scalars.binary(variable, change);
    };
  }

  /** The velocity is assigned too, and its next value moves the variable. */
  private Node momentum(Variable variable, Node change) {
    Variable velocity = leaves.variable(variable.type());
    Node next = velocity.times(0.9).plus(change);
    values.put(velocity, next);
    return chance.happens(0.3)
        ? variable.minus(change.plus(next.times(0.9)).times(0.1))
        : variable.minus(next.times(0.1));
  }

  private void swap(Variable variable) {
    List<Variable> others = new ArrayList<>();
    for (Node node : Graphs.topological(pool)) {
      boolean fits = node instanceof Variable && node.type().equals(variable.type());
      if (fits && node != variable && node instanceof Variable other && isFree(other)) {
        others.add(other);
      }
    }
    Variable other = others.isEmpty() ? leaves.variable(variable.type()) : chance.any(others);
    values.put(variable, other);
    values.put(other, variable);
  }
}

package org.ladera.autograd.fuzz;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.ladera.autograd.Gradient;
import org.ladera.core.backend.Assignment;
import org.ladera.core.backend.Computation;
import org.ladera.core.backend.FiniteCheck;
import org.ladera.core.graph.Graphs;
import org.ladera.core.graph.Input;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.graph.Origin;
import org.ladera.core.graph.Variable;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.TensorType;

/**
 * Draws a program by a seed. Nodes are put in forward, as a consumer of what there is, or backward,
 * as a producer in the place of an input, with equal chances (after NNSmith: Liu et al., ASPLOS
 * 2023, arXiv 2207.13066).
 */
final class Generator {
  private static final int MANY_NODES = 2_000;
  private static final int MAX_OUTPUTS = 6;

  /** Products and repetitions of one another grow without end. */
  private static final long MOST_ENTRIES = 1 << 18;

  private static final int DIRECT = 2;

  private final Chance chance;
  private final Leaves leaves;
  private final Consumers consumers;
  private final Producers producers;
  private List<Node> pool = new ArrayList<>();
  private final List<Node> gradients = new ArrayList<>();

  private Generator(long seed, Bias bias) {
    this.chance = new Chance(new SplittableRandom(seed), bias);
    this.leaves = new Leaves(chance);
    this.consumers = new Consumers(chance, leaves, this::operand);
    this.producers = new Producers(chance, leaves);
  }

  /** The program of a seed. */
  static FuzzProgram program(long seed) {
    return program(seed, Bias.NONE);
  }

  /** The program of a seed, drawn for something. */
  static FuzzProgram program(long seed, Bias bias) {
    // Nobody asks where these nodes were built, and to find out takes longer than to build them.
    return Origin.inherit(new Origin("fuzz", null), () -> new Generator(seed, bias).program());
  }

  private FuzzProgram program() {
    boolean isLarge = chance.happens(chance.bias().largeness());
    int size = isLarge ? MANY_NODES : 1 + chance.below(chance.bias().nodes());
    grow(size, isLarge);
    if (chance.happens(0.4)) {
      differentiate();
    }
    List<Assignment> assignments = List.of();
    List<Node> outputs = new ArrayList<>();
    if (chance.happens(0.3)) {
      Assigner assigner = new Assigner(chance, leaves, pool, gradients, this::operand);
      assignments = assigner.assignments();
      outputs.addAll(assigner.readers());
    }
    for (int i = 0; i < DIRECT; i++) {
      pool.add(consumers.direct(leaves.leaf(new TensorType(chance.dtype(), chance.shape()))));
    }
    outputs.addAll(outputs());
    return finished(outputs, assignments);
  }

  private void grow(int size, boolean isLarge) {
    pool.add(leaves.leaf(new TensorType(chance.dtype(), chance.shape())));
    for (int step = 0; step < size; step++) {
      List<Node> inputs = leaves.replaceable();
      // In a large program each replacement would rebuild most of it.
      if (!isLarge && !inputs.isEmpty() && chance.happens(0.5)) {
        Node input = inputs.remove(chance.below(inputs.size()));
        Node producer = producers.of(input.type());
        List<Node> all = new ArrayList<>(pool);
        pool = new ArrayList<>(Graphs.replace(all, Map.of(input, producer)));
        pool.add(producer);
      } else {
        Node next = consumers.next(recent());
        if (next.shape().size() <= MOST_ENTRIES) {
          pool.add(next);
        }
      }
    }
  }

  /** Half of the time one of the last nodes, so that graphs are deep; sometimes a fresh leaf. */
  private Node recent() {
    if (chance.happens(0.12)) {
      return leaves.leaf(new TensorType(chance.dtype(), chance.shape()));
    }
    int from = chance.happens(0.5) ? Math.max(0, pool.size() - 4) : 0;
    return pool.get(from + chance.below(pool.size() - from));
  }

  /** An old node of a type if there is one, or a leaf. */
  private Node operand(TensorType type) {
    if (chance.happens(0.6)) {
      List<Node> fitting = pool.stream().filter(node -> node.type().strong().equals(type)).toList();
      if (!fitting.isEmpty()) {
        return chance.any(fitting);
      }
    }
    Node leaf = leaves.leaf(type);
    if (chance.happens(0.5)) {
      pool.add(leaf);
    }
    return leaf;
  }

  private void differentiate() {
    List<Node> floating = pool.stream().filter(node -> node.dtype().isFloating()).toList();
    if (floating.isEmpty()) {
      return;
    }
    Node y = floating.get(floating.size() - 1 - chance.below(Math.min(4, floating.size())));
    Node weighted = chance.happens(0.3) ? y.times(operand(y.type().strong())) : y;
    Node loss = y.shape().isScalar() ? y : Ops.sum(weighted);
    List<Node> leafs =
        Graphs.topological(List.of(loss)).stream()
            .filter(node -> node.dtype().isFloating())
            .filter(node -> node.op() instanceof Input || node instanceof Variable)
            .toList();
    List<Node> wanted = new ArrayList<>();
    for (int i = 1 + chance.below(4); i > 0 && !leafs.isEmpty(); i--) {
      wanted.add(chance.any(leafs));
    }
    Map<Node, Node> found = Gradient.reached(loss, wanted);
    gradients.addAll(found.values());
    pool.addAll(found.values());
  }

  private List<Node> outputs() {
    Set<Node> used = Collections.newSetFromMap(new IdentityHashMap<>());
    Graphs.topological(pool).forEach(node -> used.addAll(node.inputs()));
    List<Node> sinks = new ArrayList<>(pool.stream().filter(n -> !used.contains(n)).toList());
    Collections.reverse(sinks);
    List<Node> outputs = new ArrayList<>(sinks.subList(0, Math.min(sinks.size(), MAX_OUTPUTS)));
    for (Node gradient : gradients) {
      if (!outputs.contains(gradient) && chance.happens(0.7)) {
        outputs.add(gradient);
      }
    }
    if (outputs.isEmpty()) {
      outputs.add(pool.getLast());
    }
    if (chance.happens(0.2)) {
      outputs.add(chance.any(pool));
    }
    if (chance.happens(0.1)) {
      outputs.add(chance.any(outputs));
    }
    return outputs;
  }

  private FuzzProgram finished(List<Node> outputs, List<Assignment> assignments) {
    List<FiniteCheck> checks = new ArrayList<>();
    List<Node> floating = outputs.stream().filter(node -> node.dtype().isFloating()).toList();
    if (!floating.isEmpty() && chance.happens(0.05)) {
      checks.add(new FiniteCheck("the output", chance.any(floating)));
    }
    List<Node> roots = new ArrayList<>(outputs);
    assignments.forEach(assignment -> roots.add(assignment.value()));
    List<Node> inputs =
        new ArrayList<>(
            Graphs.topological(roots).stream().filter(n -> n.op() instanceof Input).toList());
    if (chance.happens(0.1)) {
      inputs.add(Ops.input("unused", new TensorType(chance.dtype(), chance.shape())));
      leaves.adopt(inputs.getLast());
    }
    Computation computation = new Computation("fuzz", inputs, outputs, assignments, checks);
    List<Variable> variables = FuzzProgram.variablesOf(computation);
    List<Layout> layouts = inputs.stream().map(this::layout).toList();
    int draws = chance.happens(assignments.isEmpty() ? 0.2 : 0.5) ? 2 : 1;
    List<Draw> all = new ArrayList<>();
    for (int i = 0; i < draws; i++) {
      all.add(draw(inputs, layouts, variables));
    }
    return new FuzzProgram(computation, variables, layouts, all);
  }

  private Layout layout(Node input) {
    return switch (chance.weighted(chance.bias().layouts())) {
      case 0 -> Layout.DENSE;
      case 1 -> Layout.OFFSET;
      case 2 -> Layout.STRIDED;
      case 3 -> Layout.COLUMN_MAJOR;
      default -> leaves.isPositions(input) ? Layout.DENSE : Layout.TWICE;
    };
  }

  private Draw draw(List<Node> inputs, List<Layout> layouts, List<Variable> variables) {
    Map<TensorType, HostArray> drawn = new HashMap<>();
    List<HostArray> values = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      TensorType type = inputs.get(i).type();
      @Nullable HostArray earlier = layouts.get(i) == Layout.TWICE ? drawn.get(type) : null;
      HostArray value = earlier == null ? leaves.draw(inputs.get(i), chance.random()) : earlier;
      values.add(value);
      if (!leaves.isPositions(inputs.get(i))) {
        drawn.put(type, value);
      }
    }
    List<HostArray> starts =
        variables.stream().map(variable -> leaves.draw(variable, chance.random())).toList();
    return new Draw(values, starts);
  }
}

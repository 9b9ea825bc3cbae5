package org.ladera.autograd.fuzz;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.ladera.core.backend.Assignment;
import org.ladera.core.backend.Backend;
import org.ladera.core.backend.Backends;
import org.ladera.core.backend.Computation;
import org.ladera.core.backend.Executable;
import org.ladera.core.backend.FiniteCheck;
import org.ladera.core.graph.Log1p;
import org.ladera.core.graph.Maximum;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.graph.Pad;
import org.ladera.core.graph.ReadVariable;
import org.ladera.core.graph.Sum;
import org.ladera.core.type.DType;
import org.ladera.core.type.Shapes;

/** The reference with one mistake, of the kinds that compilers make: what a fuzzer must find. */
enum Sabotage implements Backend {
  /** A loop in blocks forgets what is left over. */
  DROPPED_TAIL,
  /** The larger of two numbers by a comparison, which NaN fails. */
  NAN_DROPPING_MAXIMUM,
  /** Zeros are put at the wrong end. */
  SWAPPED_PADDING,
  /** An update is written before all that reads the old value has run. */
  WRONG_IN_PLACE,
  /** Assignments take effect one after another. */
  ASSIGNED_IN_TURN,
  /** A formula that is equal on paper. */
  INACCURATE_FUNCTION;

  @Override
  public int preference() {
    return 0;
  }

  @Override
  public Optional<String> obstacle() {
    return Optional.empty();
  }

  @Override
  public Executable compile(Computation computation) {
    return Backends.named("reference").compile(spoiled(computation));
  }

  private Computation spoiled(Computation c) {
    Map<Node, Node> done = new IdentityHashMap<>();
    for (Node node : c.order()) {
      boolean isLeaf = node.inputs().isEmpty();
      List<Node> inputs = node.inputs().stream().map(each -> known(done, each)).toList();
      Node same = isLeaf ? node : Rebuilding.same().of(node, inputs);
      done.put(node, isLeaf ? node : spoiled(same));
    }
    List<Node> outputs = c.outputs().stream().map(node -> known(done, node)).toList();
    List<Assignment> assignments = new ArrayList<>();
    for (Assignment each : c.assignments()) {
      Node value = known(done, each.value());
      if (this == ASSIGNED_IN_TURN && !assignments.isEmpty()) {
        Assignment first = assignments.getFirst();
        value = reading(value, first);
      }
      assignments.add(new Assignment(each.variable(), value));
    }
    if (this == WRONG_IN_PLACE && !assignments.isEmpty()) {
      Assignment last = assignments.getLast();
      outputs = outputs.stream().map(output -> reading(output, last)).toList();
    }
    List<FiniteCheck> checks =
        c.checks().stream()
            .map(check -> new FiniteCheck(check.subject(), known(done, check.node())))
            .toList();
    return new Computation(c.name(), c.inputs(), outputs, assignments, checks);
  }

  private static Node known(Map<Node, Node> done, Node node) {
    return Objects.requireNonNull(done.get(node));
  }

  /** A node that sees what a variable becomes in the place of what it is. */
  private static Node reading(Node node, Assignment assignment) {
    boolean isBare = node.op() instanceof ReadVariable;
    if (isBare) {
      return node == assignment.variable() ? assignment.value() : node;
    }
    List<Node> inputs =
        node.inputs().stream()
            .map(input -> input == assignment.variable() ? assignment.value() : input)
            .toList();
    return inputs.equals(node.inputs()) ? node : Rebuilding.same().of(node, inputs);
  }

  private Node spoiled(Node node) {
    return switch (this) {
      case DROPPED_TAIL -> node.op() instanceof Sum op ? shortSum(op, node) : node;
      case NAN_DROPPING_MAXIMUM ->
          node.op() instanceof Maximum
              ? Ops.select(Ops.less(node.input(0), node.input(1)), node.input(1), node.input(0))
              : node;
      case SWAPPED_PADDING -> node.op() instanceof Pad op ? swapped(op, node) : node;
      case INACCURATE_FUNCTION ->
          node.op() instanceof Log1p && node.dtype() == DType.FLOAT32
              ? Given.plain(Ops::log, node.input(0).plus(1))
              : node;
      case WRONG_IN_PLACE, ASSIGNED_IN_TURN -> node;
    };
  }

  private static Node shortSum(Sum op, Node node) {
    Node x = node.input(0);
    int axis = op.axes().get(op.axes().length() - 1);
    int size = x.shape().get(axis);
    boolean hasTail = size > 16 && size % 16 != 0 && Shapes.count(x.shape(), op.axes()) > 0;
    return hasTail ? Ops.sum(x.slice(axis, 0, size / 16 * 16), op.axes().toArray()) : node;
  }

  private static Node swapped(Pad op, Node node) {
    Node result = node.input(0);
    for (int axis = 0; axis < op.low().length(); axis++) {
      int step = op.interior().get(axis) + 1;
      result = Rebuilding.padded(result, axis, op.high().get(axis), op.low().get(axis), step);
    }
    return result;
  }
}

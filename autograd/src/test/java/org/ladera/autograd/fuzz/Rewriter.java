package org.ladera.autograd.fuzz;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.ladera.core.backend.Assignment;
import org.ladera.core.backend.Computation;
import org.ladera.core.backend.FiniteCheck;
import org.ladera.core.graph.Constant;
import org.ladera.core.graph.Input;
import org.ladera.core.graph.Literal;
import org.ladera.core.graph.Node;
import org.ladera.core.graph.Ops;
import org.ladera.core.graph.Variable;
import org.ladera.core.memory.HostArray;
import org.ladera.core.type.Shape;
import org.ladera.core.type.TensorType;

/**
 * Makes a changed program of a program: with nodes cut off and their values given instead, with
 * axes of other sizes, or with other values.
 */
final class Rewriter {
  private final FuzzProgram program;
  private final Rebuilding rebuilding;
  private final Map<Node, Node> done = new IdentityHashMap<>();
  private final Map<Node, Node> aliases = new IdentityHashMap<>();
  private final Map<Variable, Variable> copies = new IdentityHashMap<>();
  private final List<Node> inputs = new ArrayList<>();
  private final List<Layout> layouts = new ArrayList<>();
  private final List<Variable> variables = new ArrayList<>();
  private final List<List<HostArray>> inputDraws = new ArrayList<>();
  private final List<List<HostArray>> variableDraws = new ArrayList<>();
  private int cuts;
  private int skipped;

  Rewriter(FuzzProgram program, Rebuilding rebuilding) {
    this.program = program;
    this.rebuilding = rebuilding;
    program.draws().forEach(_ -> inputDraws.add(new ArrayList<>()));
    program.draws().forEach(_ -> variableDraws.add(new ArrayList<>()));
  }

  /** Of an axis that gets shorter, leaves out as many entries at its beginning. */
  Rewriter skipping(int entries) {
    skipped = entries;
    return this;
  }

  /** Gives a node of this program the values that it has in each run, instead of computing it. */
  void cut(Node node, List<HostArray> values) {
    Node input = Ops.input("cut" + cuts++, node.type().strong());
    done.put(node, input);
    inputs.add(input);
    layouts.add(Layout.DENSE);
    for (int run = 0; run < values.size(); run++) {
      inputDraws.get(run).add(values.get(run));
    }
  }

  /** Puts one of its inputs, of the same type, in the place of a node. */
  void skip(Node node, Node input) {
    aliases.put(node, input);
  }

  /**
   * The program of the same outputs, assignments and checks.
   *
   * @throws IllegalArgumentException if there is none with these sizes
   */
  FuzzProgram all() {
    Computation c = program.computation();
    return of(c.outputs(), c.assignments(), c.checks());
  }

  /** The program of some of the outputs, assignments and checks. */
  FuzzProgram of(List<Node> outputs, List<Assignment> assignments, List<FiniteCheck> checks) {
    List<Node> roots = new ArrayList<>(outputs);
    assignments.forEach(assignment -> roots.add(assignment.value()));
    checks.forEach(check -> roots.add(check.node()));
    assignments.forEach(assignment -> adopt(assignment.variable()));
    Set<Node> needed = needed(roots);
    for (Node node : program.computation().order()) {
      if (needed.contains(node) && !done.containsKey(node)) {
        if (node instanceof Variable variable) {
          adopt(variable);
        } else {
          done.put(node, rebuilt(node));
        }
      }
    }
    return finished(
        outputs.stream().map(this::known).toList(),
        assignments.stream()
            .map(each -> new Assignment(copy(each.variable()), known(each.value())))
            .toList(),
        checks.stream().map(each -> new FiniteCheck(each.subject(), known(each.node()))).toList());
  }

  /** What is still reached when nodes are cut off or skipped. */
  private Set<Node> needed(List<Node> roots) {
    Set<Node> needed = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Node> left = new ArrayDeque<>(roots);
    while (!left.isEmpty()) {
      Node node = resolved(left.pop());
      if (needed.add(node) && !done.containsKey(node)) {
        node.inputs().forEach(left::push);
      }
    }
    return needed;
  }

  private Node resolved(Node node) {
    Node place = node;
    while (aliases.containsKey(place)) {
      place = Objects.requireNonNull(aliases.get(place));
    }
    return place;
  }

  private Variable copy(Variable variable) {
    return Objects.requireNonNull(copies.get(variable));
  }

  private Node known(Node node) {
    return Objects.requireNonNull(done.get(resolved(node)));
  }

  private FuzzProgram finished(
      List<Node> outputs, List<Assignment> assignments, List<FiniteCheck> checks) {
    Computation computation = new Computation("fuzz", inputs, outputs, assignments, checks);
    List<Draw> draws = new ArrayList<>();
    for (int run = 0; run < inputDraws.size(); run++) {
      draws.add(new Draw(inputDraws.get(run), variableDraws.get(run)));
    }
    return new FuzzProgram(computation, variables, layouts, draws);
  }

  private void adopt(Variable variable) {
    if (copies.containsKey(variable)) {
      return;
    }
    int index = program.variables().indexOf(variable);
    List<HostArray> values =
        program.draws().stream().map(draw -> fitted(draw.variables().get(index))).toList();
    Variable copy =
        variable.type().weak()
            ? Variable.setting(variable.name(), values.getFirst().getDouble(0))
            : Variable.of(variable.name(), HostArray.copyOf(values.getFirst()));
    done.putIfAbsent(variable, copy);
    copies.put(variable, copy);
    variables.add(copy);
    for (int run = 0; run < values.size(); run++) {
      variableDraws.get(run).add(values.get(run));
    }
  }

  private Node rebuilt(Node node) {
    return switch (node.op()) {
      case Input input -> input(node, input);
      case Constant constant -> Ops.constant(fitted(constant.value()));
      case Literal _ -> node;
      default -> rebuilding.of(node, node.inputs().stream().map(this::known).toList());
    };
  }

  private Node input(Node node, Input old) {
    int index = program.computation().inputs().indexOf(node);
    TensorType type = old.type().withShape(rebuilding.shape(old.type().shape()));
    Node input = Ops.input(old.label(), type);
    inputs.add(input);
    layouts.add(program.layouts().get(index));
    for (int run = 0; run < inputDraws.size(); run++) {
      inputDraws.get(run).add(fitted(program.draws().get(run).inputs().get(index)));
    }
    return input;
  }

  /** The entries that are left of values. */
  private HostArray fitted(HostArray values) {
    Shape shape = rebuilding.shape(values.type().shape());
    if (shape.equals(values.type().shape())) {
      return values;
    }
    HostArray fitted = HostArray.zeros(values.type().withShape(shape));
    int[] from = values.type().shape().toArray();
    int[] to = shape.toArray();
    int[] index = new int[to.length];
    for (long i = 0; i < fitted.size(); i++) {
      long place = 0;
      for (int axis = 0; axis < to.length; axis++) {
        place = place * from[axis] + place(index[axis], from[axis], to[axis]);
      }
      copy(values, place, fitted, i);
      for (int axis = to.length - 1; axis >= 0 && ++index[axis] == to[axis]; axis--) {
        index[axis] = 0;
      }
    }
    return fitted;
  }

  private int place(int index, int from, int to) {
    return Math.min(from > to ? index + skipped : index, from - 1);
  }

  private static void copy(HostArray from, long place, HostArray to, long target) {
    if (from.type().dtype().isFloating()) {
      to.setDouble(target, from.getDouble(place));
    } else {
      to.setLong(target, from.getLong(place));
    }
  }

  /** A program with other values for its leaves, constants excepted. */
  static FuzzProgram withValues(FuzzProgram program, UnaryOperator<HostArray> change) {
    List<Draw> draws =
        program.draws().stream()
            .map(
                draw ->
                    new Draw(
                        draw.inputs().stream().map(change).toList(),
                        draw.variables().stream().map(change).toList()))
            .toList();
    return new FuzzProgram(program.computation(), program.variables(), program.layouts(), draws);
  }
}
